// The config of a key changed: what changes is seen before, what is not touched stays, and what another tab changed
// meanwhile is noticed.
import { change, configOf, ODD, remove, SearchKeys } from './support/search.mjs';
import { expect, test } from './support/test.mjs';

const KEY = 'W8rN0bYq5MzE2cLd7UkS';
const MASK = 'W8r••••••UkS';

async function openKey(app, mask = MASK) {
  const keys = await SearchKeys.open(app);
  await keys.follow(mask);
  await expect(keys.button('Edit config')).toBeVisible();
  return keys;
}

const save = (dialog) => dialog.getByRole('button', { name: 'Save changes' }).click();
const changes = (dialog, name = 'Changes') => dialog.getByRole('list', { name }).getByRole('listitem');

test('only what was chosen changes', async ({ app, page }) => {
  const keys = await openKey(app);
  await keys.button('Edit config').click();
  const dialog = page.getByRole('dialog', { name: `Edit the config of ${MASK}` });
  await keys.permit('write', dialog);
  await dialog.getByRole('button', { name: 'Review changes' }).click();
  await expect(changes(dialog)).toHaveText(['permissionsread becomes write']);
  expect(await configOf(KEY)).toEqual({ permissions: 'read', limits: { per_minute: 600 } });
  await save(dialog);
  await expect(app.messages).toContainText(`The config of ${MASK} is changed.`);
  expect(await configOf(KEY)).toEqual({ permissions: 'write', limits: { per_minute: 600 } });
  await expect(page.getByRole('region', { name: 'Access' })).toContainText('permissions: write');
});

test('members come, go and change inside', async ({ app }) => {
  const keys = await openKey(app);
  const dialog = await keys.review({ limits: { per_minute: 60, burst: 5 }, note: 'é' });
  await expect(changes(dialog)).toHaveText([
    'limits.per_minute600 becomes 60',
    'limits.burstnew: 5',
    'permissionsread is removed',
    'notenew: é',
  ]);
  await dialog.getByRole('button', { name: 'Back' }).click();
  await expect(keys.json).toBeFocused();
  await dialog.getByRole('button', { name: 'Review changes' }).click();
  await save(dialog);
  await expect(dialog).toBeHidden();
  expect(await configOf(KEY)).toEqual({ limits: { per_minute: 60, burst: 5 }, note: 'é' });
});

test('what someone else changed meanwhile is told, and nothing is sent', async ({ app }) => {
  const keys = await openKey(app);
  const dialog = await keys.review({ permissions: 'write', limits: { per_minute: 600 } });
  await change(KEY, { permissions: 'read', limits: { per_minute: 6 }, team: 'shop' });
  await save(dialog);
  await expect(dialog.getByText('Nothing was sent: someone else changed the config meanwhile.')).toBeVisible();
  await expect(changes(dialog, 'Changed meanwhile')).toHaveText(['limits.per_minute600 becomes 6', 'teamnew: shop']);
  await expect(changes(dialog)).toHaveText([
    'limits.per_minute6 becomes 600',
    'permissionsread becomes write',
    'teamshop is removed',
  ]);
  expect(await configOf(KEY)).toEqual({ permissions: 'read', limits: { per_minute: 6 }, team: 'shop' });
  await dialog.getByRole('button', { name: 'Start from what is there now' }).click();
  await keys.permit('write', dialog);
  await dialog.getByRole('button', { name: 'Review changes' }).click();
  await expect(changes(dialog)).toHaveText(['permissionsread becomes write']);
  await save(dialog);
  await expect(dialog).toBeHidden();
  expect(await configOf(KEY)).toEqual({ permissions: 'write', limits: { per_minute: 6 }, team: 'shop' });
});

test('a key that is gone meanwhile is told so', async ({ app }) => {
  const keys = await openKey(app);
  const dialog = await keys.review({ permissions: 'write' });
  await remove(KEY);
  await save(dialog);
  await expect(dialog.getByText('The key was not changed: it could not be read again before.')).toBeVisible();
  await expect(dialog.getByText('There is no such key in the list')).toBeVisible();
});

test('without a change nothing is sent', async ({ app }) => {
  const keys = await openKey(app);
  const dialog = await keys.review({ limits: { per_minute: 600 }, permissions: 'read' });
  await expect(dialog).toBeHidden();
});

for (const [key, config] of ODD) {
  test(`a key that needs care in an address is changed and revoked: ${key.slice(0, 20)}`, async ({ app, page }) => {
    await SearchKeys.open(app, [[key, config], ['another-key-of-the-list', {}]]);
    const keys = new SearchKeys(app);
    const name = (await app.names()).find((one) => !one.startsWith('ano•'));
    await keys.follow(name);
    const dialog = await keys.review({ ...config, touched: true });
    await save(dialog);
    await expect(dialog).toBeHidden();
    expect(await configOf(key)).toEqual({ ...config, touched: true });
    await page.getByRole('button', { name: 'Revoke', exact: true }).click();
    await app.confirmRevoke(name);
    await expect(app.messages).toContainText('is revoked.');
    expect(await configOf(key)).toBeUndefined();
    await expect(page.getByText('1 key, read')).toBeVisible();
  });
}

test('a key that is gone already is reported so', async ({ app, guard }) => {
  guard.expectStatus(404);
  const keys = await SearchKeys.open(app);
  await remove(KEY);
  await app.revoke(MASK);
  await expect(app.messages).toContainText(`${MASK} was gone already.`);
  await expect(keys.link(MASK)).toBeHidden();
});
