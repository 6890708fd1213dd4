// A tour through all pages with a thousand keys: no key stands anywhere unless it is asked for.
import { kept, leaks } from './support/leaks.mjs';
import { listed, many, SearchKeys } from './support/search.mjs';
import { expect, test } from './support/test.mjs';

/** What the document holds: its text, every attribute, and what is typed or chosen. */
const inDocument = (page) =>
  page.evaluate(() => {
    const all = [...document.querySelectorAll('*')];
    const attributes = all.flatMap((one) => [...one.attributes].map((attribute) => attribute.value));
    return {
      text: document.documentElement.textContent,
      attributes,
      values: all.filter((one) => 'value' in one).map((one) => String(one.value)),
    };
  });

/** Looks at all that a page holds and keeps; addresses of the service name keys, as they have to. */
async function expectNone(page, secrets, where) {
  const { 'addresses called': called, ...places } = await kept(page);
  const ours = called.filter((address) => address.startsWith(new URL(page.url()).origin));
  const found = leaks({ ...places, ...(await inDocument(page)), 'addresses of the app': ours }, secrets);
  expect(found, where).toEqual([]);
}

test('no key is anywhere unless it was asked for', async ({ app, guard, page }) => {
  test.setTimeout(120_000);
  guard.expectStatus(404);
  const all = many(1_000);
  const secrets = all.map(([key]) => key);
  const keys = await SearchKeys.open(app, all);
  const look = (where) => expectNone(page, secrets, where);
  const names = await app.names();
  await look('the list');

  await page.getByRole('region', { name: 'List of keys' }).press('End');
  await expect(page.getByRole('row').last()).toHaveAttribute('aria-rowindex', '1001');
  await look('the end of the list');
  await keys.permissions.selectOption('Write');
  await app.search.fill('team-3');
  await expect(app.found).toHaveText(/^\d\d of 1,000 keys$/);
  await look('a search');
  await app.search.fill('');
  await keys.permissions.selectOption('');

  await keys.button('Labels').click();
  await expect(keys.button('Export 0 labels')).toBeVisible();
  await look('the labels');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  await look('the export');
  await page.keyboard.press('Escape');

  await page.getByRole('region', { name: 'List of keys' }).press('Home');
  await keys.box(names[0]).check();
  await keys.box(names[1]).check();
  await keys.button('Set to read').click();
  await look('a question about many');
  await page.keyboard.press('Escape');
  await keys.button('Revoke 2 keys').click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke 2 keys' }).click();
  await expect(page.getByRole('dialog', { name: '2 revoked.' })).toBeVisible();
  await look('the results of many');
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();

  await keys.button(`Revoke ${names[2]}`).click();
  await look('a question about one');
  await page.keyboard.press('Escape');
  await keys.follow(names[2]);
  await expect(keys.button('Edit config')).toBeVisible();
  await look('the page of a key');
  await keys.label('Shop', 'A note');
  await look('a labeled key');
  const dialog = await keys.review({ permissions: 'write', extra: [1] });
  await look('a review');
  await dialog.getByRole('button', { name: 'Save changes' }).click();
  await expect(dialog).toBeHidden();
  await look('a changed key');
  await page.reload();
  await app.signIn({ key: 'search-demo-admin', connection: 'Search API' });
  await expect(app.heading('Shop')).toBeVisible();
  await look('a key after a reload');

  await page.getByRole('link', { name: 'Replace' }).click();
  await expect(app.form).toBeVisible();
  await look('the form');
  await app.submit();
  await expect(app.secretDialog).toBeVisible();
  secrets.push((await listed()).at(-1)[0]);
  await look('the dialog of a new key');
  await app.dismissSecret();
  await expect(keys.button('Revoke the old key now')).toBeVisible();
  await look('a replacement');
  await page.getByRole('link', { name: 'Later' }).click();
  await expect(page.getByRole('region', { name: 'Being replaced' })).toBeVisible();
  await look('the list with a replacement');
  await page.getByRole('link', { name: 'Connections' }).click();
  await expect(app.heading('Connections')).toBeVisible();
  await look('the connections');

  await page.goBack();
  await keys.button(`Show ${names[3]}`).click();
  await expect(keys.shown).toBeVisible();
  const asked = await keys.shown.innerText();
  expect(secrets).toContain(asked);
  expect(leaks(await inDocument(page), [asked]), 'what is looked for can be found').not.toEqual([]);
  await expectNone(page, secrets.filter((one) => one !== asked), 'a key that is shown');
  await keys.button('Hide').click();
  await look('the list after all');
});
