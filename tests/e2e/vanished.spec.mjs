// Keys that vanish: what was in the list earlier in this session and is gone stays as a line of its own.
import { KEYS_PATH } from './support/env.mjs';
import { defaultConfig, ELASTIC } from './support/config.mjs';
import { expect, test } from './support/test.mjs';
import { DAY, fact, follow, refresh, rowOf, TALL } from './support/watch.mjs';
import * as sandbox from './support/sandbox.mjs';

test.use({ viewport: TALL });

const NAME = 'gone-soon';
const HOUR = 3_600_000;

/** A list in which a key was seen that someone else revoked; it is read again. */
async function openWithVanished(app, more) {
  const made = await sandbox.createKey(NAME, more);
  await app.openReadKeys();
  await expect(app.found).toHaveText('25 of 25 keys');
  await sandbox.revokeKey(made.id);
  await refresh(app);
  await expect(rowOf(app, NAME)).toContainText('Gone');
  return made;
}

test('one that was revoked elsewhere stays as a line, with the time it was last seen', async ({ app }) => {
  await openWithVanished(app);
  const row = rowOf(app, NAME);
  await expect(row.getByRole('cell', { name: 'Gone', exact: true })).toBeVisible();
  await expect(row).toContainText('last seen just now');
  await expect(row.getByRole('time').first()).toHaveAttribute('title', /your time \(.* UTC\)$/);
  expect(await app.column('Status')).toContain('Gone');
});

test('nothing can be done with it, and everything with the others', async ({ app, page }) => {
  await openWithVanished(app);
  const row = rowOf(app, NAME);
  await expect(row.getByRole('checkbox')).toHaveCount(0);
  await expect(row.getByRole('button')).toHaveCount(0);
  await expect(row.getByRole('link')).toHaveText([NAME]);
  await expect(page.getByRole('button', { name: /^Revoke / }).and(page.locator(':visible'))).toHaveCount(24);
  await page.getByRole('checkbox', { name: 'Select all keys shown' }).check();
  await expect(page.getByText('24 keys selected', { exact: true })).toBeVisible();
});

test('the count against the limit does not hold it', async ({ app, page }) => {
  await openWithVanished(app);
  await expect(page.getByText('24 of 500 keys, read')).toBeVisible();
});

test('the count beside the connection does not hold it either', async ({ app }) => {
  await openWithVanished(app);
  await expect(app.nav.getByRole('link', { name: /^Elastic Cloud/ })).toHaveText(/24$/);
});

test('it is found by its status, its name, and the address', async ({ app, page }) => {
  await openWithVanished(app);
  await app.status.selectOption({ label: 'Gone' });
  await expect(page).toHaveURL(/\?status=gone$/);
  await expect(rowOf(app, NAME)).toBeVisible();
  await expect(page.getByRole('row')).toHaveCount(2);
  await app.status.selectOption({ label: 'Active' });
  await expect(app.found).toHaveText(/^[1-9]/);
  await expect(rowOf(app, NAME)).toHaveCount(0);
  await app.status.selectOption({ label: 'Any status' });
  await app.search.fill(NAME);
  await expect(page.getByRole('row')).toHaveCount(2);
});

test('one that expired is told to have expired', async ({ app, page }) => {
  // The owner's clock moves as far as the service's, and the app is not locked meanwhile.
  app.configure(defaultConfig({ connections: [ELASTIC], policy: { idle_lock_minutes: 1440 } }));
  await page.clock.install();
  await app.openReadKeys();
  await expect(app.found).toHaveText('24 of 24 keys');
  await sandbox.setClock(new Date(Date.now() + 6 * HOUR).toISOString());
  await page.clock.fastForward(6 * HOUR);
  await refresh(app);
  await expect(page.getByText('23 of 500 keys, read')).toBeVisible();
  const row = rowOf(app, 'onboarding-demo');
  await expect(row).toContainText('Expired');
  await expect(row).toContainText('last seen 6 hours ago');
  await expect(row.getByRole('button')).toHaveCount(0);
  await app.status.selectOption({ label: 'Expired' });
  await expect(page.getByRole('row')).toHaveCount(2);
  await app.status.selectOption({ label: 'Gone' });
  await expect(page.getByRole('heading', { name: 'No key matches' })).toBeVisible();
});

