// A secret that turned up somewhere, on a real ZenML server: it leads to its key, and goes nowhere itself.
import { ZENML } from './support/env.mjs';
import { isInPage } from './support/leaks.mjs';
import { look } from './support/look.mjs';
import { expect, test } from './support/test.mjs';
import { dialog, named, openKeys, pageOf, signIn } from './support/zenml-key.mjs';
import * as zenml from './support/zenml.mjs';

test.describe.configure({ timeout: 60_000 });

/** A secret that may not even be sent to its own server. */
const LOCAL = 'nowhere';

async function accountWith(guard, names) {
  const account = await zenml.account(named('leaks'), names.map((name) => ({ name })));
  for (const key of account.keys) guard.secret(key.body.key, LOCAL);
  return account;
}

const note = (page) => page.getByText('This is the key you pasted.');

/** A secret of the server's make whose key does not exist. */
const unknown = (id) => `ZENKEY_${btoa(JSON.stringify({ id, key: '0'.repeat(64) }))}`;

test('a secret that is pasted into the search leads to its key and becomes no search', async ({ app, guard, page }) => {
  const account = await accountWith(guard, ['one', 'two']);
  await openKeys(app, page, account);
  await app.search.fill('o');
  await expect(page).toHaveURL(/search=o/);
  const secret = account.keys[0].body.key;
  await app.search.fill(`export API_KEY="${secret}"`);
  await expect(app.heading('one')).toBeVisible();
  await expect(note(page)).toBeVisible();
  await expect(page).toHaveURL(pageOf(account, account.keys[0].id));
  expect(await isInPage(page, secret)).toBe(false);
  await page.goBack();
  await expect(page).not.toHaveURL(/ZENKEY/);
  await expect(app.search).not.toHaveValue(/ZENKEY/);
  expect(await isInPage(page, secret)).toBe(false);
  await page.goForward();
  await expect(app.heading('one')).toBeVisible();
  await expect(note(page)).toHaveCount(0);
});

test('it is found in another service account, also after a key press', async ({ app, guard, page }) => {
  guard.expectStatus(404);
  const [here, there] = [await accountWith(guard, ['here']), await accountWith(guard, ['there'])];
  await openKeys(app, page, here);
  const secret = there.keys[0].body.key;
  await app.search.focus();
  await page.keyboard.insertText(secret);
  await expect(app.heading('there')).toBeVisible({ timeout: 20_000 });
  await expect(note(page)).toBeVisible();
  await expect(page).toHaveURL(pageOf(there, there.keys[0].id));
  expect(await isInPage(page, secret)).toBe(false);
});

test('a key that is nowhere is said to be, and the search goes on as before', async ({ app, guard, page }) => {
  guard.expectStatus(404);
  const account = await accountWith(guard, ['kept', 'gone']);
  const gone = account.keys[1];
  await zenml.deleteKey(account.id, gone.id);
  await openKeys(app, page, account);
  await app.search.fill(gone.body.key);
  const told = dialog(page, 'The key was not found');
  await expect(told).toContainText(/Latchkey looked in \d+ service accounts?\. The key was revoked already, or it belongs to another server\./, { timeout: 20_000 });
  expect(await isInPage(page, gone.body.key)).toBe(false);
  await told.getByRole('button', { name: 'Close' }).click();
  await expect(app.search).toHaveValue('');
  await app.search.fill('kep');
  await expect(app.row('kept')).toBeVisible();
  await expect(page).toHaveURL(/search=kep$/);
});

test('in an address it is neither a search nor a filter, and stands there no longer', async ({ app, guard, page }) => {
  guard.expectStatus(404);
  const account = await accountWith(guard, ['one']);
  const secret = unknown('0b0c7c5e-6a43-4b7e-9d53-0123456789ab');
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(`${account.page}?name=contains:${encodeURIComponent(secret)}`);
  asked.length = 0;
  await signIn(app);
  await expect(app.row('one')).toBeVisible();
  await expect(page).not.toHaveURL(/ZENKEY/);
  expect(asked.filter((url) => url.includes('ZENKEY'))).toEqual([]);
});

test('what is not whole is not searched for either', async ({ app, guard, page }) => {
  const account = await accountWith(guard, ['one']);
  const part = account.keys[0].body.key.slice(0, 40);
  guard.secret(part, LOCAL);
  await openKeys(app, page, account);
  await app.search.fill(part);
  await expect(dialog(page, 'This key is not whole')).toContainText('It was not searched for and not sent.');
  await page.keyboard.press('Escape');
  await expect(app.search).toHaveValue('');
  await expect(page).not.toHaveURL(/search/);
  expect(await isInPage(page, part)).toBe(false);
});

