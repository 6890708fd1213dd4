// A rotation that meets another change, an ended session, a busy service or a refusal.
import { API } from './support/env.mjs';
import { expect, test } from './support/test.mjs';
import { changeBehind, clusterPage, clusterPath, CLUSTER_KEY, endPath, FRANKFURT, rotateBehind, rotatePath, Rotations, workingKeys } from './support/rotations.mjs';
import * as sandbox from './support/sandbox.mjs';

const PATH = rotatePath(FRANKFURT, 'cluster key');
const statuses = async (path = PATH) => (await sandbox.requests('POST', path)).map((call) => call.status);

for (const stale of [412, 409]) {
  test(`a cluster that changed meanwhile: shown, asked again, rotated once (${stale})`, async ({ app, guard }) => {
    guard.expectStatus(stale);
    await sandbox.reset({ stale_status: stale });
    const rotations = new Rotations(app);
    await rotations.open();
    await rotations.ask('cluster key');
    await changeBehind(FRANKFURT, { name: 'Frankfurt two' });
    await rotations.confirm('cluster key');
    const alert = rotations.question('cluster key').getByRole('alert');
    await expect(alert).toContainText('The key was not rotated.');
    await expect(alert.getByRole('row').last()).toContainText(/Name.*Frankfurt data center.*Frankfurt two/);
    expect((await workingKeys(FRANKFURT)).current).toEqual([CLUSTER_KEY]);
    await rotations.confirm('cluster key');
    await expect(rotations.secret).toContainText('Frankfurt two');
    await rotations.save();
    expect(await statuses()).toEqual([stale, 200]);
    expect((await workingKeys(FRANKFURT)).pending).toEqual([CLUSTER_KEY]);
    await rotations.expectOpen('Frankfurt two');
  });
}

test('a key that somebody else rotated meanwhile is not rotated unasked', async ({ app, guard }) => {
  guard.expectStatus(412);
  const rotations = new Rotations(app);
  await rotations.open();
  await rotations.ask('cluster key');
  const { key } = await rotateBehind(FRANKFURT, 'cluster key');
  await rotations.confirm('cluster key');
  const alert = rotations.question('cluster key').getByRole('alert');
  await expect(alert).toContainText('The key was not rotated.');
  await expect(alert).toContainText('A key may have been rotated');
  expect((await workingKeys(FRANKFURT)).current).toEqual([key]);
  await rotations.confirm('cluster key');
  await expect(rotations.secret).toBeVisible();
  await rotations.save();
  expect(await statuses()).toHaveLength(3);
  expect((await workingKeys(FRANKFURT)).pending).toEqual([CLUSTER_KEY, key]);
});

test('where no version can be read, a look right before finds the change', async ({ app }) => {
  await sandbox.reset({ expose_etag: false });
  const rotations = new Rotations(app);
  await rotations.open();
  await rotations.ask('cluster key');
  await expect(rotations.question('cluster key')).toContainText('would be overwritten');
  await changeBehind(FRANKFURT, { name: 'Frankfurt two' });
  await rotations.confirm('cluster key');
  await expect(rotations.question('cluster key').getByRole('alert')).toContainText('Frankfurt two');
  expect(await statuses()).toEqual([]);
  await rotations.confirm('cluster key');
  await expect(rotations.secret).toBeVisible();
  await rotations.save();
  expect(await statuses()).toEqual([200]);
});

test('a session that ended: sign in on the spot, then it is rotated once', async ({ app, guard }) => {
  guard.expectStatus(401);
  const rotations = new Rotations(app);
  await rotations.open();
  await sandbox.addFault('POST', PATH, sandbox.refusal(401, 'root.unauthorized', 'Credentials were invalid.'));
  await rotations.ask('cluster key');
  await rotations.confirm('cluster key');
  await expect(app.askAgain).toContainText('nothing you typed is lost');
  await app.signIn({ form: app.askAgain });
  await expect(rotations.secret).toBeVisible();
  await rotations.save();
  expect(await statuses()).toEqual([401, 200]);
  expect((await workingKeys(FRANKFURT)).pending).toEqual([CLUSTER_KEY]);
  expect(await rotations.stored()).toHaveLength(1);
});

