// What the service refuses of a config stands beside what it is about, in both styles that such services write; a
// redirect is explained and not followed.
import { SEARCH } from './support/config.mjs';
import { API, SEARCH_API, SEARCH_KEY } from './support/env.mjs';
import { configOf, hold, KEYS_PAGE, listed, ODD, PATH, SearchKeys } from './support/search.mjs';
import { expect, test } from './support/test.mjs';
import * as sandbox from './support/sandbox.mjs';

const IS_SANDBOX = SEARCH_API === API;

/** The sandbox takes any config, so its refusal is written as an older service would. */
async function refuse(method, path, ...errors) {
  if (!IS_SANDBOX) return;
  const detail = errors.map(([loc, msg]) => ({ loc, msg, type: 'value_error' }));
  await sandbox.addFault(method, path, { status: 422, body: JSON.stringify({ detail }) }, 5);
}

/** Where the sandbox redirects to: it notes who calls there. */
const ELSEWHERE = '/es/api/v1/elsewhere';

const PERMISSIONS = "Input should be 'read' or 'write'";
const NUMBER = 'Input should be a valid integer, unable to parse string as an integer';

test('a new key is refused where it is wrong', async ({ app, guard }) => {
  guard.expectStatus(422);
  const keys = await SearchKeys.open(app);
  await refuse('POST', PATH, [['body', 'config', 'permissions'], PERMISSIONS], [['body', 'config', 'limits', 'per_minute'], NUMBER]);
  await app.page.getByRole('link', { name: 'Create key' }).click();
  await keys.json.fill('{\n  "permissions": "admin",\n  "limits": {\n    "per_minute": "many"\n  }\n}');
  await expect(app.form.getByText('The JSON below says "admin".')).toBeVisible();
  await app.submit();
  const read = app.form.getByRole('radio', { name: 'read' });
  await expect(read).toHaveAccessibleDescription(new RegExp(PERMISSIONS));
  await expect(read).toBeFocused();
  await expect(keys.json).toHaveAccessibleDescription(new RegExp(`Line 4: ${NUMBER}`));
  await expect(app.form.getByRole('alert')).toContainText('The key was not created.');
  expect(await listed()).toHaveLength(8);
  await keys.json.fill('{"limits": {"per_minute": 5}}');
  if (IS_SANDBOX) await fetch(`${API}/_sandbox/faults`, { method: 'DELETE' });
  await app.submit();
  await expect(app.secretDialog).toBeVisible();
  await app.dismissSecret();
});

test('a change is refused where it is wrong, and what was typed stays', async ({ app, guard }) => {
  guard.expectStatus(422);
  const keys = await SearchKeys.open(app);
  await refuse('PUT', `${PATH}*`, [['body', 'config', 'limits', 'per_minute'], NUMBER]);
  await keys.follow('W8r••••••UkS');
  const dialog = await keys.review({ limits: { per_minute: 'x' } });
  await dialog.getByRole('button', { name: 'Save changes' }).click();
  await expect(dialog.getByText('The key was not changed.')).toBeVisible();
  await expect(keys.json).toHaveValue('{"limits":{"per_minute":"x"}}');
  await expect(keys.json).toHaveAccessibleDescription(new RegExp(`Line 1: ${NUMBER}`));
  expect(await configOf('W8rN0bYq5MzE2cLd7UkS')).toEqual({ permissions: 'read', limits: { per_minute: 600 } });
});

test('what no field holds stands in a summary that leads to the form', { tag: '@sandbox' }, async ({ app, guard }) => {
  guard.expectStatus(422);
  const keys = await SearchKeys.open(app);
  await refuse('POST', PATH, [['body', 17], 'Expecting value'], [['header', 'x-tenant'], 'field required']);
  await app.page.getByRole('link', { name: 'Create key' }).click();
  await app.submit();
  const summary = app.form.getByRole('alert');
  await expect(summary).toContainText('17: Expecting value; field required');
  await app.form.getByRole('button', { name: 'Go to what it names' }).click();
  await expect(keys.json).toBeFocused();
});

/** Lets the service answer with another address: its own way with slashes, or as the sandbox is told. */
async function redirect(app) {
  if (IS_SANDBOX) {
    const fault = { status: 307, body: '', headers: { location: `${SEARCH_API}${ELSEWHERE}` } };
    await sandbox.addFault('GET', PATH, fault, 5);
  } else {
    app.configure({ connections: [{ ...SEARCH, base_url: `${SEARCH_API}/moved` }] });
  }
}

test('a redirect is explained, and nothing is sent to where it leads', async ({ app, guard, page }) => {
  guard.expectConsole(/Failed to load resource/);
  await hold(ODD);
  await redirect(app);
  await page.goto(KEYS_PAGE);
  await app.signIn({ key: SEARCH_KEY, connection: 'Search API' });
  const failure = app.signInForm('Search API').getByRole('alert');
  await expect(failure).toContainText("answered by naming another address, which Latchkey doesn't follow");
  await expect(failure).toContainText("Check the connection's address");
  if (IS_SANDBOX) expect(await sandbox.requests('GET', ELSEWHERE)).toEqual([]);
});