test('the search tells how far it is, and stops', async ({ app, guard, page }) => {
  guard.expectStatus(404);
  guard.expectLostCalls();
  const account = await accountWith(guard, ['one']);
  const id = '0dde5c5c-7f5e-4565-a058-3a08253ebf03';
  guard.secret(unknown(id), LOCAL);
  await openKeys(app, page, account);
  let asked = 0;
  await page.route(`${ZENML}/api/v1/service_accounts/*/api_keys/${id}*`, async (route) => {
    asked += 1;
    if (asked > 2) await new Promise((done) => setTimeout(done, 1_500));
    await route.continue().catch(() => {});
  });
  await app.search.fill(unknown(id));
  const looking = dialog(page, 'Looking for the key');
  await expect(looking.getByRole('status')).toHaveText(/Looked in [1-9]\d* of \d+ service accounts/);
  await expect(looking.getByRole('progressbar')).toBeVisible();
  await page.screenshot({ path: 'target/shots/zenml-leaked-looking.png' });
  await looking.getByRole('button', { name: 'Stop' }).click();
  await expect(looking).toBeHidden();
  const then = asked;
  await page.waitForTimeout(2_000);
  expect(asked).toBe(then);
  await expect(dialog(page, 'The key was not found')).toHaveCount(0);
});

test('an account that cannot be looked at is told', async ({ app, guard, page }) => {
  guard.expectStatus(404, 500);
  const account = await accountWith(guard, ['one']);
  const id = '1dde5c5c-7f5e-4565-a058-3a08253ebf03';
  await openKeys(app, page, account);
  const headers = { 'access-control-allow-origin': '*', 'content-type': 'application/json' };
  await page.route(`${ZENML}/api/v1/service_accounts/${account.id}/api_keys/${id}*`, (route) =>
    route.fulfill({ status: 500, body: '{"detail":["RuntimeError","[SQL: SELECT]"]}', headers }));
  await app.search.fill(unknown(id));
  const told = dialog(page, 'The key was not found');
  await expect(told.getByRole('alert')).toContainText('The key is in none of the others, but 1 service account could not be looked at.', { timeout: 20_000 });
  await expect(told).not.toContainText('SQL');
});

test('the page of service accounts asks for it, too', async ({ app, guard, page }) => {
  guard.expectStatus(404);
  const account = await accountWith(guard, ['leaked']);
  const secret = account.keys[0].body.key;
  await page.goto('/connections/zenml');
  await signIn(app);
  await page.getByRole('button', { name: 'Find a leaked key' }).click();
  const asked = dialog(page, 'Find a leaked key');
  const input = asked.getByLabel('Leaked key');
  await expect(input).toBeFocused();
  await look(page, 'zenml-leaked-ask');
  await input.fill('no key');
  await asked.getByRole('button', { name: 'Find key' }).click();
  await expect(input).toHaveAccessibleDescription(/This is not a key of this service/);
  await input.fill(secret.replace('ZENKEY_', ''));
  await asked.getByRole('button', { name: 'Find key' }).click();
  await expect(app.heading('leaked')).toBeVisible({ timeout: 20_000 });
  await expect(note(page)).toBeVisible();
  expect(await isInPage(page, secret)).toBe(false);
});

test('neither a filter nor the search for service accounts takes a secret', async ({ app, guard, page }) => {
  guard.expectStatus(404);
  const account = await accountWith(guard, ['hidden']);
  const secret = account.keys[0].body.key;
  await page.goto('/connections/zenml');
  await signIn(app);
  await page.getByRole('searchbox', { name: 'Search service accounts' }).fill(secret);
  await expect(app.heading('hidden')).toBeVisible({ timeout: 20_000 });
  await page.getByRole('link', { name: 'All keys' }).click();
  await app.expectRead();
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await page.getByLabel('Text', { exact: true }).fill(secret);
  await page.getByRole('button', { name: 'Add filter' }).click();
  await expect(app.heading('hidden')).toBeVisible();
  await expect(note(page)).toBeVisible();
  await page.goBack();
  await expect(page).not.toHaveURL(/ZENKEY/);
  expect(await isInPage(page, secret)).toBe(false);
});
