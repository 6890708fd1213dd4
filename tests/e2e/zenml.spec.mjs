// Against a real ZenML server, on a host pair that is cross-site: its tokens are bound to a CSRF token here.
import { randomUUID } from 'node:crypto';
import { ZENML, ZENML_PASSWORD, ZENML_USER } from './support/env.mjs';
import { isInPage } from './support/leaks.mjs';
import { look } from './support/look.mjs';
import { expect, test } from './support/test.mjs';
import * as zenml from './support/zenml.mjs';

test.describe.configure({ timeout: 60_000 });

const named = (name) => `${name}-${randomUUID().slice(0, 8)}`;

async function signIn(app, { password = ZENML_PASSWORD, form = app.signInForm('ZenML') } = {}) {
  await form.getByLabel('Username', { exact: true }).fill(ZENML_USER);
  await form.getByLabel('Password', { exact: true }).fill(password);
  await form.getByRole('button', { name: 'Sign in' }).click();
}

/** From nothing to the keys of a service account. */
async function open(app, page, account, query = '') {
  await page.goto(`${account.page}${query}`);
  await signIn(app);
  await expect(app.heading(`Keys of ${account.name}`)).toBeVisible();
  await app.expectRead();
}

async function openForm(app, page, account) {
  await open(app, page, account);
  await page.getByRole('link', { name: 'Create key' }).first().click();
  await expect(app.form).toBeVisible();
}

test('signing in binds every later call to the token of this page', async ({ app, page }) => {
  const account = await zenml.account(named('chosen'));
  const calls = [];
  page.on('request', (request) => {
    if (request.url().startsWith(ZENML) && request.method() !== 'OPTIONS') calls.push(request);
  });
  await page.goto('/connections');
  await signIn(app);
  await expect(page.getByRole('region', { name: 'ZenML' })).toContainText(`Signed in as ${ZENML_USER}`);
  await page.getByRole('link', { name: 'Go to keys' }).click();
  await expect(app.heading('Service accounts on ZenML')).toBeVisible();
  const link = page.getByRole('main').getByRole('link', { name: account.name });
  await expect(page.getByRole('row').filter({ hasText: account.name })).toContainText(account.description);
  await link.click();
  await expect(app.heading(`Keys of ${account.name}`)).toBeVisible();
  await expect(page.getByRole('heading', { name: 'No keys yet' })).toBeVisible();
  const later = calls.filter((call) => !/\/(info|login)$/.test(new URL(call.url()).pathname));
  expect(later.length).toBeGreaterThan(2);
  for (const call of later) expect(call.headers()['x-csrf-token'], call.url()).toBeTruthy();
});

test('a wrong password is refused in plain words', async ({ app, guard, page }) => {
  guard.expectStatus(401);
  guard.secret('wrong-password-1', ZENML);
  await page.goto('/connections');
  await signIn(app, { password: 'wrong-password-1' });
  const alert = app.signInForm('ZenML').getByRole('alert');
  await expect(alert).toContainText("You aren't signed in. The service doesn't accept this sign-in");
  await expect(alert).not.toContainText('CredentialsNotValid');
});

test('an API key signs in, too, and what only admins may do is not offered', async ({ app, guard, page }) => {
  const account = await zenml.account(named('signs-in'), [{ name: 'mine' }]);
  const secret = account.keys[0].body.key;
  guard.secret(secret, ZENML);
  await page.goto(account.page);
  const form = app.signInForm('ZenML');
  await app.pick('API key', form);
  await form.getByRole('textbox', { name: 'API key', exact: true }).fill(secret);
  await form.getByRole('button', { name: 'Sign in' }).click();
  await app.expectRead();
  await expect(page.getByRole('row').filter({ hasText: 'mine' })).toContainText('just now');
  await expect(page.getByText('Only admins can create and revoke keys here.')).toBeVisible();
  await expect(app.revokeButton('mine')).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'Create key' })).toHaveCount(0);
  expect(await zenml.keys(account.id)).toHaveLength(1);
});

