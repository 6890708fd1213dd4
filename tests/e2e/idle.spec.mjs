// The lock after minutes without input, where nobody is signed in, where one waits for the owner, and beside signing in.
import { Bulk, createMany, ended } from './support/change.mjs';
import { API, KEYS_PATH, OWNER_KEY, SEARCH_KEY } from './support/env.mjs';
import { expect, test } from './support/test.mjs';
import * as sandbox from './support/sandbox.mjs';

const LOCK = '15:10';
const signedOut = (app) => app.messages.getByText(/You were signed out after 15 minutes without input/);

test('what is typed for signing in and not sent is emptied, though nobody is signed in', async ({ app, page }) => {
  await page.clock.install();
  await page.goto('/connections');
  const input = app.signInForm('Search API').getByLabel('API key', { exact: true });
  await input.fill(SEARCH_KEY);
  await page.clock.runFor('14:00');
  await expect(input).toHaveValue(SEARCH_KEY);
  await page.clock.runFor('01:10');
  await expect(input).toHaveValue('');
  await expect(signedOut(app)).toHaveCount(0);
});

test('a secret that is shown after the lock does not stay in clear', async ({ app, page }) => {
  await page.clock.install();
  await app.openForm();
  const { key } = await app.createAndLearn('left-open');
  await page.clock.runFor(LOCK);
  await expect(signedOut(app)).toBeVisible();
  await app.secretDialog.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(app.secretDialog.getByLabel('New key')).toHaveText(key);
  await page.clock.runFor(LOCK);
  await expect(app.secretDialog.getByRole('button', { name: 'Show', exact: true })).toBeVisible();
  expect((await page.content()).includes(key), 'shown without anybody there').toBe(false);
});

test('work on many keys that waits for signing in again is no reason to stay signed in', async ({ app, guard, page }) => {
  guard.expectStatus(401);
  await page.clock.install();
  await createMany(8);
  await app.openReadKeys();
  const bulk = new Bulk(app);
  await bulk.selectFound('bulk-');
  await sandbox.addFault('DELETE', `${KEYS_PATH}/*`, ended, 99);
  await bulk.revoke();
  await expect(app.askAgain).toBeVisible();
  await page.clock.runFor(LOCK);
  await expect(signedOut(app)).toBeVisible();
  await expect(app.askAgain).toBeHidden();
  await expect(app.signInForm()).toBeVisible();
});

test('signing out everywhere ends a sign-in that is on its way', async ({ app, page }) => {
  await page.goto('/connections');
  await app.signIn({ connection: 'Search API', key: SEARCH_KEY });
  let answer;
  const held = new Promise((resolve) => { answer = resolve; });
  let sent = 0;
  await page.route(`${API}/api/v1/organizations`, async (route) => {
    sent += 1;
    await held;
    await route.continue();
  });
  const form = app.signInForm('Elastic Cloud');
  await form.getByLabel('API key', { exact: true }).fill(OWNER_KEY);
  await form.getByRole('button', { name: 'Sign in' }).click();
  await expect.poll(() => sent).toBe(1);
  await page.getByRole('button', { name: 'Sign out everywhere' }).click();
  const answered = page.waitForResponse(`${API}/api/v1/organizations`);
  answer();
  await (await answered).finished();
  await expect(form.getByRole('alert')).toContainText("You aren't signed in.");
  await expect(page.getByText('Signed in as')).toHaveCount(0);
});
