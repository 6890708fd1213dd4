// Answers that are lost: what became of the key is looked up, and nothing is sent twice. @sandbox
import { configOf, listed, PATH, SearchKeys } from './support/search.mjs';
import { expect, test } from './support/test.mjs';
import * as sandbox from './support/sandbox.mjs';

const MASK = 'W8r••••••UkS';
const KEY = 'W8rN0bYq5MzE2cLd7UkS';

const lose = (method, drop) => sandbox.addFault(method, `${PATH}*`, { drop }, 20);

test.beforeEach(({ guard }) => guard.expectLostCalls());

test('a key that was made all the same is found by its config', { tag: '@sandbox' }, async ({ app, page }) => {
  const keys = await SearchKeys.open(app);
  await lose('POST', 'after_commit');
  await page.getByRole('link', { name: 'Create key' }).click();
  await keys.json.fill('{"permissions": "read", "team": "new"}');
  await app.submit();
  const panel = page.getByRole('region', { name: 'Answer lost' });
  await expect(panel).toContainText('It is most likely your new key');
  const made = (await listed()).length - 8;
  await expect(panel.getByRole('listitem')).toHaveCount(made);
  await expect(panel.getByRole('button', { name: /Revoke/ })).toHaveCount(0);
  await panel.getByRole('link').first().click();
  await expect(keys.button('Edit config')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Access' })).toContainText('team: new');
});

test('a key that was not made can be made again', { tag: '@sandbox' }, async ({ app, page }) => {
  await SearchKeys.open(app);
  await lose('POST', 'before');
  await page.getByRole('link', { name: 'Create key' }).click();
  await app.submit();
  await expect(page.getByText('No such key was made.')).toBeVisible();
  expect(await listed()).toHaveLength(8);
});

test('a change that was made all the same is found', { tag: '@sandbox' }, async ({ app }) => {
  const keys = await SearchKeys.open(app);
  await keys.follow(MASK);
  await lose('PUT', 'after_commit');
  const dialog = await keys.review({ permissions: 'write' });
  await dialog.getByRole('button', { name: 'Save changes' }).click();
  await expect(app.messages).toContainText(`The config of ${MASK} is changed.`, { timeout: 10_000 });
  expect(await configOf(KEY)).toEqual({ permissions: 'write' });
});

test('a change that was not made is told so', { tag: '@sandbox' }, async ({ app }) => {
  const keys = await SearchKeys.open(app);
  await keys.follow(MASK);
  await lose('PUT', 'before');
  const dialog = await keys.review({ permissions: 'write' });
  await dialog.getByRole('button', { name: 'Save changes' }).click();
  await expect(dialog).toContainText('it is still as it was when it was read again', { timeout: 10_000 });
});

test('a key that was revoked all the same is gone', { tag: '@sandbox' }, async ({ app }) => {
  await SearchKeys.open(app);
  await lose('DELETE', 'after_commit');
  await app.revoke(MASK);
  await expect(app.messages).toContainText(`${MASK} is revoked. The answer was lost`);
  expect(await configOf(KEY)).toBeUndefined();
});

test('of many changes whose answers were lost each is looked up', { tag: '@sandbox' }, async ({ app }) => {
  const keys = await SearchKeys.open(app);
  await keys.box(MASK).check();
  await keys.box('k7Q••••••ZyD').check();
  await lose('PUT', 'after_commit');
  await keys.button('Set to write').click();
  await app.page.getByRole('button', { name: 'Change 2 keys' }).click();
  await expect(keys.results.getByRole('heading')).toHaveText('2 changed.', { timeout: 10_000 });
});

test('a service that finds no key in an address and lists it is not believed', { tag: '@sandbox' }, async ({ app, guard }) => {
  guard.expectStatus(404);
  const keys = await SearchKeys.open(app);
  await sandbox.addFault('DELETE', `${PATH}*`, { status: 404, body: '{"detail":"Not Found"}' }, 5);
  await app.revoke(MASK);
  await expect(app.revokeDialog(MASK)).toContainText('The service says that there is no such key, and lists it all the same');
  await app.page.keyboard.press('Escape');
  await expect(keys.link(MASK)).toBeVisible();
});