test('keys stand newest first, with description, last use and last rotation', async ({ app, page }) => {
  const account = await zenml.account(named('listed'), [
    { name: 'oldest', description: 'Runs the first job' },
    { name: 'rotated' },
    { name: 'switched-off' },
  ]);
  const [oldest, rotated, off] = account.keys;
  expect(await zenml.statusWith(oldest.body.key)).toBe(200);
  await zenml.rotateKey(account.id, rotated.id);
  await zenml.changeKey(account.id, off.id, { active: false });
  await open(app, page, account);
  expect(await app.names()).toEqual(['switched-off', 'rotated', 'oldest']);
  await expect(app.row('oldest')).toContainText('Runs the first job');
  expect(await app.column('Last used')).toEqual(['never used', 'never used', expect.stringMatching(/^just now/)]);
  expect(await app.column('Last rotated')).toEqual(['never rotated', expect.stringMatching(/^just now/), 'never rotated']);
  expect(await app.column('Status')).toEqual(['Disabled', 'Active', 'Active']);
  await app.status.selectOption({ label: 'Disabled' });
  await expect(app.found).toHaveText('1 key');
  expect(await app.names()).toEqual(['switched-off']);
});

test('a long list is paged, searched and sorted by the server', async ({ app, guard, page }) => {
  // That is how the server answers a page past the end.
  guard.expectStatus(400);
  const names = Array.from({ length: 51 }, (_, at) => `key-${String(at).padStart(2, '0')}`);
  const account = await zenml.account(named('many'), names.map((name) => ({ name })));
  const pages = page.getByRole('navigation', { name: 'Pages' });
  await open(app, page, account);
  await expect(app.found).toHaveText('51 keys');
  expect((await app.names())[0]).toBe('key-50');
  await expect(pages.getByRole('status')).toHaveText('Page 1 of 2');
  await pages.getByRole('button', { name: 'Next page' }).click();
  await expect(pages.getByRole('status')).toHaveText('Page 2 of 2');
  await expect(app.row('key-00')).toBeVisible();
  expect(await app.names()).toEqual(['key-00']);
  await expect(page).toHaveURL(/\?page=2$/);
  await page.reload();
  await signIn(app);
  await expect(app.row('key-00')).toBeVisible();

  await app.search.fill('key-1');
  await expect(app.found).toHaveText('10 keys');
  await expect(page).toHaveURL(/\?search=key-1$/);
  await app.sortBy('Name');
  await expect(app.row('key-10')).toBeVisible();
  await expect.poll(() => app.names()).toEqual(names.slice(10, 20));
  // To the server % stands for anything; to a person it is a sign like others.
  await app.search.fill('key%5');
  await expect(page.getByRole('heading', { name: 'No key matches' })).toBeVisible();

  await page.goto(`${account.page}?page=2`);
  await signIn(app);
  await app.revoke('key-00');
  await expect(app.messages).toContainText('key-00 is revoked.');
  await expect(app.found).toHaveText('50 keys');
  await expect(app.row('key-50')).toBeVisible();
});

test('a new key shows its secret once, and the secret signs in', async ({ app, guard, page }) => {
  const account = await zenml.account(named('creates'));
  await openForm(app, page, account);
  await app.submit();
  await expect(app.form.getByLabel('Name')).toHaveAccessibleDescription(/Enter a name/);
  await expect(app.form.getByRole('group', { name: 'Expires' })).toHaveCount(0);
  await app.form.getByLabel('Name').fill('fresh');
  await app.form.getByLabel('Description').fill('Trains <b>models</b>');
  await expect(app.summary).toContainText(`be able to do everything ${account.name} may do`);
  await app.submit();
  await expect(app.secretDialog).toHaveAccessibleName('fresh is created. Save its key now.');
  await app.secretDialog.getByRole('button', { name: 'Show' }).click();
  const secret = await app.secretDialog.getByLabel('New key').innerText();
  expect(secret).toMatch(/^ZENKEY_/);
  await app.secretDialog.getByRole('button', { name: 'Hide' }).click();
  expect(await isInPage(page, secret)).toBe(false);
  guard.secret(secret, ZENML);
  expect(await zenml.statusWith(secret)).toBe(200);
  await app.dismissSecret();
  await expect(app.row('fresh')).toContainText('Trains <b>models</b>');
  const made = await zenml.keys(account.id);
  expect(made.map((key) => [key.name, key.metadata.description])).toEqual([['fresh', 'Trains <b>models</b>']]);
});

