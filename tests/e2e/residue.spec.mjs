// What is left of credentials and secrets when one leaves is looked for where it can be found, and what was typed goes, too.
// The tours of all pages and dialogs are in the other files of this name.
import * as clipboard from './support/clipboard.mjs';
import { API, ORGANIZATION, OWNER_KEY, SEARCH_KEY } from './support/env.mjs';
import { catchMemory, residue } from './support/residue.mjs';
import { expect, test } from './support/test.mjs';
import { expectForgotten, signIn, signOut, typeSecret } from './support/tour.mjs';

test.describe.configure({ timeout: 120_000 });
test.use({ viewport: { width: 1280, height: 2200 } });

test.beforeEach(async ({ context }) => {
  await catchMemory(context);
  await clipboard.allow(context);
});

test('what there is to be found is found', async ({ app, guard, page }) => {
  await page.goto('/connections');
  await signIn(app, 'Elastic Cloud', OWNER_KEY);
  await expect(page.getByRole('link', { name: 'Go to keys' })).toBeVisible();
  const signedIn = await residue(page, guard);
  expect(signedIn.memory, 'the app holds what one is signed in with').not.toEqual([]);
  expect(signedIn.heap).toEqual([]);
  await page.evaluate((secret) => (globalThis.planted = { secret }), OWNER_KEY);
  expect((await residue(page, guard)).heap.join()).toMatch(/^string.* < object/);
  await page.evaluate(() => delete globalThis.planted);
  await app.signInForm('Search API').getByLabel('API key').fill(SEARCH_KEY);
  expect((await residue(page, guard)).found).toEqual(['the document holds a secret']);
  await signOut(page);
  await expectForgotten(page, guard, 1);
});

test('what is typed for signing in is emptied by the lock, and by leaving', async ({ app, guard, page }) => {
  guard.secret('essu_typed_not_sent', API);
  await page.clock.install();
  await page.goto('/connections');
  await signIn(app, 'Elastic Cloud', OWNER_KEY);
  await expect(page.getByRole('link', { name: 'Go to keys' })).toBeVisible();
  const input = app.signInForm('Search API').getByLabel('API key', { exact: true });
  await typeSecret(page, input, 'essu_typed_not_sent');
  await page.clock.runFor('15:10');
  await expect(app.messages).toContainText('You were signed out after 15 minutes');
  await expect(input).toHaveValue('');
  await typeSecret(page, input, 'essu_typed_not_sent');
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })));
  await expect(input).toHaveValue('');
  await expectForgotten(page, guard, 1);
});

test('a page that the browser keeps for the way back is signed out', async ({ app, guard, page }) => {
  await page.goto(`/connections/elastic/${ORGANIZATION}/keys`);
  await signIn(app, 'Elastic Cloud', OWNER_KEY);
  await app.expectRead();
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })));
  await expect(app.signInForm()).toBeVisible();
  await expect(app.table).toHaveCount(0);
  await expect(app.messages).toContainText('You were signed out because you left this page.');
  await expectForgotten(page, guard, 1);
});

test('leaving asks for a secret that is not saved, and keeps it through a page that comes back', async ({ app, page }) => {
  await app.openForm();
  await app.create('kept back');
  await app.secretDialog.getByRole('button', { name: 'Show' }).click();
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })));
  await expect(app.secretDialog.getByRole('button', { name: 'Show' })).toBeVisible();
  await expect(app.secretDialog.getByLabel('New key')).toContainText('••••');
  await app.secretDialog.getByLabel('I saved it elsewhere').check();
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })));
  await expect(app.secretDialog).toBeHidden();
});
