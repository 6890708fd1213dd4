// A temporary token of a real ZenML server: made with what it opens and when it ends, told once, and true.
import { randomUUID } from 'node:crypto';
import { signIn } from './support/accounts.mjs';
import { defaultConfig, ELASTIC, ZENML_CONNECTION } from './support/config.mjs';
import { ZENML, ZENML_PASSWORD, ZENML_USER } from './support/env.mjs';
import { isInPage } from './support/leaks.mjs';
import { tryToClose } from './support/leave.mjs';
import { look } from './support/look.mjs';
import { expect, test } from './support/test.mjs';
import { textOf } from './support/zenml-list.mjs';
import { startServer } from './support/zenml-server.mjs';
import * as zenml from './support/zenml.mjs';

test.describe.configure({ timeout: 60_000 });

const button = (page) => page.getByRole('button', { name: 'Create a temporary token' });

/** From nothing to where one sees who is signed in. */
async function open(app, who = {}) {
  await app.page.goto('/connections');
  await signIn(app, who);
  // A server that has just begun takes a while to let the first one in.
  await expect(app.page.getByRole('region', { name: 'ZenML' })).toContainText('Signed in as', { timeout: 20_000 });
}
const question = (page) => page.getByRole('dialog', { name: 'Create a temporary token' });
const told = (page) => page.getByRole('dialog', { name: 'The temporary token is created. Save it now.' });

async function create(page, length) {
  await button(page).click();
  await expect(question(page).getByLabel('It works for')).toBeFocused();
  if (length) await question(page).getByLabel('It works for').selectOption({ label: length });
  await question(page).getByRole('button', { name: 'Create token' }).click();
}

/** What the dialog shows when it is asked to. */
async function secretIn(dialog) {
  await dialog.getByRole('button', { name: 'Show' }).click();
  return dialog.getByLabel('New token').innerText();
}

/** What is written into the token. */
const claims = (token) => JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString('utf8'));

/** For how many seconds it works; its end is cut off to the second. */
const lasts = (token) => Math.ceil(claims(token).exp - claims(token).iat);

async function whoIs(token, server = ZENML) {
  const answer = await fetch(`${server}/api/v1/current-user`, { headers: { authorization: `Bearer ${token}` } });
  return answer.ok ? (await answer.json()).name : answer.status;
}

test('only where a service gives out tokens one is offered', async ({ app, page }) => {
  await open(app);
  await expect(page.getByRole('region', { name: 'ZenML' }).locator(button(page))).toBeVisible();
  await app.signIn();
  await expect(page.getByRole('region', { name: 'Elastic Cloud' })).toContainText('Signed in as');
  await expect(button(page)).toHaveCount(1);
});

test('what is chosen stays while more becomes known of another sign-in', async ({ app, page }) => {
  let answer;
  const asked = new Promise((resolve) => { answer = resolve; });
  await page.route(/saas.user/, (route) => asked.then(() => route.continue()));
  await app.page.goto('/connections');
  await app.signIn();
  await expect(page.getByRole('region', { name: 'Elastic Cloud' })).toContainText('Signed in as');
  await signIn(app);
  await button(page).click();
  await question(page).getByLabel('It works for').selectOption({ label: '8 hours' });
  answer();
  await expect(page.getByText('You can create and revoke keys.')).toHaveCount(2);
  await expect(question(page).getByLabel('It works for')).toHaveValue('480');
});

