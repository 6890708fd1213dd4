// Every page and every open dialog: axe without violations in light and dark and on a small screen, with pictures.
import { API, KEYS_PAGE, KEYS_PATH, ORGANIZATION } from './support/env.mjs';
import { ELASTIC, SEARCH } from './support/config.mjs';
import { look } from './support/look.mjs';
import { expect, test } from './support/test.mjs';
import * as sandbox from './support/sandbox.mjs';

test.describe.configure({ timeout: 60_000 });

test('connections', async ({ app, page }) => {
  await page.goto('/connections');
  await app.signIn({ name: 'latchkey-admin' });
  await expect(page.getByRole('link', { name: 'Go to keys' })).toBeVisible();
  await look(page, 'connections');
});

test('connections with problems, and the form for another one', async ({ app, page }) => {
  app.configure({ connections: [ELASTIC, { ...SEARCH, base_url: 'http://api.example.com' }] });
  await page.goto('/connections');
  await page.getByRole('button', { name: 'Add connection' }).click();
  await page.getByRole('form', { name: 'New connection' }).getByRole('button', { name: 'Add connection' }).click();
  await expect(page.getByText('Write the name')).toBeVisible();
  await look(page, 'connections-add');
});

test('signing in, and a sign-in that failed', async ({ app, guard, page }) => {
  guard.expectStatus(401);
  guard.secret('essu_wrong', API);
  await page.goto(KEYS_PAGE);
  await expect(app.signInForm()).toBeVisible();
  await look(page, 'sign-in');
  await app.signIn({ key: 'essu_wrong' });
  await expect(page.getByRole('alert')).toBeVisible();
  await look(page, 'sign-in-failed');
});

test('keys', async ({ app, page }) => {
  await app.openReadKeys();
  await look(page, 'keys');
  await app.search.fill('nothing like it');
  await expect(page.getByRole('heading', { name: 'No key matches' })).toBeVisible();
  await look(page, 'keys-no-match');
});

test('no keys, and keys that could not be read', async ({ app, guard, page }) => {
  guard.expectStatus(500);
  await sandbox.reset({ keys: 0 });
  await app.openReadKeys();
  await look(page, 'keys-none');
  await sandbox.addFault('GET', KEYS_PATH, { status: 500 });
  await page.getByRole('button', { name: 'Refresh' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await look(page, 'keys-failed');
});

test('the navigation on a small screen', async ({ app, page }) => {
  await page.setViewportSize({ width: 360, height: 780 });
  await app.openReadKeys();
  const menu = app.nav.getByRole('button', { name: 'Menu' });
  await expect(menu).toHaveAttribute('aria-expanded', 'false');
  await menu.click();
  await expect(menu).toHaveAttribute('aria-expanded', 'true');
  await app.nav.getByRole('link', { name: 'Connections' }).click();
  await expect(app.heading('Connections')).toBeVisible();
  await expect(menu).toHaveAttribute('aria-expanded', 'false');
});

test('the form for a key, with errors and filled in', async ({ app, page }) => {
  await app.openForm();
  await app.submit();
  await expect(app.form.getByLabel('Name')).toHaveAccessibleDescription(/Enter a name/);
  await look(page, 'create-errors');
  await app.form.getByLabel('Name').fill('nightly-backup');
  await app.choose('Billing admin', { where: 'Organization' });
  await app.form.getByRole('button', { name: 'Add access' }).click();
  await app.choose('Viewer', { at: 1, where: 'Hosted deployments', on: ['staging'] });
  await app.pick('Never');
  await app.summary.getByText('Show the request').click();
  await look(page, 'create');
});

test('the secret, as it was asked for and otherwise', async ({ app, page }) => {
  await app.openForm();
  const key = { id: 'k', description: 'backup-2', key: 'essu_made_up', role_assignments: {} };
  await sandbox.addFault('POST', KEYS_PATH, { status: 201, body: JSON.stringify(key) });
  await app.create('backup');
  await expect(app.secretDialog.getByRole('alert')).toBeVisible();
  await look(page, 'secret-different');
  await app.dismissSecret();
  await page.getByRole('link', { name: 'Create key' }).click();
  await app.createAndLearn('backup');
  await app.secretDialog.getByRole('tab', { name: 'curl' }).click();
  await look(page, 'secret');
});

test('revoking, also the own key, and a revoke that failed', async ({ app, guard, page }) => {
  guard.expectStatus(403);
  await app.openReadKeys();
  await app.revokeButton('latchkey-admin').scrollIntoViewIfNeeded();
  await app.revokeButton('latchkey-admin').click();
  await look(page, 'revoke-own');
  await page.keyboard.press('Escape');
  await sandbox.addFault('DELETE', `${KEYS_PATH}/*`, sandbox.refusal(403, 'root.unauthorized', 'No.'));
  await app.revoke('break-glass');
  await expect(app.revokeDialog('break-glass').getByRole('alert')).toBeVisible();
  await look(page, 'revoke-failed');
});

test('signing in again in the middle of work', async ({ app, guard, page }) => {
  guard.expectStatus(401);
  await app.openReadKeys();
  await sandbox.addFault('GET', KEYS_PATH, sandbox.refusal(401, 'root.unauthorized', 'Credentials were invalid.'));
  await page.getByRole('button', { name: 'Refresh' }).click();
  await expect(app.askAgain).toBeVisible();
  await look(page, 'sign-in-again');
});

test('an answer that was lost', async ({ app, guard, page }) => {
  guard.expectLostCalls();
  await app.openForm();
  await sandbox.addFault('POST', KEYS_PATH, { drop: 'after_commit' });
  await app.create('orphaned');
  await expect(page.getByRole('button', { name: 'Revoke it and create again' })).toBeVisible();
  await look(page, 'lost');
});

test('terms, before and after', async ({ app, page }) => {
  await page.goto(`/connections/elastic/${ORGANIZATION}/terms`);
  await app.signIn();
  await page.getByRole('button', { name: 'Accept terms' }).click();
  await look(page, 'terms');
  await page.getByRole('checkbox', { name: /I have read/ }).check();
  await page.getByRole('button', { name: 'Accept terms' }).click();
  await expect(page.getByText('Ada Nowak')).toBeVisible();
  await look(page, 'terms-accepted');
});

test('what is not there', async ({ app, page }) => {
  await page.goto('/no/such/page');
  await expect(app.heading('There is no such page')).toBeVisible();
  await look(page, 'not-found');
  await page.goto('/connections/nope');
  await expect(app.heading('There is no such connection')).toBeVisible();
  await look(page, 'no-connection');
});

test('the shell is there before the app is', async ({ app, page }) => {
  let letGo;
  const held = new Promise((resolve) => (letGo = resolve));
  await page.route('**/*.wasm', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto('/', { waitUntil: 'commit' });
  await expect(page.getByRole('main')).toContainText('Loading…');
  letGo();
  await expect(app.heading('Connections')).toBeVisible();
  await expect(page.getByText('Loading…')).toHaveCount(0);
  await expect(page.getByRole('main')).toHaveCount(1);
});
