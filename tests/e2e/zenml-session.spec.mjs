// What a sign-in to a real ZenML server is worth: on which hosts, how long, for whom, and what is left of it.
import { randomUUID } from 'node:crypto';
import { APP, APP_PORT, ZENML, ZENML_PASSWORD, ZENML_USER } from './support/env.mjs';
import { defaultConfig, ELASTIC, ZENML_CONNECTION } from './support/config.mjs';
import { isInPage, kept, leaks } from './support/leaks.mjs';
import { expect, test } from './support/test.mjs';
import * as zenml from './support/zenml.mjs';
import { startServer } from './support/zenml-server.mjs';

test.describe.configure({ timeout: 60_000 });

const named = (name) => `${name}-${randomUUID().slice(0, 8)}`;
const atLocalhost = (url) => url.replace('127.0.0.1', 'localhost');

/** The app with this server, which may have the password that all servers here have. */
function configure(app, guard, base_url) {
  app.configure(defaultConfig({ connections: [ELASTIC, { ...ZENML_CONNECTION, base_url }] }));
  guard.secret(ZENML_PASSWORD, new URL(base_url).origin);
}

async function signIn(app, { username = ZENML_USER, password = ZENML_PASSWORD, form = app.signInForm('ZenML') } = {}) {
  await form.getByLabel('Username', { exact: true }).fill(username);
  await form.getByLabel('Password', { exact: true }).fill(password);
  await form.getByRole('button', { name: 'Sign in' }).click();
}

async function signInWithKey(app, secret) {
  const form = app.signInForm('ZenML');
  await app.pick('API key', form);
  await form.getByRole('textbox', { name: 'API key', exact: true }).fill(secret);
  await form.getByRole('button', { name: 'Sign in' }).click();
}

/** From nothing to the keys of a service account. */
async function open(app, account, { origin = APP, ...who } = {}) {
  await app.page.goto(`${origin}${account.page}`);
  await signIn(app, who);
  await app.expectRead();
}

/** Every call to the server from now on that is no question of the browser's own, with all its headers. */
function callsTo(page, base) {
  const calls = [];
  page.on('request', (request) => {
    if (request.url().startsWith(`${base}/`) && request.method() !== 'OPTIONS') calls.push(request);
  });
  return calls;
}

const isSigningIn = (call) => /\/api\/v1\/(info|login)$/.test(new URL(call.url()).pathname);

const [THERE, HERE] = [ZENML, atLocalhost(ZENML)];
for (const { host, server, isBound } of [
  { host: 'localhost', server: THERE, isBound: true },
  { host: '127.0.0.1', server: HERE, isBound: true },
  { host: 'localhost', server: HERE, isBound: false },
  { host: '127.0.0.1', server: THERE, isBound: false },
]) {
  const kind = isBound ? 'another site: every call carries the CSRF token' : 'the same site: no call carries a CSRF token';
  test(`the app on ${host}, the server on ${new URL(server).hostname}, ${kind}`, async ({ app, context, guard, page }) => {
    const origin = `http://${host}:${APP_PORT}`;
    guard.origins.add(origin);
    configure(app, guard, server);
    const account = await zenml.account(named('hosts'), [{ name: 'to-revoke' }]);
    const calls = callsTo(page, server);
    await open(app, account, { origin });
    await app.revoke('to-revoke');
    await expect(app.messages).toContainText('to-revoke is revoked.');
    await page.getByRole('link', { name: 'Create key' }).first().click();
    await app.form.getByLabel('Name').fill('made-here');
    await app.submit();
    await expect(app.secretDialog).toBeVisible();
    expect((await zenml.keys(account.id)).map((key) => key.name)).toEqual(['made-here']);
    const later = calls.filter((call) => !isSigningIn(call));
    expect(later.map((call) => call.method())).toEqual(expect.arrayContaining(['GET', 'DELETE', 'POST']));
    for (const call of later) expect(Boolean(await call.headerValue('x-csrf-token')), call.url()).toBe(isBound);
    for (const call of calls) expect(await call.headerValue('cookie'), call.url()).toBeNull();
    expect(await context.cookies(), 'what the sign-in wanted to leave').toEqual([]);
  });
}