test('it works for as long as was chosen, is shown once, and is to be saved first', async ({ app, guard, page }) => {
  await open(app);
  await button(page).click();
  await expect(question(page)).toContainText(`everything that ${ZENML_USER} may do on ZenML`);
  await expect(question(page)).toContainText("It can't be revoked");
  await expect(question(page).getByLabel('It works for')).toHaveValue('60');
  await expect(question(page).getByLabel('It works for').getByRole('option')).toHaveText(
    ['15 minutes', '1 hour', '8 hours', '24 hours', '7 days'],
  );
  await look(page, 'zenml-token-question');
  await page.keyboard.press('Escape');
  await expect(question(page)).toBeHidden();
  await create(page, '15 minutes');
  const dialog = told(page);
  await expect(dialog).toContainText(/It works until .* your time \(.* UTC\), and can't be revoked\./);
  await look(page, 'zenml-token-told');
  const token = await secretIn(dialog);
  await dialog.getByRole('button', { name: 'Hide' }).click();
  expect(await isInPage(page, token)).toBe(false);
  const { exp } = claims(token);
  expect(lasts(token), 'to the second').toBe(15 * 60);
  expect(await whoIs(token)).toBe(ZENML_USER);
  guard.secret(token, ZENML);
  await page.keyboard.press('Escape');
  await expect(dialog.getByRole('status')).toHaveText('Save the token first: copy it, download it, or tick that you saved it elsewhere.');
  await dialog.getByRole('button', { name: 'Try the token' }).click();
  await expect(dialog.getByRole('status')).toHaveText('ZenML accepts the token.');
  for (const [tab, text] of [
    ['.env', `ZENML_STORE_URL=${ZENML}\nZENML_STORE_API_TOKEN=`], ['curl', `${ZENML}/api/v1/current-user`], ['JSON', '"token": '],
  ]) {
    await dialog.getByRole('tab', { name: tab }).click();
    await expect(dialog.getByLabel('New token')).toContainText(text);
  }
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Download CSV' }).click();
  const end = new Date(exp * 1000).toISOString().replace('.000', '');
  expect(await textOf(await download)).toBe(`name,expires,token\r\n"Temporary token of ${ZENML_USER} on ZenML","${end}","${token}"\r\n`);
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(dialog).toBeHidden();
  expect(await whoIs(token), 'closing the dialog ends nothing').toBe(ZENML_USER);
});

test('whoever may look only can have one, which may do no more', async ({ app, guard, page }) => {
  const viewer = await zenml.user(`viewer-${randomUUID().slice(0, 8)}`);
  guard.secret(viewer.password, ZENML);
  await open(app, viewer);
  await create(page, '7 days');
  await expect(told(page)).toBeVisible();
  const token = await secretIn(told(page));
  expect(await whoIs(token)).toBe(viewer.username);
  expect(lasts(token)).toBe(7 * 24 * 3600);
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ name: 'never', active: true });
  expect((await fetch(`${ZENML}/api/v1/service_accounts`, { method: 'POST', headers, body })).status).toBe(403);
});

test('a token whose answer is lost is not shown, and one that is not saved is not let go of', async ({ app, guard, page }) => {
  guard.expectLostCalls();
  await open(app);
  await page.route('**/api/v1/api_token?*', (route) => route.abort('connectionreset'), { times: 1 });
  await create(page);
  await expect(question(page).getByRole('alert')).toContainText("It isn't known whether a token was created. If one was, nobody got it, and it ends by itself.");
  await question(page).getByRole('button', { name: 'Create token' }).click();
  const token = await secretIn(told(page));
  await page.keyboard.press('Escape');
  await expect(told(page).getByRole('status')).toContainText('Save the token first');
  expect(await whoIs(token)).toBe(ZENML_USER);
});

test('closing the tab while a token is on its way asks first', async ({ app, guard, page }) => {
  guard.expectStatus(422);
  await open(app);
  let answer;
  const held = new Promise((resolve) => { answer = resolve; });
  const sent = page.waitForRequest('**/api/v1/api_token?*');
  await page.route('**/api/v1/api_token?*', async (route) => {
    await held;
    await route.fulfill({ status: 422, headers: { 'access-control-allow-origin': '*' }, json: { detail: ['ValueError', 'No.'] } });
  });
  await create(page);
  await sent;
  expect(await tryToClose(page)).toBe('beforeunload');
  answer();
  await expect(question(page).getByRole('alert')).toContainText('No token was created.');
});

test.describe('on a server that allows little', () => {
  let server;
  test.beforeAll(async () => {
    test.setTimeout(180_000);
    server = await startServer({ name: 'tokens', settings: { ZENML_SERVER_GENERIC_API_TOKEN_MAX_LIFETIME: '7200' } });
  });
  test.afterAll(() => server?.stop());

  test('the most that is allowed is told in words', async ({ app, guard, page }) => {
    guard.expectStatus(400);
    app.configure(defaultConfig({ connections: [ELASTIC, { ...ZENML_CONNECTION, base_url: server.url }] }));
    guard.secret(ZENML_PASSWORD, server.url);
    await open(app);
    await create(page, '24 hours');
    await expect(question(page).getByRole('alert')).toContainText(
      'No token was created. Tokens of this server may not work for that long: at most 2 hours.',
    );
    await expect(question(page).getByRole('alert')).toContainText('Choose a shorter time.');
    await question(page).getByLabel('It works for').selectOption({ label: '1 hour' });
    await question(page).getByRole('button', { name: 'Create token' }).click();
    expect(await whoIs(await secretIn(told(page)), server.url)).toBe(ZENML_USER);
  });
});