test('its page opens, says that it is gone, and shows what was last known', async ({ app, guard, page }) => {
  guard.expectStatus(404);
  const { id } = await openWithVanished(app);
  await follow(app, NAME);
  await expect(page.getByText('This key is gone.')).toBeVisible();
  await expect(fact(app, 'Status')).toContainText('Gone');
  await expect(fact(app, 'Last seen')).toContainText('just now');
  await expect(fact(app, 'Id')).toContainText(id);
  await expect(page.getByRole('region', { name: 'Access' })).toContainText('Billing admin');
  await expect(page.getByRole('button', { name: 'Revoke' })).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'Replace' })).toHaveCount(0);
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('a key like it is made from its page', async ({ app, guard, page }) => {
  guard.expectStatus(404);
  await openWithVanished(app, { expiration: '60d' });
  await follow(app, NAME);
  await page.getByRole('link', { name: 'Create one like this' }).click();
  await expect(app.form).toBeVisible();
  await expect(app.summary).toContainText('Billing admin');
  await app.form.getByLabel('Name').fill('like-it');
  await app.submit();
  await expect(app.secretDialog).toBeVisible();
  const [made] = await sandbox.keysNamed('like-it');
  expect(made.role_assignments).toMatchObject({ organization: [{ role_id: 'billing-admin' }] });
  expect(Math.round((Date.parse(made.expiration_date) - Date.now()) / DAY)).toBe(60);
});

test('what one revokes leaves no such line, one by one or many at once', async ({ app, page }) => {
  await app.openReadKeys();
  await app.revoke('ci-logs');
  await expect(app.messages).toContainText('ci-logs is revoked.');
  for (const name of ['autoscaler', 'onboarding-demo']) {
    await page.getByRole('checkbox', { name: `Select ${name}`, exact: true }).check();
  }
  await page.getByRole('button', { name: 'Revoke 2 keys' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: /^Revoke/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await refresh(app);
  await expect(app.found).toHaveText('21 of 21 keys');
  await expect(page.getByText('21 of 500 keys, read')).toBeVisible();
  for (const name of ['ci-logs', 'autoscaler', 'onboarding-demo']) {
    await expect(rowOf(app, name)).toHaveCount(0);
  }
});

test('one that is revoked here while it had vanished already leaves no line either', async ({ app, guard }) => {
  guard.expectStatus(404);
  const { id } = await sandbox.createKey(NAME);
  await app.openReadKeys();
  await sandbox.revokeKey(id);
  await app.revoke(NAME);
  await expect(app.messages).toContainText(`${NAME} was gone already.`);
  await refresh(app);
  await expect(app.found).toHaveText('24 of 24 keys');
  await expect(rowOf(app, NAME)).toHaveCount(0);
});

test('it stays the session long, at the time it was last seen', async ({ app, guard, page }) => {
  guard.expectStatus(500);
  await openWithVanished(app);
  const seen = await rowOf(app, NAME).getByRole('time').first().getAttribute('datetime');
  await page.getByRole('link', { name: 'Create key' }).click();
  await expect(app.form).toBeVisible();
  await page.goBack();
  await expect(rowOf(app, NAME)).toContainText('Gone');
  await sandbox.addFault('GET', KEYS_PATH, { status: 500 });
  await refresh(app);
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(rowOf(app, NAME)).toContainText('Gone');
  await refresh(app);
  await expect(page.getByText('24 of 500 keys, read')).toBeVisible();
  await expect(rowOf(app, NAME).getByRole('time').first()).toHaveAttribute('datetime', seen);
});

test('signing out forgets it', async ({ app, page }) => {
  await openWithVanished(app);
  await page.getByRole('button', { name: /^Sign out/ }).click();
  await expect(app.signInForm()).toBeVisible();
  await app.signIn();
  await app.expectRead();
  await expect(app.found).toHaveText('24 of 24 keys');
  await expect(rowOf(app, NAME)).toHaveCount(0);
});

test('one that was seen before a reading broke off vanishes all the same', async ({ app, guard, page }) => {
  guard.expectStatus(500);
  await sandbox.reset({ keys: 150 });
  const made = await sandbox.createKey(NAME);
  // The first part of the list comes, the second does not.
  await sandbox.addFault('GET', KEYS_PATH, { status: 500 }, 1, 2);
  await app.openKeys();
  await expect(page.getByRole('alert')).toContainText('The keys could not be read.');
  await expect(rowOf(app, NAME)).toBeVisible();
  await sandbox.revokeKey(made.id);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText('150 of 500 keys, read')).toBeVisible();
  await expect(rowOf(app, NAME)).toContainText('Gone');
  await expect(app.revokeButton(NAME)).toHaveCount(0);
});

test('a name is free again when its key has vanished', async ({ app, page }) => {
  await openWithVanished(app);
  await page.getByRole('link', { name: 'Create key' }).click();
  await app.form.getByLabel('Name').fill(NAME);
  await app.choose('Billing admin', { where: 'Organization' });
  await expect(app.form.getByLabel('Name')).not.toHaveAccessibleDescription(/already|another key/i);
  await app.submit();
  await expect(app.secretDialog).toBeVisible();
  await app.dismissSecret();
  await expect(rowOf(app, NAME)).toHaveCount(2);
  await expect(app.revokeButton(NAME)).toHaveCount(1);
});
