// A real ZenML server that nobody has set up yet: set up from the form for signing in, once, and by whom is never left open.
import { Accounts, path } from './support/accounts.mjs';
import { defaultConfig, ELASTIC, ZENML_CONNECTION } from './support/config.mjs';
import { look } from './support/look.mjs';
import { expect, test } from './support/test.mjs';
import { startServer } from './support/zenml-server.mjs';
import { Zenml } from './support/zenml.mjs';

test.describe.configure({ timeout: 60_000 });

const PASSWORD = 'the first of all 1';
/** A new server makes its first administrator and lets them in: on a busy machine for a while. */
const LONG = { timeout: 20_000 };
const ACTIVATE = '**/api/v1/activate';

let server;
let isUsed = false;

test.beforeAll(async () => {
  test.setTimeout(240_000);
  server = await startServer({ name: 'set-up', isNew: true });
});
test.afterAll(() => server?.stop());

test.beforeEach(async ({ app, guard }) => {
  if (isUsed) await server.reset(server.pristine);
  isUsed = true;
  app.configure(defaultConfig({ connections: [ELASTIC, { ...ZENML_CONNECTION, base_url: server.url }] }));
  guard.secret(PASSWORD, server.url);
});

const info = async () => (await fetch(`${server.url}/api/v1/info`)).json();
const setUpForm = (page) => page.getByRole('form', { name: 'Set up ZenML' });

/** Every call that would set the server up, and every one that carries a password. */
function watch(page) {
  const calls = [];
  page.on('request', (request) => {
    if (/\/(activate|login)$/.test(request.url()) && request.method() !== 'OPTIONS') calls.push(request.url().split('/').pop());
  });
  return calls;
}

/** From nothing to the form that sets the server up. */
async function openForm(app, page, name = 'first') {
  await page.goto(path);
  const form = app.signInForm('ZenML');
  await form.getByLabel('Username', { exact: true }).fill(name);
  await form.getByLabel('Password', { exact: true }).fill('anything at all');
  await form.getByRole('button', { name: 'Sign in' }).click();
  await expect(form.getByRole('alert')).toContainText('Nobody has set up this service yet');
  await form.getByRole('button', { name: 'Set it up' }).click();
  await expect(setUpForm(page).getByLabel('Your username')).toBeFocused();
  await expect(form).toBeHidden();
}

async function fill(page, { name, password = PASSWORD, again = password, service } = {}) {
  const form = setUpForm(page);
  if (name !== undefined) await form.getByLabel('Your username').fill(name);
  await form.getByLabel('Password', { exact: true }).fill(password);
  await form.getByLabel('Password again').fill(again);
  if (service) await form.getByLabel('Name of the service (optional)').fill(service);
}

const send = (page) => setUpForm(page).getByRole('button', { name: 'Set up and sign in' }).click();

