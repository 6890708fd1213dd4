// The pages of keys that are their own secret: axe without violations, light and dark, in forced colors and on a
// small screen, with pictures. @sandbox
import { look } from './support/look.mjs';
import { change, SearchKeys } from './support/search.mjs';
import { expect, test } from './support/test.mjs';

test.describe.configure({ timeout: 60_000 });

const MASK = 'W8r••••••UkS';
const KEY = 'W8rN0bYq5MzE2cLd7UkS';

test('the list, with a key that is shown', { tag: '@sandbox' }, async ({ app, page }) => {
  const keys = await SearchKeys.open(app);
  await look(page, 'search-list');
  await keys.button(`Show ${MASK}`).click();
  await expect(keys.shown).toBeVisible();
  await look(page, 'search-shown');
  await keys.button('Hide').click();
  await keys.box(MASK).check();
  await keys.box('p3H••••••TiX').check();
  await expect(keys.button('Set to read')).toBeVisible();
  await look(page, 'search-selected');
  await keys.button('Set to read').click();
  await expect(page.getByRole('alertdialog', { name: 'Change 1 key' })).toBeVisible();
  await look(page, 'search-bulk');
  await page.keyboard.press('Escape');
  await keys.button('Labels').click();
  await expect(keys.button('Export 0 labels')).toBeVisible();
  await look(page, 'search-labels');
});

test('the page of a key, its label and its config', { tag: '@sandbox' }, async ({ app, page }) => {
  const keys = await SearchKeys.open(app);
  await keys.follow(MASK);
  await expect(keys.button('Edit config')).toBeVisible();
  await keys.label('Importer', 'Ask Ada before it goes.');
  await look(page, 'search-key');
  await keys.button('Edit label and note').click();
  await look(page, 'search-label');
  await page.keyboard.press('Escape');
  await keys.button('Edit config').click();
  await look(page, 'search-config');
  await keys.json.fill('{\n  "permissions": "read"\n  "x": 1\n}');
  await expect(page.getByText('Line 3, column 3')).toBeVisible();
  await look(page, 'search-config-wrong');
  await page.keyboard.press('Escape');
  const dialog = await keys.review({ permissions: 'write', limits: { per_minute: 60 } });
  await expect(dialog.getByRole('list', { name: 'Changes' })).toBeVisible();
  await look(page, 'search-review');
  await change(KEY, { permissions: 'read', limits: { per_minute: 6 }, team: 'shop' });
  await dialog.getByRole('button', { name: 'Save changes' }).click();
  await expect(dialog.getByRole('list', { name: 'Changed meanwhile' })).toBeVisible();
  await look(page, 'search-moved');
});

test('the form and the dialog of a new key, and its replacement', { tag: '@sandbox' }, async ({ app, page }) => {
  const keys = await SearchKeys.open(app);
  await page.getByRole('link', { name: 'Create key' }).click();
  await expect(app.form).toBeVisible();
  await look(page, 'search-create');
  await keys.permit('write');
  await app.submit();
  await expect(app.secretDialog).toContainText('you can read it again');
  await look(page, 'search-secret');
  await app.dismissSecret();
  await page.getByRole('link', { name: `Replace ${MASK}`, exact: true }).click();
  await expect(app.form).toBeVisible();
  await look(page, 'search-replace');
  await app.submit();
  await app.dismissSecret();
  await expect(keys.button('Revoke the old key now')).toBeVisible();
  await look(page, 'search-replace-end');
});

test('a new connection names its header', { tag: '@sandbox' }, async ({ app, page }) => {
  await page.goto('/connections');
  await page.getByRole('button', { name: 'Add connection' }).click();
  const form = page.getByRole('form', { name: 'New connection' });
  await form.getByLabel('Service').selectOption('Search API');
  await form.getByLabel('The key is sent as').selectOption('Another header');
  await expect(form.getByLabel('Header name')).toBeVisible();
  await look(page, 'search-header');
  await expect(app.heading('Connections')).toBeVisible();
});