test('a create whose answer was lost is sent again, and makes one key', async ({ app, guard, page }) => {
  guard.expectLostCalls();
  const account = await zenml.account(named('retries'));
  await openForm(app, page, account);
  const tries = [];
  await page.route(`${ZENML}/api/v1/service_accounts/*/api_keys`, async (route, request) => {
    if (request.method() !== 'POST') return route.fallback();
    tries.push(request.headers()['idempotency-key']);
    if (tries.length > 1) return route.fallback();
    await route.fetch();
    return route.abort('connectionreset');
  });
  await app.form.getByLabel('Name').fill('made-once');
  await app.submit();
  await expect(app.secretDialog).toBeVisible({ timeout: 10_000 });
  expect(tries).toEqual([expect.stringMatching(/^[0-9a-f-]{36}$/), tries[0]]);
  expect(await zenml.keys(account.id)).toHaveLength(1);
  await app.secretDialog.getByRole('button', { name: 'Show' }).click();
  expect(await zenml.statusWith(await app.secretDialog.getByLabel('New key').innerText())).toBe(200);
});

test('a name that is taken is told, and the form is kept', async ({ app, guard, page }) => {
  guard.expectStatus(409);
  const account = await zenml.account(named('taken'), [{ name: 'there' }]);
  await openForm(app, page, account);
  await app.form.getByLabel('Name').fill('there');
  await app.submit();
  await expect(app.form.getByRole('alert')).toContainText('another key of this service account has that name');
  await app.form.getByLabel('Name').fill('there-2');
  await app.submit();
  await expect(app.secretDialog).toBeVisible();
});

test('a revoked key is gone, and its secret signs in no more', async ({ app, page }) => {
  const account = await zenml.account(named('revokes'), [{ name: 'keep' }, { name: 'end' }]);
  const secret = account.keys[1].body.key;
  expect(await zenml.statusWith(secret)).toBe(200);
  await open(app, page, account);
  await app.revokeButton('end').click();
  await expect(app.revokeDialog('end')).toContainText(`Everything ${account.name} may do`);
  await expect(app.revokeDialog('end')).toContainText('It was last used just now.');
  await app.revokeDialog('end').getByRole('button', { name: 'Revoke key' }).click();
  await expect(app.messages).toContainText('end is revoked.');
  expect((await zenml.keys(account.id)).map((key) => key.name)).toEqual(['keep']);
  expect(await zenml.statusWith(secret)).toBe(401);
  await expect(app.row('end')).toHaveCount(0);
});

test('a token that no longer counts is renewed on the spot', async ({ app, guard, page }) => {
  guard.expectStatus(401);
  const account = await zenml.account(named('renews'), [{ name: 'still-here' }]);
  await open(app, page, account);
  const body = '{"detail":["CredentialsNotValid","Authentication error: error decoding access token: Invalid JWT token: Signature has expired."]}';
  const headers = { 'access-control-allow-origin': '*', 'content-type': 'application/json' };
  await page.route('**/api_keys/*', (route) => route.fulfill({ status: 401, body, headers }), { times: 1 });
  await app.revoke('still-here');
  await signIn(app, { form: page.getByRole('dialog', { name: 'Sign in to ZenML again' }) });
  await expect(app.messages).toContainText('still-here is revoked.');
  expect(await zenml.keys(account.id)).toEqual([]);
});

test('service accounts, keys and the form are in order for axe', async ({ app, page }) => {
  const account = await zenml.account(named('looked-at'), [{ name: 'one', description: 'The only one' }]);
  await zenml.switchOff((await zenml.account(named('off'))).id);
  await page.goto('/connections/zenml');
  await look(page, 'zenml-sign-in');
  await signIn(app);
  await expect(page.getByText("Deactivated: its keys don't work").first()).toBeVisible();
  await look(page, 'zenml-accounts');
  await page.getByRole('main').getByRole('link', { name: account.name }).click();
  await app.expectRead();
  await look(page, 'zenml-keys');
  await page.getByRole('link', { name: 'Create key' }).click();
  await app.form.getByLabel('Name').fill('two');
  await look(page, 'zenml-create');
});
