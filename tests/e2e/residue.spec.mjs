// Tours of all pages and dialogs; after signing out nothing of any credential or secret is left that the app could forget.
import * as clipboard from './support/clipboard.mjs';
import { ClustersPages, FRANKFURT, LIST_PAGE } from './support/clusters.mjs';
import { Replace } from './support/change.mjs';
import { API, ORGANIZATION, OWNER_KEY, SEARCH_KEY } from './support/env.mjs';
import { catchMemory, residue } from './support/residue.mjs';
import { Rotations } from './support/rotations.mjs';
import { hold, many, SearchKeys } from './support/search.mjs';
import { expect, test } from './support/test.mjs';
import * as sandbox from './support/sandbox.mjs';
import { expectForgotten, typeSecret } from './support/tour.mjs';

test.describe.configure({ timeout: 120_000 });
test.use({ viewport: { width: 1280, height: 2200 } });

test.beforeEach(async ({ context }) => {
  await catchMemory(context);
  await clipboard.allow(context);
});

/** Signs in without handing the credential to the page's script. */
async function signIn(app, connection, key) {
  const form = app.signInForm(connection);
  await typeSecret(app.page, form.getByLabel('API key', { exact: true }), key);
  await form.getByRole('button', { name: 'Sign in' }).click();
}

const signOut = (page) => page.getByRole('button', { name: 'Sign out everywhere' }).click();
const escape = (page) => page.keyboard.press('Escape');

/** Shows, writes in every form, copies and tries the secret that is told. */
async function useSecret(page, dialog) {
  await dialog.getByRole('button', { name: 'Show' }).click();
  for (const tab of ['.env', 'curl', 'JSON']) await dialog.getByRole('tab', { name: tab, exact: true }).click();
  const proof = dialog.getByRole('button', { name: /^Try the / });
  if (await proof.isVisible()) {
    await proof.click();
    await expect(dialog.getByRole('status')).not.toHaveText('');
  }
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Download CSV' }).click();
  await (await download).delete();
  await dialog.getByRole('button', { name: 'Copy', exact: true }).click();
  await expect(dialog.getByRole('status')).toHaveText('Copied.');
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(dialog).toBeHidden();
}

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

test('Elastic: keys, their dialogs, replacing', async ({ app, guard, page }) => {
  await page.goto(`/connections/elastic/${ORGANIZATION}/keys`);
  await signIn(app, 'Elastic Cloud', OWNER_KEY);
  await app.expectRead();
  await app.search.fill('ci');
  await app.search.fill('');
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  await escape(page);
  await page.getByRole('link', { name: 'Create key' }).click();
  await app.create('toured');
  await useSecret(page, app.secretDialog);
  await app.revokeButton('toured').click();
  await escape(page);
  const replace = new Replace(app);
  await replace.open('toured');
  await app.submit();
  await useSecret(page, app.secretDialog);
  await page.getByRole('link', { name: 'Later' }).click();
  await app.expectRead();
  await app.revoke('ci-logs');
  await expect(app.row('ci-logs')).toHaveCount(0);
  await page.goto(`/connections/elastic/${ORGANIZATION}/terms`);
  await signIn(app, 'Elastic Cloud', OWNER_KEY);
  await expect(page.getByRole('button', { name: 'Accept terms' })).toBeVisible();
  await app.nav.getByRole('link', { name: 'Connections' }).click();
  await signOut(page);
  await expectForgotten(page, guard, 3);
});

test('Elastic: clusters, their services and keys', async ({ app, guard, page }) => {
  await sandbox.acceptTerms();
  const clusters = new ClustersPages(app);
  const rotations = new Rotations(app);
  await page.goto(LIST_PAGE);
  await signIn(app, 'Elastic Cloud', OWNER_KEY);
  await clusters.link(FRANKFURT).click();
  await rotations.expectOpen();
  for (const key of ['cluster key', 'inference key']) {
    await rotations.ask(key);
    await rotations.confirm(key);
    await useSecret(page, rotations.secret);
  }
  await rotations.link.click();
  await expect(app.heading(/rotations/i)).toBeVisible();
  await signOut(page);
  await expectForgotten(page, guard, 3);
});

test('Search API: keys that are their own secrets, shown, copied, made, changed', async ({ app, guard, page }) => {
  const all = many(60);
  await hold(all);
  guard.keys(all.map(([key]) => key));
  await page.goto('/connections/search/keys/keys');
  await signIn(app, 'Search API', SEARCH_KEY);
  await app.expectRead();
  const keys = new SearchKeys(app);
  const names = await app.names();
  await keys.button(`Show ${names[0]}`).click();
  await expect(keys.shown).toBeVisible();
  await keys.button(`Copy ${names[1]}`).click();
  await expect(app.messages).toContainText('is copied.');
  await page.getByRole('link', { name: 'Create key' }).click();
  await app.submit();
  await useSecret(page, app.secretDialog);
  await app.expectRead();
  await keys.button(`Revoke ${names[2]}`).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke key' }).click();
  await expect(page.getByRole('alertdialog')).toBeHidden();
  await keys.follow(names[3]);
  const dialog = await keys.review({ permissions: 'write', extra: [1] });
  await dialog.getByRole('button', { name: 'Save changes' }).click();
  await expect(dialog).toBeHidden();
  await signOut(page);
  await expectForgotten(page, guard, 60);
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