test('one becomes its administrator, is signed in, and is on the page that one asked for', async ({ app, page }) => {
  const calls = watch(page);
  await openForm(app, page);
  expect(calls, 'no credential is sent to a server without anybody').toEqual([]);
  const form = setUpForm(page);
  await expect(form.getByLabel('Your username')).toHaveValue('first');
  for (const tick of await form.getByRole('checkbox').all()) await expect(tick).not.toBeChecked();
  await look(page, 'zenml-set-up');
  await fill(page, { name: ' ', password: 'short', again: 'shorter' });
  await send(page);
  await expect(form.getByLabel('Your username')).toBeFocused();
  await expect(form.getByLabel('Your username')).toHaveAccessibleDescription('Enter the name you will sign in with.');
  await expect(form.getByLabel('Password', { exact: true })).toHaveAccessibleDescription('Use at least 8 characters.');
  await expect(form.getByLabel('Password again')).toHaveAccessibleDescription('Enter the same password again.');
  await look(page, 'zenml-set-up-errors');
  expect((await info()).active, 'nothing was sent').toBe(false);
  // The server would count as set up, and have nobody who can sign in.
  await fill(page, { name: 'a'.repeat(256), password: 'ö'.repeat(40) });
  await send(page);
  await expect(form.getByLabel('Your username')).toHaveAccessibleDescription('Use at most 255 characters.');
  await expect(form.getByLabel('Password', { exact: true })).toHaveAccessibleDescription(/^Use at most 72 characters/);
  expect(calls).toEqual([]);
  await fill(page, { name: ' Ada ', service: 'team' });
  await form.getByLabel('Tell of new versions on its own pages').check();
  await send(page);
  await expect(app.heading('Service accounts on ZenML')).toBeVisible(LONG);
  await expect(app.messages).toContainText('ZenML is set up. You are its administrator.');
  await expect(app.nav).toContainText('Ada');
  await expect(app.nav).not.toContainText('read only');
  expect(calls).toEqual(['activate', 'login']);
  expect(await info()).toMatchObject({ active: true, name: 'team', analytics_enabled: false });
  const there = new Zenml({ url: server.url });
  there.token = await there.tokenOf({ username: 'Ada', password: PASSWORD });
  const { body } = await there.call('GET', '/settings');
  expect([body.display_announcements, body.display_updates]).toEqual([false, true]);
  await there.account('made-behind-the-back');
  await page.getByRole('button', { name: 'Refresh' }).click();
  await new Accounts(app).deactivate('made-behind-the-back');
  await expect(app.messages).toContainText('made-behind-the-back is deactivated.');
});

test('whoever was first is told of, and one goes on to sign in as somebody there', async ({ app, guard, page }) => {
  guard.expectStatus(403, 401);
  await openForm(app, page);
  await fill(page);
  await server.activate();
  await send(page);
  const form = app.signInForm('ZenML');
  await expect(form.getByRole('status')).toHaveText('Somebody has set up this server already. Sign in as a user that it has.');
  await expect(form.getByLabel('Username', { exact: true })).toHaveValue('first');
  await expect(setUpForm(page)).toHaveCount(0);
  await look(page, 'zenml-set-up-taken');
});

test('a lost call sets up nothing and can be sent again; a lost answer is looked after', async ({ app, guard, page }) => {
  guard.expectLostCalls();
  const calls = watch(page);
  await openForm(app, page);
  await fill(page);
  await page.route(ACTIVATE, (route, request) => (request.method() === 'PUT' ? route.abort('connectionreset') : route.fallback()), { times: 1 });
  await send(page);
  await expect(setUpForm(page).getByRole('alert')).toContainText('ZenML is not set up. No answer came from');
  expect((await info()).active).toBe(false);
  await page.route(ACTIVATE, async (route, request) => {
    if (request.method() !== 'PUT') return route.fallback();
    await route.fetch();
    return route.abort('connectionreset');
  });
  await send(page);
  await expect(app.heading('Service accounts on ZenML')).toBeVisible(LONG);
  expect(calls).toEqual(['activate', 'activate', 'login']);
});

test('a server that counts as set up though it refused its administrator is called what it is', async ({ app, guard, page }) => {
  guard.expectStatus(422, 401);
  await openForm(app, page);
  await fill(page, { name: 'Grace' });
  // As a server does that knows a rule for names which the app does not: measured with a name that is too long.
  await page.route(ACTIVATE, async (route, request) => {
    if (request.method() !== 'PUT') return route.fallback();
    const body = { ...request.postDataJSON(), admin_username: 'a'.repeat(256) };
    return route.fulfill({ response: await route.fetch({ postData: JSON.stringify(body) }) });
  });
  await send(page);
  const form = app.signInForm('ZenML');
  await expect(form.getByRole('status')).toContainText("ZenML is set up, by you or by somebody else, and Grace can't sign in.", LONG);
  await expect(form.getByRole('status')).not.toContainText(/pydantic|UserRequest|File/);
  expect((await info()).active, 'the server says it is active, and has nobody').toBe(true);
});
