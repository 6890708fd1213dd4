// Rotating the key that one is signed in with: the app goes on with the new one before anything else.
import { API } from './support/env.mjs';
import { expect, test } from './support/test.mjs';
import { CLUSTER_KEY, clusterPath, endBehind, FRANKFURT, readsWith, rotatePath, Rotations, workingKeys } from './support/rotations.mjs';
import * as sandbox from './support/sandbox.mjs';

const ORGANIZATIONS = '/api/v1/organizations';
const own = { key: CLUSTER_KEY };
const tick = (rotations) => rotations.question('cluster key').getByLabel("I'm signed in with this key. Go on with the new one.");

test.beforeEach(({ guard }) => {
  guard.secret(CLUSTER_KEY, API);
  // The key of a cluster may not look at members.
  guard.expectStatus(403);
});

test('the key of the cluster is known to be the own one', async ({ app }) => {
  const rotations = new Rotations(app);
  await rotations.open(own);
  await rotations.ask('cluster key');
  await expect(tick(rotations)).toBeChecked();
});

test('the app goes on with the new key, so that the old one can end', async ({ app, page }) => {
  const rotations = new Rotations(app);
  await rotations.open(own);
  const made = await rotations.rotate('cluster key');
  await expect(app.messages).toContainText('You go on with the new key.');
  await rotations.save();
  await endBehind(FRANKFURT, 'cluster key');
  expect(await readsWith(FRANKFURT, CLUSTER_KEY)).toBe(401);
  await page.getByRole('button', { name: 'Refresh' }).click();
  await page.getByRole('button', { name: 'Rename' }).click();
  const dialog = page.getByRole('dialog', { name: /^Rename/ });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Frankfurt two');
  await dialog.getByRole('button', { name: 'Save name' }).click();
  await expect(app.messages).toContainText('The cluster is renamed.');
  await expect(app.askAgain).toHaveCount(0);
  expect(await workingKeys(FRANKFURT)).toEqual({ current: [made], pending: [] });
});

test('nothing is called with the old key after the rotation', async ({ app, page }) => {
  const rotations = new Rotations(app);
  await rotations.open(own);
  const after = [];
  let rotated = false;
  page.on('request', (request) => {
    if (rotated && request.url().startsWith(API) && request.method() !== 'OPTIONS') {
      after.push(request.headers().authorization === `ApiKey ${CLUSTER_KEY}`);
    }
    rotated ||= request.url().endsWith('/_rotate');
  });
  await rotations.rotateAndSave('cluster key');
  await page.getByRole('button', { name: 'Refresh' }).click();
  await rotations.expectOpen();
  await expect.poll(() => after.length).toBeGreaterThan(2);
  expect(after).not.toContain(true);
});

test('twice in a row: the new key is the own one as well', async ({ app, page }) => {
  const rotations = new Rotations(app);
  await rotations.open(own);
  await rotations.rotateAndSave('cluster key');
  await rotations.ask('cluster key');
  await expect(tick(rotations)).toBeChecked();
  await rotations.confirm('cluster key');
  await expect(rotations.secret).toBeVisible();
  await rotations.save();
  await endBehind(FRANKFURT, 'cluster key');
  await page.getByRole('button', { name: 'Refresh' }).click();
  await expect.poll(async () => (await sandbox.requests('GET', clusterPath(FRANKFURT))).length).toBeGreaterThan(3);
  await rotations.rotateAndSave('inference key');
  await expect(app.askAgain).toHaveCount(0);
});

test('where nobody tells which key it is, the owner says so', async ({ app, guard, page }) => {
  guard.expectStatus(404);
  await sandbox.reset({ whoami: false });
  const rotations = new Rotations(app);
  await rotations.open(own);
  await rotations.ask('cluster key');
  await expect(tick(rotations)).not.toBeChecked();
  await tick(rotations).check();
  await rotations.confirm('cluster key');
  await expect(rotations.secret).toBeVisible();
  await expect(app.messages).toContainText('You go on with the new key.');
  await rotations.save();
  await endBehind(FRANKFURT, 'cluster key');
  await page.getByRole('button', { name: 'Refresh' }).click();
  await rotations.expectOpen();
  await expect(app.askAgain).toHaveCount(0);
});

