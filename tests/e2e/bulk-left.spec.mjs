// Many keys revoked at once while one looks elsewhere, signs out, closes the tab or is signed out.
import { expect, test } from './support/test.mjs';
import { Bulk, createMany, ended, ONE_KEY, revokedIds } from './support/change.mjs';
import * as sandbox from './support/sandbox.mjs';

test.use({ viewport: { width: 1280, height: 2200 } });

const leftOf = async () => (await sandbox.keys()).map((key) => key.description).filter((name) => name.startsWith('bulk-')).sort();

/** From the page of connections to keys that are being revoked, so that Back leads there. */
async function begin(app, count, delay_ms = 600) {
  await createMany(count);
  const names = await leftOf();
  const bulk = new Bulk(app);
  await app.page.goto('/connections');
  await app.signIn();
  await app.page.getByRole('link', { name: 'Go to keys' }).click();
  await app.expectRead();
  await bulk.select(...names);
  await sandbox.addFault('DELETE', ONE_KEY, { delay_ms }, count);
  await bulk.revoke();
  await expect(bulk.progress).toBeVisible();
  return bulk;
}

async function leave(app, bulk) {
  await app.page.goBack();
  await expect(app.heading('Connections')).toBeVisible();
  await expect(bulk.progress).toBeHidden();
}

test('leaving the page in the middle stops nothing, and coming back shows how it went', async ({ app, page }) => {
  const bulk = await begin(app, 8);
  await leave(app, bulk);
  await expect.poll(leftOf).toEqual([]);
  await page.goForward();
  await expect(bulk.results).toHaveAccessibleName('8 revoked.');
  await bulk.results.getByRole('button', { name: 'Close' }).click();
  await expect(bulk.results).toBeHidden();
  await expect(app.found).toHaveText('24 of 24 keys');
});

test('coming back in the middle shows how far it is', async ({ app, page }) => {
  const bulk = await begin(app, 12, 1000);
  await leave(app, bulk);
  await page.goForward();
  await expect(bulk.progress.getByRole('status')).toHaveText(/^[48] of 12/);
  await expect(bulk.results).toHaveAccessibleName('12 revoked.');
});

test('after coming back, what failed meanwhile is still there to be tried again', async ({ app, guard, page }) => {
  guard.expectStatus(403);
  await sandbox.addFault('DELETE', ONE_KEY, sandbox.refusal(403, 'root.unauthorized', 'No.'), 1, 6);
  const bulk = await begin(app, 8);
  await leave(app, bulk);
  await expect.poll(leftOf).toHaveLength(1);
  await page.goForward();
  await expect(bulk.results).toHaveAccessibleName('7 revoked, 1 failed.');
  await bulk.results.getByRole('button', { name: 'Close' }).click();
  expect(await bulk.ticked()).toEqual(await leftOf());
  await bulk.revoke();
  await expect(bulk.results).toHaveAccessibleName('1 revoked.');
});

test('signing out in the middle sends nothing more', async ({ app, page }) => {
  const bulk = await begin(app, 12, 1500);
  await leave(app, bulk);
  await page.getByRole('button', { name: 'Sign out everywhere' }).click();
  await expect(app.signInForm()).toBeVisible();
  await page.goForward();
  await app.signIn();
  // What was under way when one signed out is carried out in its own time.
  await expect(bulk.results).toBeVisible();
  const left = await leftOf();
  expect(left.length).toBeGreaterThanOrEqual(4);
  await expect(bulk.results).toHaveAccessibleName(`${12 - left.length} revoked, ${left.length} were not sent.`);
  expect(await leftOf()).toEqual(left);
  expect(await revokedIds()).toHaveLength(12 - left.length);
});

test('who signs in again soon after signing out finds that the rest was not sent', async ({ app, page }) => {
  const bulk = await begin(app, 12, 2000);
  await leave(app, bulk);
  await page.getByRole('button', { name: 'Sign out everywhere' }).click();
  await app.signIn();
  await page.getByRole('link', { name: 'Go to keys' }).click();
  await expect(bulk.results).toHaveAccessibleName(/^[48] revoked, [48] were not sent\.$/);
});

test('the idle lock waits for what one waits for, and locks when it is done', async ({ app, page }) => {
  await page.clock.install();
  const bulk = await begin(app, 12, 1000);
  await page.clock.fastForward('15:10');
  await expect(bulk.results).toHaveAccessibleName('12 revoked.', { timeout: 15_000 });
  await page.clock.fastForward('15:10');
  await expect(app.heading('Sign in to Elastic Cloud')).toBeVisible();
  await app.signIn();
  await expect(bulk.results).toHaveAccessibleName('12 revoked.');
});

test('closing the tab asks first while it is under way', async ({ app, page }) => {
  const asked = [];
  page.on('dialog', async (dialog) => {
    asked.push(dialog.type());
    await dialog.dismiss();
  });
  const bulk = await begin(app, 8, 1000);
  await page.close({ runBeforeUnload: true });
  await expect.poll(() => asked).toEqual(['beforeunload']);
  await expect(bulk.results).toHaveAccessibleName('8 revoked.');
  const closed = page.waitForEvent('close');
  await page.close({ runBeforeUnload: true });
  await closed;
  expect(asked).toHaveLength(1);
});

test('a sign-in that ends in the middle can be renewed while one is elsewhere', async ({ app, guard }) => {
  guard.expectStatus(401);
  await sandbox.addFault('DELETE', ONE_KEY, ended, 1, 6);
  const bulk = await begin(app, 8, 800);
  await leave(app, bulk);
  await app.signIn({ form: app.askAgain });
  await expect.poll(leftOf).toEqual([]);
});
