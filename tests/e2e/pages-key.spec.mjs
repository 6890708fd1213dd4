// The pages of watching over keys: axe without violations in light and dark and on a small screen, with pictures.
import { KEYS_PATH, MEMBER_KEY } from './support/env.mjs';
import { look } from './support/look.mjs';
import { expect, test } from './support/test.mjs';
import { follow, ONE_KEY, openKey, pace, refresh, rowOf } from './support/watch.mjs';
import * as sandbox from './support/sandbox.mjs';

test.describe.configure({ timeout: 60_000 });

const GONE = 'gone-soon';

/** The list with a key in it that someone else revoked. */
async function openWithVanished(app) {
  const made = await sandbox.createKey(GONE);
  await app.openReadKeys();
  await sandbox.revokeKey(made.id);
  await refresh(app);
  await expect(rowOf(app, GONE)).toContainText('Gone');
}

test('the page of a key', async ({ app, page }) => {
  await openKey(app, 'ci-logs');
  await expect(page.getByText('staging', { exact: true })).toBeVisible();
  await look(page, 'key');
  await page.getByText('As JSON', { exact: true }).click();
  await page.getByText('Terraform', { exact: true }).click();
  await page.getByText('Terraform', { exact: true }).scrollIntoViewIfNeeded();
  await look(page, 'key-open');
});

test('the page of the key of an owner, with many grants, with a long name', async ({ app, page }) => {
  await openKey(app, 'terraform-prod');
  await look(page, 'key-owner');
  await page.getByRole('link', { name: 'All keys' }).click();
  await follow(app, 'release-pipeline');
  await expect(page.getByText('sandbox-ada', { exact: true })).toBeVisible();
  await look(page, 'key-grants');
  await page.getByRole('link', { name: 'All keys' }).click();
  await app.search.fill('quarterly');
  await page.getByRole('link', { name: /^metrics for the quarterly/ }).click();
  await expect(app.heading(/^metrics for the quarterly/)).toBeVisible();
  await look(page, 'key-long');
});

test('the page of a key that is gone, and of one that could not be read', async ({ app, guard, page }) => {
  guard.expectStatus(404, 503);
  await openWithVanished(app);
  await follow(app, GONE);
  await expect(page.getByText('This key is gone.')).toBeVisible();
  await look(page, 'key-gone');
  await page.getByRole('link', { name: 'All keys' }).click();
  await sandbox.addFault('GET', ONE_KEY, { status: 503 });
  await follow(app, 'siem-rules-sync');
  await expect(page.getByRole('alert')).toBeVisible();
  await look(page, 'key-failed');
});

test('the list with a key that vanished', async ({ app, page }) => {
  await openWithVanished(app);
  await look(page, 'keys-vanished');
});

test('the note of a service that asks to slow down', async ({ app, guard, page }) => {
  guard.expectStatus(429);
  await app.openReadKeys();
  // The longest that the app waits, as the pictures take a while.
  const asked = { 'retry-after': '30', 'access-control-expose-headers': 'Retry-After' };
  await sandbox.addFault('GET', KEYS_PATH, { ...sandbox.refusal(429, 'root.limit', 'Too many.'), headers: asked });
  await refresh(app);
  await expect(pace(app)).toContainText('Elastic Cloud asks to slow down.');
  await look(page, 'slow');
});

test('the list for who may look only, and for who may not', async ({ app, guard, page }) => {
  guard.expectStatus(403);
  const body = JSON.stringify({ keys: await sandbox.keys() });
  await sandbox.addFault('GET', KEYS_PATH, { status: 200, body });
  await app.openReadKeys({ key: MEMBER_KEY });
  await expect(page.getByText('Owners are')).toBeVisible();
  await look(page, 'keys-read-only');
  await page.reload();
  await app.signIn({ key: MEMBER_KEY });
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page.getByText('Owners are').first()).toBeVisible();
  await look(page, 'keys-forbidden');
});

test('the menu of files', async ({ app, page }) => {
  await app.openReadKeys();
  await page.getByText('Export', { exact: true }).click();
  await expect(page.getByRole('button', { name: 'Calendar of expiries' })).toBeVisible();
  await look(page, 'export');
});

test('tiles that are pressed', async ({ app, page }) => {
  await app.openReadKeys();
  const tiles = page.getByRole('group', { name: 'What deserves a look' });
  await tiles.getByRole('button', { name: 'never expire' }).click();
  await tiles.getByRole('button', { name: 'act as organization owner' }).click();
  await expect(app.found).toHaveText('1 of 24 keys');
  await look(page, 'tiles');
});
