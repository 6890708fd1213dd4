// The key one is signed in with: told apart, warned of before it ends, replaced without being locked out.
import { API, KEYS_PATH } from './support/env.mjs';
import { defaultConfig, ELASTIC } from './support/config.mjs';
import { expect, test } from './support/test.mjs';
import { OWNER_ROLE, Replace } from './support/change.mjs';
import * as sandbox from './support/sandbox.mjs';

test.use({ viewport: { width: 1280, height: 2200 } });

const ORGANIZATIONS = '/api/v1/organizations';
const banner = (page) => page.getByRole('region', { name: 'Your own key' });
const refresh = (page) => page.getByRole('button', { name: 'Refresh' }).click();

/** Makes an owner's key and signs in with it. */
async function signInWith(app, name, expiration, more) {
  const made = await sandbox.createKey(name, { expiration, role_assignments: OWNER_ROLE });
  app.guard.secret(made.key, API);
  await app.openReadKeys({ key: made.key, ...more });
  return made;
}

/** From the list to the new key of one's own, its secret saved. */
async function replaceOwn(app, name) {
  const replace = new Replace(app);
  await replace.open(name);
  const created = await replace.create();
  await app.dismissSecret();
  return { replace, created };
}

test('the own key is marked, among other owner keys too', async ({ app }) => {
  await sandbox.createKey('other', { expiration: '79d', role_assignments: OWNER_ROLE });
  await app.openReadKeys();
  await expect(app.row('latchkey-admin')).toContainText('your key');
  await expect(app.table.getByText('your key')).toHaveCount(1);
});

test('of two owner keys that end in the same second neither is called the own one for sure', async ({ app }) => {
  await sandbox.reset({ now: new Date().toISOString() });
  await sandbox.createKey('twin', { expiration: '80d', role_assignments: OWNER_ROLE });
  await app.openReadKeys();
  await expect(app.table.getByText('your key')).toHaveCount(0);
  await app.revokeButton('twin').click();
  await expect(app.revokeDialog('twin')).toContainText('This may be the key you are signed in with.');
});

test('no banner while the end is far, from warn_days on there is one', async ({ app, page }) => {
  await app.openReadKeys();
  await expect(app.row('latchkey-admin')).toContainText('your key');
  await expect(banner(page)).toHaveCount(0);
  app.configure(defaultConfig({ connections: [ELASTIC], policy: { warn_days: 81 } }));
  await page.reload();
  await app.signIn();
  await expect(banner(page)).toContainText(/Your own key expires in 79 days, on .* UTC\)/);
  await expect(banner(page)).toContainText("After that you can't manage Elastic Cloud keys here.");
});

for (const [expiration, words] of [['29d', 'in 28 days'], ['12h', 'in 11 hours'], ['1h', 'in 59 minutes']]) {
  test(`a key that was given ${expiration} ends ${words}, on every page`, async ({ app, page }) => {
    await signInWith(app, 'ends-soon', expiration);
    await expect(banner(page)).toContainText(`Your own key expires ${words}`);
    await page.getByRole('link', { name: 'Create key' }).click();
    await expect(app.form).toBeVisible();
    await expect(banner(page)).toBeVisible();
    await app.nav.getByRole('link', { name: 'Connections' }).click();
    await expect(app.heading('Connections')).toBeVisible();
    await expect(banner(page)).toHaveCount(0);
  });
}

test('31 days are no reason for a banner', async ({ app, page }) => {
  await signInWith(app, 'ends-later', '31d');
  await expect(app.row('ends-later')).toContainText('your key');
  await expect(banner(page)).toHaveCount(0);
});

test('the banner comes by itself as the time goes on', async ({ app, page }) => {
  await page.clock.install();
  await sandbox.createKey('other', { expiration: '90d' });
  await signInWith(app, 'ends-soon', '31d');
  await expect(app.row('ends-soon')).toContainText('your key');
  await expect(banner(page)).toHaveCount(0);
  app.configure(defaultConfig({ connections: [ELASTIC], policy: { idle_lock_minutes: 1440 } }));
  await page.clock.setSystemTime(Date.now() + 1.5 * 86_400_000);
  await page.keyboard.press('Shift');
  await page.clock.runFor(16_000);
  await expect(banner(page)).toContainText('Your own key expires in 29 days');
});

test('a key whose end has passed by the own clock is said to have expired', async ({ app, page }) => {
  await sandbox.reset({ now: new Date(Date.now() - 3_600_000 * 3).toISOString() });
  await signInWith(app, 'ended', '1h');
  await expect(banner(page)).toContainText('Your own key has expired');
});

test('where the header can not be read, the named key of the list tells the end', async ({ app, page }) => {
  await sandbox.reset({ expose_headers: false });
  await signInWith(app, 'by-name', '20d', { name: 'by-name' });
  await expect(app.row('by-name')).toContainText('your key');
  await expect(banner(page)).toContainText('Your own key expires in 19 days');
  await banner(page).getByRole('link', { name: 'Replace it now' }).click();
  await expect(app.heading('Replace by-name')).toBeVisible();
});

