// A key replaced by another with the same config, and many dealt with at once.
import { change, configOf, listed, many, remove, SearchKeys } from './support/search.mjs';
import { Bulk, Replace } from './support/change.mjs';
import { expect, test } from './support/test.mjs';

const KEY = 'W8rN0bYq5MzE2cLd7UkS';
const MASK = 'W8r••••••UkS';
const CONFIG = { permissions: 'read', limits: { per_minute: 600 } };

test('another key with the same config takes over', async ({ app, page }) => {
  const keys = await SearchKeys.open(app);
  const replace = new Replace(app);
  await replace.open(MASK);
  await expect(replace.steps.getByRole('listitem')).toHaveCount(3);
  await app.form.getByLabel('Label (optional)').fill('Importer 2027');
  await app.submit();
  await expect(page.getByRole('dialog', { name: /^Importer 2027 is created/ })).toBeVisible();
  await app.dismissSecret();
  const [made, config] = (await listed()).at(-1);
  expect(config).toEqual(CONFIG);
  expect(await configOf(KEY)).toEqual(CONFIG);
  await replace.expectStep('Revoke the old key');
  await page.getByRole('link', { name: 'Later' }).click();
  await expect(replace.pending).toContainText('Importer 2027');
  await page.reload();
  await app.signIn({ key: 'search-demo-admin', connection: 'Search API' });
  await replace.continueLink(MASK).click();
  await replace.revokeOld(MASK);
  await expect(page.getByText('The old key is gone, the new one has taken over.')).toBeVisible();
  expect(await configOf(KEY)).toBeUndefined();
  expect(await configOf(made)).toEqual(CONFIG);
  await page.getByRole('link', { name: 'See all keys' }).click();
  await expect(keys.link('Importer 2027')).toBeVisible();
});

test('permissions of many keys change, and the rest of their configs stays', async ({ app }) => {
  const keys = await SearchKeys.open(app);
  for (const name of [MASK, 'p3H••••••TiX', '10••••••ow', 'sp••••••it']) await keys.box(name).check();
  await change('p3Hs6uJe1FgA5oKv0TiX', { permissions: 'write', team: 'shop' });
  await keys.button('Set to read').click();
  const question = app.page.getByRole('alertdialog', { name: 'Change 3 keys' });
  await expect(question).toContainText('1 selected key has these permissions already.');
  await question.getByRole('button', { name: 'Change 3 keys' }).click();
  await expect(keys.results).toBeVisible();
  await expect(keys.results.getByRole('heading')).toHaveText('3 changed.');
  expect(await configOf('p3Hs6uJe1FgA5oKv0TiX')).toEqual({ permissions: 'read', team: 'shop' });
  expect(await configOf('100%/sure?#now')).toEqual({ permissions: 'read', note: 'legacy importer' });
  expect(await configOf('spaces in it')).toEqual({ permissions: 'read' });
  await keys.results.getByRole('button', { name: 'Close' }).click();
  await expect(keys.row('p3H••••••TiX')).toContainText('permissions: read');
});

test('many keys are revoked, each with what came of it', async ({ app, guard }) => {
  guard.expectStatus(404);
  const all = many(40);
  const keys = await SearchKeys.open(app, all);
  const bulk = new Bulk(app);
  await bulk.selectFound('team-3');
  await remove(all[3][0]);
  await bulk.revoke();
  await expect(bulk.results.getByRole('heading')).toHaveText('5 revoked, 1 was gone already.');
  expect(await listed()).toHaveLength(34);
  await bulk.results.getByRole('button', { name: 'Close' }).click();
  await app.search.fill('');
  await expect(app.found).toHaveText('34 of 34 keys');
  await expect(keys.button('Set to read')).toBeHidden();
});

test('a key that another client revoked meanwhile is gone, and the others change', async ({ app }) => {
  const keys = await SearchKeys.open(app);
  await keys.box(MASK).check();
  await keys.box('k7Q••••••ZyD').check();
  await keys.button('Set to write').click();
  await remove(KEY);
  await app.page.getByRole('button', { name: 'Change 2 keys' }).click();
  await expect(keys.results.getByRole('heading')).toHaveText('1 changed, 1 was gone before.');
  expect(await configOf('k7Qm2xVt9LrB4nWc8ZyD')).toEqual({ permissions: 'write' });
});