test('a session that ended, and no sign-in: nothing is rotated nor noted', async ({ app, guard }) => {
  guard.expectStatus(401);
  const rotations = new Rotations(app);
  await rotations.open();
  await sandbox.addFault('POST', PATH, sandbox.refusal(401, 'root.unauthorized', 'Credentials were invalid.'));
  await rotations.ask('cluster key');
  await rotations.confirm('cluster key');
  await app.askAgain.getByRole('button', { name: 'Not now' }).click();
  await expect(rotations.question('cluster key').getByRole('alert')).toContainText('The key was not rotated.');
  expect(await rotations.stored()).toEqual([]);
});

for (const [status, code, words] of [
  [403, 'root.unauthorized', 'The key was not rotated.'],
  [404, 'clusters.cluster_not_found', 'The key was not rotated.'],
]) {
  test(`a refusal ${status} says why, and notes no rotation`, async ({ app, guard }) => {
    guard.expectStatus(status);
    const rotations = new Rotations(app);
    await rotations.open();
    await sandbox.addFault('POST', PATH, sandbox.refusal(status, code, 'Not this one.'));
    await rotations.ask('cluster key');
    await rotations.confirm('cluster key');
    await expect(rotations.question('cluster key').getByRole('alert')).toContainText(words);
    expect(await rotations.stored()).toEqual([]);
    expect(await statuses()).toEqual([status]);
  });
}

test('a service that is busy is waited for, and then rotated once', async ({ app, guard, page }) => {
  guard.expectStatus(409);
  await page.clock.install();
  const rotations = new Rotations(app);
  await rotations.open();
  await sandbox.addFault('POST', PATH, sandbox.refusal(409, 'clusters.patch_cluster.invalid_state', 'Busy.'), 2);
  await rotations.ask('cluster key');
  await rotations.confirm('cluster key');
  for (const next of [2, 3]) {
    await expect(rotations.question('cluster key').getByRole('status')).toContainText(`(try ${next} of 5)`);
    await page.clock.runFor(3_100);
  }
  await expect(rotations.secret).toBeVisible();
  await rotations.save();
  expect(await statuses()).toEqual([409, 409, 200]);
  expect(await rotations.stored()).toHaveLength(1);
});

test('one who may only look is refused, and told so', async ({ app, guard, page }) => {
  guard.expectStatus(403);
  guard.secret('essu_demo_cluster_viewer_key', API);
  const rotations = new Rotations(app);
  await page.goto(clusterPage(FRANKFURT));
  await app.signIn({ key: 'essu_demo_cluster_viewer_key' });
  await rotations.expectOpen();
  await rotations.ask('cluster key');
  await rotations.confirm('cluster key');
  await expect(rotations.question('cluster key').getByRole('alert')).toContainText('The key was not rotated.');
  expect((await workingKeys(FRANKFURT)).current).toEqual([CLUSTER_KEY]);
});

test('a service that is off has no key to rotate, and its rotations are over', async ({ app, page }) => {
  const rotations = new Rotations(app);
  await rotations.open();
  await rotations.rotateAndSave('inference key');
  await rotations.rotateAndSave('cluster key');
  await expect(rotations.link).toContainText('2');
  await page.getByRole('button', { name: 'Switch off Elastic Inference Service' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Switch off' }).click();
  await expect(app.messages).toContainText('is switched off.');
  await expect(rotations.card('inference key')).toHaveCount(0);
  await expect(rotations.rotateButton('inference key')).toHaveCount(0);
  await expect(rotations.link).toContainText('1');
  expect((await workingKeys(FRANKFURT, 'inference key')).pending).toEqual([]);
});

test('a service that somebody else switched off: its rotation is said to be over, and can go', async ({ app, page }) => {
  const rotations = new Rotations(app);
  await rotations.open();
  await rotations.rotateAndSave('inference key');
  await changeBehind(FRANKFURT, { services: { eis: { enabled: false } } });
  await page.getByRole('button', { name: 'Refresh' }).click();
  const card = rotations.card('inference key');
  await expect(card).toContainText("Elastic Inference Service is off, so its keys don't work any more");
  await expect(rotations.rotateButton('inference key')).toHaveCount(0);
  await card.getByRole('button', { name: 'Remove from this page' }).click();
  await expect(card).toHaveCount(0);
  await expect(page.getByRole('main')).toBeFocused();
  await expect(rotations.link).toHaveCount(0);
  expect(await sandbox.requests('POST', endPath(FRANKFURT, 'inference key'))).toEqual([]);
  expect(await sandbox.requests('GET', clusterPath(FRANKFURT))).not.toEqual([]);
});