test('where neither can be told, no key is called the own one', async ({ app, page }) => {
  await sandbox.reset({ expose_headers: false });
  await signInWith(app, 'unknown', '20d');
  await expect(app.table.getByText('your key')).toHaveCount(0);
  await expect(banner(page)).toHaveCount(0);
  await app.revokeButton('unknown').click();
  await expect(app.revokeDialog('unknown')).toContainText('This may be the key you are signed in with.');
});

test('replacing the own key goes on with the new one, and the old one can go', async ({ app, page }) => {
  const old = await signInWith(app, 'mine', '10d');
  await banner(page).getByRole('link', { name: 'Replace it now' }).click();
  await expect(app.heading('Replace mine')).toBeVisible();
  await expect(banner(page)).toBeHidden();
  const replace = new Replace(app);
  await app.pick('3 months');
  const created = await replace.create();
  await expect(app.messages).toContainText('You are signed in with mine-2 now.');
  await app.dismissSecret();
  await replace.expectStep(/^Revoke the old key/);
  await replace.revokeOld('mine');
  await expect(app.messages).toContainText('mine is replaced by mine-2.');
  expect(await sandbox.statusWith(old.key)).toBe(401);
  await page.getByRole('link', { name: 'See all keys' }).click();
  await refresh(page);
  await app.expectRead();
  await expect(app.row('mine-2')).toContainText('your key');
  await expect(app.askAgain).toHaveCount(0);
  await expect(banner(page)).toHaveCount(0);
  await app.revoke('ci-logs');
  await expect(app.messages).toContainText('ci-logs is revoked.');
  expect(await sandbox.statusWith(created.key)).toBe(200);
});

test('the old own key is not called the own one any more, nor does revoking it warn of signing out', async ({ app, page }) => {
  await signInWith(app, 'mine', '40d');
  const { replace } = await replaceOwn(app, 'mine');
  await replace.revokeNow.click();
  await expect(app.revokeDialog('mine')).not.toContainText('signed in with this key');
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'Later' }).click();
  await expect(app.row('mine-2')).toContainText('your key');
  await expect(app.row('mine')).not.toContainText('your key');
  await app.revokeButton('mine-2').click();
  await expect(app.revokeDialog('mine-2')).toContainText('You are signed in with this key.');
});

test('where the own key can not be told, an owner key that is replaced takes the session along', async ({ app, page }) => {
  await sandbox.reset({ expose_headers: false });
  const old = await signInWith(app, 'mine', '40d');
  const { replace } = await replaceOwn(app, 'mine');
  await expect(app.messages).toContainText('You are signed in with mine-2 now.');
  await replace.revokeOld('mine');
  await expect(page.getByText('The old key is gone, the new one has taken over.')).toBeVisible();
  expect(await sandbox.statusWith(old.key)).toBe(401);
  await page.getByRole('link', { name: 'See all keys' }).click();
  await refresh(page);
  await app.expectRead();
  await expect(app.askAgain).toHaveCount(0);
});

test('replacing another key leaves the session as it is', async ({ app, page }) => {
  await app.openReadKeys();
  const before = (await sandbox.requests('GET', ORGANIZATIONS)).length;
  await replaceOwn(app, 'break-glass');
  await expect(app.messages).not.toContainText('You are signed in with');
  expect(await sandbox.requests('GET', ORGANIZATIONS)).toHaveLength(before);
  await page.getByRole('link', { name: 'Later' }).click();
  await expect(app.row('latchkey-admin')).toContainText('your key');
});

test('a change to the new key that fails is said, and the old one stays in use', async ({ app, guard, page }) => {
  guard.expectStatus(500);
  await signInWith(app, 'mine', '40d');
  await sandbox.addFault('GET', ORGANIZATIONS, { status: 500 });
  const { replace, created } = await replaceOwn(app, 'mine');
  await expect(app.messages).toContainText("You aren't signed in with the new key yet: ");
  await expect(app.messages).toContainText('Do so before you revoke mine, if that is the key you are signed in with.');
  await replace.expectStep(/^Try it/);
  await replace.revokeNow.click();
  await expect(app.revokeDialog('mine')).toContainText(/(You are signed in with this key|This may be the key you are signed in with)\..*signs you out here/);
  await page.keyboard.press('Escape');
  await sandbox.revokeKey(created.id);
  await page.getByRole('link', { name: 'Later' }).click();
  await refresh(page);
  await expect(app.row('mine')).toContainText('your key');
  await expect(app.askAgain).toHaveCount(0);
});

test('a new key that may do less does not take the session along', async ({ app, page }) => {
  await signInWith(app, 'mine', '40d');
  const replace = new Replace(app);
  await replace.open('mine');
  await app.choose('Billing admin');
  await replace.create();
  await app.dismissSecret();
  await page.getByRole('link', { name: 'Later' }).click();
  await refresh(page);
  await app.expectRead();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(app.row('mine')).toContainText('your key');
});

test('the new secret is nowhere but in its dialog, the session included', async ({ app, page }) => {
  await signInWith(app, 'mine', '40d');
  const { created } = await replaceOwn(app, 'mine');
  expect((await page.content()).includes(created.key)).toBe(false);
  await page.reload();
  await expect(app.signInForm()).toBeVisible();
  expect((await sandbox.requests('GET', KEYS_PATH)).length).toBeGreaterThan(0);
});
