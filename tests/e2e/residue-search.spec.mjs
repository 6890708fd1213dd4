// Tours of the Search API, whose keys are their own secrets; after them nothing of any of them is left.
import { Bulk, ended, Replace } from './support/change.mjs';
import { SEARCH_API, SEARCH_KEY } from './support/env.mjs';
import { hold, KEYS_PAGE, many, PATH, SearchKeys } from './support/search.mjs';
import { expect, test } from './support/test.mjs';
import * as sandbox from './support/sandbox.mjs';
import { closeResults, glance, signIn, tour, typeSecret, useSecret } from './support/tour.mjs';

test.describe.configure({ timeout: 120_000 });
test.use({ viewport: { width: 1280, height: 2600 } });

const CONNECTION = 'Search API';
const WRONG = 'never-accepted-anywhere';
const ALL = many(60);

test.beforeEach(async ({ guard }) => {
  await hold(ALL);
  guard.keys(ALL.map(([key]) => key));
  guard.secret(WRONG, SEARCH_API);
  guard.expectStatus(401);
});

test(...tour('Search API: keys that are their own secrets, shown, made, changed, revoked', async ({ app, page }) => {
  const keys = new SearchKeys(app);
  const askAgain = page.getByRole('dialog', { name: `Sign in to ${CONNECTION} again` });
  await page.goto('/connections');
  await signIn(app, CONNECTION, WRONG);
  await expect(app.signInForm(CONNECTION).getByRole('alert')).toBeVisible();
  await signIn(app, CONNECTION, SEARCH_KEY);
  await page.getByRole('link', { name: 'Go to keys' }).click();
  await app.expectRead();
  const names = await app.names();
  await keys.button(`Show ${names[0]}`).click();
  await expect(keys.shown).toBeVisible();
  await keys.button(`Copy ${names[1]}`).click();
  await expect(app.messages).toContainText('is copied.');

  await page.getByRole('link', { name: 'Create key' }).click();
  await app.form.getByLabel('Label (optional)').fill('Toured');
  await app.submit();
  await useSecret(app, app.secretDialog, 'search');
  await app.expectRead();
  for (const menu of ['Export', 'Labels']) await glance(page, () => keys.button(menu).click());
  for (const [menu, save] of [['Export', 'CSV'], ['Labels', 'Export 1 label']]) {
    await keys.button(menu).click();
    const file = page.waitForEvent('download');
    await page.getByRole('group', { name: menu }).getByRole('button', { name: save, exact: true }).click();
    await (await file).delete();
  }
  await glance(page, () => keys.button(`Revoke ${names[2]}`).click());
  await keys.button(`Revoke ${names[2]}`).click();
  await app.confirmRevoke(names[2]);
  await expect(app.messages).toContainText('is revoked.');

  await keys.follow(names[3]);
  await keys.button(`Show ${names[3]}`).click();
  await expect(keys.shown).toBeVisible();
  await glance(page, () => keys.button('Edit label and note').click());
  await keys.label('Shop', 'A note');
  await glance(page, () => keys.button('Edit config').click());
  await sandbox.addFault('PUT', `${PATH}*`, ended, 2);
  const dialog = await keys.review({ permissions: 'write', extra: [1] });
  await dialog.getByRole('button', { name: 'Save changes' }).click();
  await typeSecret(page, askAgain.getByLabel('API key', { exact: true }), SEARCH_KEY);
  await page.keyboard.press('Escape');
  await expect(askAgain).toBeHidden();
  await dialog.getByRole('button', { name: 'Save changes' }).click();
  await signIn(app, CONNECTION, WRONG, askAgain);
  await expect(askAgain.getByRole('alert')).toBeVisible();
  await signIn(app, CONNECTION, SEARCH_KEY, askAgain);
  await expect(dialog).toBeHidden();
}));

test(...tour('Search API: a leaked key found, one replaced, many changed and revoked', async ({ app, page }) => {
  const keys = new SearchKeys(app);
  const bulk = new Bulk(app);
  const replace = new Replace(app);
  await page.goto(KEYS_PAGE);
  await signIn(app, CONNECTION, SEARCH_KEY);
  await app.expectRead();
  await typeSecret(page, app.search, ALL[7][0]);
  await expect(page.getByText('This is the key you pasted.')).toBeVisible();
  await page.goBack();
  await app.expectRead();

  await glance(page, () => typeSecret(page, app.search, SEARCH_KEY));
  await app.search.fill('team-5');
  await expect(app.found).toHaveText('8 of 60 keys');
  const [first, second, third] = await app.names();
  for (const name of [first, second]) await keys.box(name).check();
  await glance(page, () => keys.button('Set to read').click());
  await keys.button('Set to write').click();
  await page.getByRole('alertdialog').getByRole('button', { name: /^Change \d/ }).click();
  await expect(keys.results).toBeVisible();
  await closeResults(page, keys.results);
  await bulk.selectFound('team-3');
  await glance(page, () => bulk.revokeButton.click());
  await bulk.revoke();
  await closeResults(page, bulk.results);
  await app.search.fill('');

  await replace.open(third);
  await app.submit();
  await useSecret(app, app.secretDialog, 'search');
  await glance(page, () => replace.revokeNow.click());
  await page.getByRole('link', { name: 'Later' }).click();
  await replace.continueLink(third).click();
  await replace.revokeOld(third);
  await expect(page.getByText('The old key is gone, the new one has taken over.')).toBeVisible();

  // The lock comes while a key is shown, and a credential is typed above it.
  await page.getByRole('link', { name: 'See all keys' }).click();
  await app.expectRead();
  await keys.button(`Show ${first}`).click();
  await expect(keys.shown).toBeVisible();
  await sandbox.addFault('GET', PATH, ended);
  await page.getByRole('button', { name: 'Refresh' }).click();
  await typeSecret(page, page.getByRole('dialog').getByLabel('API key', { exact: true }), SEARCH_KEY);
}));