test("a session of the server's own page does not speak for the app", async ({ app, context, guard, page }) => {
  configure(app, guard, HERE);
  const account = await zenml.account(named('cookie'), [{ name: 'mine-to-revoke' }]);
  const viewer = await zenml.user(named('viewer'));
  // As the server's own page does: the cookie is for the host, whatever the port, so for the app's host, too.
  await context.request.post(`${HERE}/api/v1/login`, { form: viewer, headers: { origin: HERE } });
  const cookies = await context.cookies();
  expect(cookies.map((cookie) => [cookie.name.split('-', 2).join('-'), cookie.domain])).toEqual([['zenml-server', 'localhost']]);
  // Sent along, it would make the viewer of whoever signs in: with the server, it counts more than a token.
  const calls = callsTo(page, HERE);
  await open(app, account);
  await app.revoke('mine-to-revoke');
  await expect(app.messages).toContainText('mine-to-revoke is revoked.');
  expect(calls.length).toBeGreaterThan(4);
  // Nobody waits for the end of that answer, so that the browser may call it finished or broken off.
  const isFarewell = (request) => request.url() === `${HERE}/api/v1/logout`;
  const ended = Promise.race(['requestfinished', 'requestfailed'].map((event) => page.waitForEvent(event, isFarewell)));
  await page.getByRole('button', { name: 'Sign out everywhere' }).click();
  await expect.poll(() => isFarewell(calls.at(-1))).toBe(true);
  await ended;
  for (const call of calls) expect(await call.headerValue('cookie'), call.url()).toBeNull();
  expect(await context.cookies(), 'the other session is as it was').toEqual(cookies);
  const there = await context.request.get(`${HERE}/api/v1/current-user`);
  expect([there.status(), (await there.json()).name], 'it still opens the server').toEqual([200, viewer.username]);
});

test('signing out forgets the token and tells the server, and the next visit asks again', async ({ app, page }) => {
  const account = await zenml.account(named('leaves'), [{ name: 'seen' }]);
  const signedIn = page.waitForRequest((request) => request.headers()['x-csrf-token'] !== undefined);
  await open(app, account);
  const { authorization, 'x-csrf-token': csrf_token } = await (await signedIn).allHeaders();
  const access_token = authorization.replace('Bearer ', '');
  const calls = callsTo(page, ZENML);
  await page.getByRole('button', { name: 'Sign out everywhere' }).click();
  await expect(app.signInForm('ZenML')).toBeVisible();
  await expect(app.table).toHaveCount(0);
  for (const secret of [access_token, csrf_token, ZENML_PASSWORD]) expect(await isInPage(page, secret)).toBe(false);
  expect(leaks(await kept(page), [access_token, csrf_token, ZENML_PASSWORD])).toEqual([]);
  await page.goto('/connections');
  await expect(app.signInForm('ZenML')).toBeVisible();
  await page.goto(account.page);
  await expect(app.heading('Sign in to ZenML')).toBeVisible();
  expect(calls.map((call) => [call.method(), call.url()]), 'nothing else').toEqual([['GET', `${ZENML}/api/v1/logout`]]);
  for (const name of ['authorization', 'x-csrf-token', 'cookie']) expect(await calls[0].headerValue(name), name).toBeNull();
});

