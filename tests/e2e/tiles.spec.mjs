// The tiles above the list: what deserves a look, counted, and each count shows its keys.
import { KEYS_PATH } from './support/env.mjs';
import { defaultConfig, ELASTIC } from './support/config.mjs';
import { expect, test } from './support/test.mjs';
import { DAY, refresh, rowOf, TALL } from './support/watch.mjs';
import * as sandbox from './support/sandbox.mjs';

test.use({ viewport: TALL });

const isOwner = (key) => key.role_assignments.organization?.some((role) => role.role_id === 'organization-admin');
const left = (key) => Date.parse(key.expiration_date) - Date.now();
const age = (key) => Date.now() - Date.parse(key.creation_date);

/** Each tile: what it says, where it leads, and which keys it counts. */
const TILES = [
  ['expire within 30 days', 'status=expires-soon', (key) => left(key) <= 30 * DAY],
  ['never expire', 'status=never-expires', (key) => !key.expiration_date],
  ['act as organization owner', 'mark=owner', isOwner],
  ['are 180 days old or more', 'mark=old', (key) => age(key) >= 180 * DAY],
];

const group = (page) => page.getByRole('group', { name: 'What deserves a look' });
const tile = (page, text) => group(page).getByRole('button', { name: text });
const number = async (page, text) => Number((await tile(page, text).innerText()).match(/^[\d,]+/)[0].replace(',', ''));

test('each tile counts right, shows its keys, and leads back', async ({ app, page }) => {
  const all = await sandbox.keys();
  await app.openReadKeys();
  await expect(group(page).getByRole('button')).toHaveCount(TILES.length);
  for (const [text, address, fits] of TILES) {
    const names = all.filter(fits).map((key) => key.description);
    expect(names.length).toBeGreaterThan(0);
    expect(await number(page, text)).toBe(names.length);
    await expect(tile(page, text)).toHaveAttribute('aria-pressed', 'false');
    await tile(page, text).click();
    await expect(tile(page, text)).toHaveAttribute('aria-pressed', 'true');
    await expect(page).toHaveURL(new RegExp(`\\?${address}$`));
    await expect(app.found).toHaveText(`${names.length} of 24 keys`);
    expect((await app.names()).toSorted()).toEqual(names.toSorted());
    // The numbers stay those of all keys, whatever is shown.
    expect(await number(page, text)).toBe(names.length);
    await tile(page, text).click();
    await expect(tile(page, text)).toHaveAttribute('aria-pressed', 'false');
    await expect(page).toHaveURL(/\/keys$/);
    await expect(app.found).toHaveText('24 of 24 keys');
  }
});

test('a tile, the status beside it and the search agree', async ({ app, page }) => {
  await app.openReadKeys();
  await tile(page, 'never expire').click();
  await expect(app.status).toHaveValue('never-expires');
  await tile(page, 'expire within 30 days').click();
  await expect(tile(page, 'never expire')).toHaveAttribute('aria-pressed', 'false');
  await app.status.selectOption({ label: 'Never expires' });
  await expect(tile(page, 'never expire')).toHaveAttribute('aria-pressed', 'true');
  await tile(page, 'act as organization owner').click();
  await expect(page).toHaveURL(/\?status=never-expires&mark=owner$/);
  expect(await app.names()).toEqual(['terraform-prod']);
  await app.search.fill('nothing like it');
  await page.getByRole('button', { name: 'Clear search and filters' }).click();
  await expect(app.found).toHaveText('24 of 24 keys');
  for (const [text] of TILES) await expect(tile(page, text)).toHaveAttribute('aria-pressed', 'false');
});

test('Back, forward and a reload keep what is pressed', async ({ app, page }) => {
  await app.openReadKeys();
  await tile(page, 'act as organization owner').click();
  await tile(page, 'are 180 days old or more').click();
  await expect(page).toHaveURL(/\?mark=old$/);
  await page.goBack();
  await expect(tile(page, 'act as organization owner')).toHaveAttribute('aria-pressed', 'true');
  await expect(app.found).toHaveText('3 of 24 keys');
  await page.goBack();
  await expect(app.found).toHaveText('24 of 24 keys');
  await page.goForward();
  await expect(page).toHaveURL(/\?mark=owner$/);
  await page.reload();
  await app.signIn();
  await app.expectRead();
  await expect(tile(page, 'act as organization owner')).toHaveAttribute('aria-pressed', 'true');
  expect((await app.names()).toSorted()).toEqual(['break-glass', 'latchkey-admin', 'terraform-prod']);
});

test('they work by keyboard, and the focus stays', async ({ app, page }) => {
  await app.openReadKeys();
  await tile(page, 'expire within 30 days').focus();
  await page.keyboard.press('Tab');
  await expect(tile(page, 'never expire')).toBeFocused();
  await page.keyboard.press('Space');
  await expect(app.found).toHaveText('3 of 24 keys');
  await expect(tile(page, 'never expire')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(app.found).toHaveText('24 of 24 keys');
  await expect(tile(page, 'never expire')).toBeFocused();
});

test('they follow what is revoked, made and gone', async ({ app, page }) => {
  await app.openReadKeys();
  const owners = () => number(page, 'act as organization owner');
  expect(await owners()).toBe(3);
  await app.revoke('break-glass');
  await expect(app.messages).toContainText('break-glass is revoked.');
  expect(await owners()).toBe(2);
  const [gone] = await sandbox.keysNamed('terraform-prod');
  await sandbox.revokeKey(gone.id);
  await refresh(app);
  await expect(rowOf(app, 'terraform-prod')).toContainText('Gone');
  expect(await owners()).toBe(1);
  expect(await number(page, 'never expire')).toBe(2);
  await tile(page, 'act as organization owner').click();
  expect(await app.names()).toEqual(['latchkey-admin']);
  await expect(rowOf(app, 'terraform-prod')).toHaveCount(0);
});

test('what is soon and what is old is the policy\'s', async ({ app, page }) => {
  app.configure(defaultConfig({ connections: [ELASTIC], policy: { warn_days: 7, old_days: 400 } }));
  const all = await sandbox.keys();
  await app.openReadKeys();
  expect(await number(page, 'expire within 7 days')).toBe(all.filter((key) => left(key) <= 7 * DAY).length);
  expect(await number(page, 'are 400 days old or more')).toBe(all.filter((key) => age(key) >= 400 * DAY).length);
  await tile(page, 'are 400 days old or more').click();
  expect((await app.names()).toSorted()).toEqual(['cost-watch', 'terraform-prod', 'x']);
});

test('a tile that counts nothing shows nothing, and is pressed off again', async ({ app, page }) => {
  await app.openReadKeys();
  app.configure(defaultConfig({ connections: [ELASTIC], policy: { old_days: 3000 } }));
  await page.reload();
  await app.signIn();
  await app.expectRead();
  const old = tile(page, 'are 3000 days old or more');
  await expect(old).toHaveText(/^0/);
  await old.click();
  await expect(page.getByRole('heading', { name: 'No key matches' })).toBeVisible();
  await old.click();
  await expect(app.found).toHaveText('24 of 24 keys');
});

test('without keys there are no tiles', async ({ app, guard, page }) => {
  guard.expectStatus(500);
  await sandbox.reset({ keys: 0 });
  await app.openReadKeys();
  await expect(page.getByRole('heading', { name: 'No keys yet' })).toBeVisible();
  await expect(group(page)).toHaveCount(0);
  await sandbox.addFault('GET', KEYS_PATH, { status: 500 });
  await refresh(app);
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(group(page)).toHaveCount(0);
});