test('a key that is not the own one takes no session along', async ({ app, guard }) => {
  guard.expectStatus(404);
  await sandbox.reset({ whoami: false });
  const rotations = new Rotations(app);
  await rotations.open();
  const before = (await sandbox.requests('GET', ORGANIZATIONS)).length;
  await rotations.ask('cluster key');
  await expect(tick(rotations)).not.toBeChecked();
  await rotations.confirm('cluster key');
  await expect(rotations.secret).toBeVisible();
  await rotations.save();
  expect(await sandbox.requests('GET', ORGANIZATIONS)).toHaveLength(before);
});

test("an owner's key is asked nothing of the kind, nor is it for the inference key", async ({ app, page }) => {
  const rotations = new Rotations(app);
  await rotations.open();
  await rotations.ask('cluster key');
  await expect(tick(rotations)).toHaveCount(0);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Sign out everywhere' }).click();
  await app.signIn(own);
  await rotations.expectOpen();
  await rotations.ask('inference key');
  await expect(rotations.question('inference key').getByRole('checkbox')).toHaveCount(0);
});

test('a change to the new key that fails: still signed in with the old one, which is said', async ({ app, guard, page }) => {
  guard.expectStatus(500);
  const rotations = new Rotations(app);
  await rotations.open(own);
  await sandbox.addFault('GET', ORGANIZATIONS, { status: 500 }, 9);
  const made = await rotations.rotate('cluster key');
  await expect(app.messages).toContainText('You are still signed in with the old key, which works for 7 more days.');
  await expect(app.messages).toContainText('Sign in again with the new one.');
  await rotations.save();
  await page.getByRole('button', { name: 'Refresh' }).click();
  await rotations.expectOpen();
  expect(await workingKeys(FRANKFURT)).toEqual({ current: [made], pending: [CLUSTER_KEY] });
  // It ends: the app asks for the new one on the spot and goes on.
  guard.expectStatus(401);
  await fetch(`${API}/_sandbox/faults`, { method: 'DELETE' });
  await endBehind(FRANKFURT, 'cluster key');
  await page.getByRole('button', { name: 'Refresh' }).click();
  await app.signIn({ form: app.askAgain, key: made });
  await expect(app.askAgain).toBeHidden();
  await rotations.expectOpen();
});

test('signed out before the answer came: the key is shown, and nothing is claimed of a session', async ({ app, page }) => {
  const rotations = new Rotations(app);
  await rotations.open(own);
  await sandbox.addFault('POST', rotatePath(FRANKFURT, 'cluster key'), { delay_ms: 1_500 });
  await rotations.ask('cluster key');
  await rotations.confirm('cluster key');
  await expect.poll(() => sandbox.requests('POST', rotatePath(FRANKFURT, 'cluster key'))).toHaveLength(1);
  await page.getByRole('button', { name: 'Sign out everywhere', includeHidden: true }).evaluate((button) => button.click());
  await expect(rotations.secret).toBeVisible();
  await rotations.save();
  await expect(app.messages).not.toContainText('signed in with the old key');
  await expect(app.signInForm()).toBeVisible();
});

test('ending the old keys while signed in with one of them warns of that', async ({ app, guard, page }) => {
  guard.expectStatus(404);
  await sandbox.reset({ whoami: false });
  const rotations = new Rotations(app);
  await rotations.open(own);
  await rotations.rotateAndSave('cluster key');
  await rotations.card('cluster key').getByRole('button', { name: 'End the old key now' }).click();
  await expect(rotations.endQuestion('cluster key')).toContainText("If you are signed in with an old one, you have to sign in again with the new one.");
  await page.keyboard.press('Escape');
});

test('a lost answer keeps the session as it is', async ({ app, guard }) => {
  guard.expectLostCalls();
  const rotations = new Rotations(app);
  await rotations.open(own);
  await sandbox.addFault('POST', rotatePath(FRANKFURT, 'cluster key'), { drop: 'after_commit' });
  await rotations.ask('cluster key');
  await rotations.confirm('cluster key');
  await expect(rotations.question('cluster key').getByRole('alert')).toContainText("It isn't known whether this was done");
  await rotations.confirm('cluster key');
  await expect(rotations.secret).toBeVisible();
  await expect(app.messages).toContainText('You go on with the new key.');
  await rotations.save();
  await endBehind(FRANKFURT, 'cluster key');
  await rotations.reload({ key: (await workingKeys(FRANKFURT)).current[0] });
  expect(await sandbox.requests('GET', clusterPath(FRANKFURT))).not.toEqual([]);
});