test('nobody waits for a server that is told of a sign-out, and none that fails is told of', async ({ app, guard, page }) => {
  guard.expectLostCalls();
  const account = await zenml.account(named('silent'), [{ name: 'seen' }]);
  await open(app, account);
  let reach;
  const reached = new Promise((resolve) => (reach = resolve));
  let letGo;
  const isFree = new Promise((resolve) => (letGo = resolve));
  await page.route('**/api/v1/logout', async (route) => {
    reach();
    await isFree;
    await route.abort('connectionreset');
  });
  await page.getByRole('button', { name: 'Sign out everywhere' }).click();
  await expect(app.signInForm('ZenML')).toBeVisible();
  await reached;
  await expect(app.messages).toContainText('You are signed out everywhere.');
  // One is signed in again before the server has answered, and stays so.
  await signIn(app);
  await app.expectRead();
  letGo();
  await expect(app.row('seen')).toBeVisible();
  await app.revoke('seen');
  await expect(app.messages).toContainText('seen is revoked.');
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('one connection is signed out by itself, and reloading does the same', async ({ app, page }) => {
  await page.goto('/connections');
  await signIn(app);
  const card = page.getByRole('region', { name: 'ZenML' });
  await expect(card).toContainText(`Signed in as ${ZENML_USER}`);
  await card.getByRole('button', { name: 'Sign out' }).click();
  await expect(app.signInForm('ZenML')).toBeVisible();
  await expect(card).not.toContainText('Signed in as');
  await signIn(app);
  await expect(card).toContainText(`Signed in as ${ZENML_USER}`);
  await page.reload();
  await expect(app.signInForm('ZenML')).toBeVisible();
});

test('who may look only is told so, and offered nothing else', async ({ app, guard, page }) => {
  const account = await zenml.account(named('looks'), [{ name: 'untouched', description: 'Not theirs' }]);
  const viewer = await zenml.user(named('viewer'));
  guard.secret(viewer.password, ZENML);
  await page.goto('/connections');
  await signIn(app, viewer);
  await expect(page.getByRole('region', { name: 'ZenML' })).toContainText(`Signed in as ${viewer.username}`);
  await page.getByRole('link', { name: 'Go to keys' }).click();
  await page.getByRole('main').getByRole('link', { name: account.name }).click();
  await app.expectRead();
  const main = page.getByRole('main');
  const expectNothingToChange = async () => {
    await expect(main).toContainText('You can look, and not change anything. Only admins can create and revoke keys here.');
    await expect(main.getByRole('link', { name: /^(Create|Replace)\b/ })).toHaveCount(0);
    await expect(main.getByRole('button', { name: /^(Create|Revoke)\b/ })).toHaveCount(0);
    await expect(main.getByRole('checkbox')).toHaveCount(0);
  };
  await expect(main).toContainText('Not theirs');
  await expectNothingToChange();
  await page.goto(`${account.page}/new`);
  await signIn(app, viewer);
  await expect(main).toContainText('You can look, and not change anything.');
  await expect(app.form).toHaveCount(0);
});

test('a service account is told apart from a person', async ({ app, guard, page }) => {
  const account = await zenml.account(named('robot'), [{ name: 'its-own' }]);
  guard.secret(account.keys[0].body.key, ZENML);
  await page.goto('/connections');
  await signInWithKey(app, account.keys[0].body.key);
  await expect(page.getByRole('region', { name: 'ZenML' })).toContainText(`Signed in as ${account.name} (service account)`);
});

test('an admin who is one no more is told why nothing changed', async ({ app, guard, page }) => {
  guard.expectStatus(403);
  const account = await zenml.account(named('demoted'), [{ name: 'stays' }]);
  const admin = await zenml.user(named('admin'), { admin: true });
  guard.secret(admin.password, ZENML);
  await open(app, account, admin);
  await zenml.demote(admin.username);
  await app.revoke('stays');
  await expect(app.revokeDialog('stays').getByRole('alert')).toContainText('only admins of this server may change keys');
  await page.keyboard.press('Escape');
  await expect(app.table).toContainText('stays');
  expect(await zenml.keys(account.id)).toHaveLength(1);
});

test.describe('on a server of its own', () => {
  test.describe.configure({ timeout: 180_000 });

  const settings = { ZENML_SERVER_JWT_TOKEN_EXPIRE_MINUTES: '1', ZENML_SERVER_JWT_TOKEN_LEEWAY_SECONDS: '0' };
  const askAgain = (page) => page.getByRole('dialog', { name: 'Sign in to ZenML again' });
  const refresh = (page) => page.getByRole('button', { name: 'Refresh' }).click();
  let server;
  let behind;

  test.beforeAll(async () => {
    server = await startServer({ name: 'session', settings });
    behind = new zenml.Zenml(server);
  });
  test.afterAll(() => server?.stop());
  test.beforeEach(({ app, guard }) => {
    guard.expectStatus(401);
    configure(app, guard, server.url);
  });

  test('a token that expires in the middle is renewed on the spot, and what was typed is sent', async ({ app, page }) => {
    const account = await behind.account(named('expires'), [{ name: 'older' }]);
    await open(app, account);
    await page.getByRole('link', { name: 'Create key' }).click();
    await app.form.getByLabel('Name').fill('typed-before');
    await app.form.getByLabel('Description').fill('And kept');
    const later = await behind.tokenOf({ username: ZENML_USER, password: ZENML_PASSWORD });
    expect(await behind.statusOf(later)).toBe(200);
    await expect.poll(() => behind.statusOf(later), { timeout: 90_000 }).toBe(401);
    await app.submit();
    await expect(askAgain(page)).toContainText('nothing you typed is lost');
    await signIn(app, { form: askAgain(page) });
    await expect(app.secretDialog).toHaveAccessibleName('typed-before is created. Save its key now.');
    await app.dismissSecret();
    await expect(app.row('typed-before')).toContainText('And kept');
    expect((await behind.keys(account.id)).map((key) => key.name)).toEqual(['older', 'typed-before']);
  });

  test('a server that is started anew knows no token: one signs in on the spot, and it goes on', async ({ app, guard, page }) => {
    guard.expectLostCalls();
    const account = await behind.account(named('restarts'), [{ name: 'to-revoke' }, { name: 'stays' }]);
    await open(app, account);
    await server.stop();
    await refresh(page);
    await expect(page.getByRole('alert')).toContainText(`No answer came from ${server.url}.`);
    await server.start();
    await refresh(page);
    await signIn(app, { form: askAgain(page) });
    await expect(page.getByRole('alert')).toHaveCount(0);
    await app.expectRead();
    await server.restart();
    await app.revoke('to-revoke');
    await signIn(app, { form: askAgain(page) });
    await expect(app.messages).toContainText('to-revoke is revoked.');
    await expect(askAgain(page)).toHaveCount(0);
    expect((await behind.keys(account.id)).map((key) => key.name)).toEqual(['stays']);
  });
});
