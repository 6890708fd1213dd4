// Connections: what is configured, where credentials go, signing in and out.
import { API, OWNER_KEY, SEARCH_KEY } from './support/env.mjs';
import { defaultConfig, ELASTIC, SEARCH } from './support/config.mjs';
import { expect, test } from './support/test.mjs';

const card = (page, name) => page.getByRole('region', { name, exact: true });

test('each connection says which origin its credential goes to', async ({ app, page }) => {
  await page.goto('/');
  await expect(app.heading('Connections')).toBeVisible();
  for (const name of ['Elastic Cloud', 'Search API']) {
    await expect(card(page, name)).toContainText(`Credential goes to${API}`);
    await expect(app.signInForm(name)).toContainText(`Sent to ${API} only.`);
  }
});

test('the forms are made for a password manager', async ({ app, page }) => {
  await page.goto('/connections');
  const form = app.signInForm();
  await expect(form.getByLabel('Key name')).toHaveAttribute('autocomplete', 'username');
  await expect(form.getByLabel('API key', { exact: true })).toHaveAttribute('autocomplete', 'current-password');
  await expect(form.getByLabel('API key', { exact: true })).toHaveAttribute('type', 'password');
});

test('signing in says as whom, and leads to the keys', async ({ app, page }) => {
  await page.goto('/connections');
  await app.signIn({ name: 'latchkey-admin' });
  await expect(card(page, 'Elastic Cloud')).toContainText('Signed in as latchkey-admin');
  await page.getByRole('link', { name: 'Go to keys' }).click();
  await expect(app.heading('Elastic Cloud keys')).toBeVisible();
});

test('a wrong key is refused, and the right one works after it', async ({ app, guard, page }) => {
  guard.expectStatus(401);
  guard.secret('essu_not_a_key', API);
  await page.goto('/connections');
  await app.signIn({ key: 'essu_not_a_key' });
  const alert = app.signInForm().getByRole('alert');
  await expect(alert).toContainText("You aren't signed in.");
  await expect(alert).toContainText("The service doesn't know whose key this is");
  await app.signIn();
  await expect(page.getByRole('link', { name: 'Go to keys' })).toBeVisible();
});

test('an empty form is not sent', async ({ app, page }) => {
  await page.goto('/connections');
  const key = app.signInForm().getByLabel('API key', { exact: true });
  await app.signInForm().getByRole('button', { name: 'Sign in' }).click();
  await expect(app.signInForm()).toContainText('Enter the API key.');
  await expect(key).toBeFocused();
  await expect(key).toHaveAccessibleDescription(/Enter the API key\./);
});

test('a backend with its own header gets it', async ({ app, page }) => {
  await page.goto('/connections');
  await app.signIn({ connection: 'Search API', key: SEARCH_KEY });
  await card(page, 'Search API').getByRole('link', { name: 'Go to keys' }).click();
  await expect(app.heading('Search API keys')).toBeVisible();
  await expect(app.table).toBeVisible();
});

test('signing out of one connection leaves the other', async ({ app, page }) => {
  await page.goto('/connections');
  await app.signIn();
  await app.signIn({ connection: 'Search API', key: SEARCH_KEY });
  await card(page, 'Elastic Cloud').getByRole('button', { name: 'Sign out' }).click();
  await expect(app.messages).toContainText('You are signed out of Elastic Cloud.');
  await expect(app.signInForm()).toBeVisible();
  await expect(card(page, 'Search API')).toContainText('Signed in as');
});

test('signing out everywhere takes the keys off the page', async ({ app, page }) => {
  await app.openReadKeys();
  await app.nav.getByRole('button', { name: 'Sign out everywhere' }).click();
  await expect(app.heading('Sign in to Elastic Cloud')).toBeVisible();
  await expect(page.getByText('nightly-backup')).toHaveCount(0);
  await expect(app.nav.getByRole('button', { name: 'Sign out everywhere' })).toHaveCount(0);
});

test('a link into the app works after signing in', async ({ app, page }) => {
  await app.openReadKeys({ query: '?search=backup&sort=-name' });
  await expect(page).toHaveURL(/\/keys\?search=backup&sort=-name$/);
  await expect(app.search).toHaveValue('backup');
  expect(await app.names()).toEqual(['nightly-backup']);
});

test('a reload forgets the credential and keeps the place', async ({ app, page }) => {
  await app.openReadKeys({ query: '?status=expires-soon' });
  await page.reload();
  await expect(app.heading('Sign in to Elastic Cloud')).toBeVisible();
  await app.signIn();
  await expect(app.heading('Elastic Cloud keys')).toBeVisible();
  await expect(app.status).toHaveValue('expires-soon');
});

test('unknown connections and pages lead back', async ({ app, page }) => {
  await page.goto('/connections/nope/1/keys');
  await expect(app.heading('There is no such connection')).toBeVisible();
  await page.getByRole('link', { name: 'See all connections' }).click();
  await expect(app.heading('Connections')).toBeVisible();
  await page.goto('/no/such/page/at/all');
  await expect(app.heading('There is no such page')).toBeVisible();
  await page.getByRole('link', { name: 'Go to your keys' }).click();
  await expect(app.heading('Connections')).toBeVisible();
});

test('each problem in config.json is named, and the rest works', async ({ app, page }) => {
  app.configure({
    connections: [
      { ...SEARCH, id: 'other', kind: 'carrier-pigeon' },
      { ...ELASTIC, id: 'plain', base_url: 'http://api.example.com' },
      ELASTIC,
      { ...SEARCH, id: 'elastic' },
    ],
    policy: { warn_days: 'soon' },
  });
  await page.goto('/');
  const problems = page.getByRole('region', { name: 'Problems in config.json' }).getByRole('listitem');
  await expect(problems).toHaveText([
    /^connections\[0\]\.kind: “carrier-pigeon” is no kind .* Use one of elastic-cloud, search-api, zenml\.$/,
    /^connections\[1\]\.base_url: Plain http would send the credential unencrypted\. Use https/,
    /^connections\[3\]\.id: Another connection is called elastic too\. Choose an id of its own\.$/,
    /^policy\.warn_days: "soon" can't be used here\. Write a whole number/,
  ]);
  await app.signIn();
  await page.getByRole('link', { name: 'Go to keys' }).click();
  await app.expectRead();
});

test('a config.json that is no JSON says where it breaks', async ({ app, page }) => {
  app.configure('{"connections": [\n  {"id": "elastic",}\n]}');
  await page.goto('/');
  await expect(page.getByRole('region', { name: 'Problems in config.json' }).getByRole('listitem')).toHaveText(
    /^config\.json: It isn't valid JSON at line 2, column \d+\./,
  );
  await expect(page.getByRole('heading', { name: 'No connections yet' })).toBeVisible();
});

test('a config.json that could not be had can be read again', async ({ app, guard, page }) => {
  guard.expectStatus(503);
  await page.route('**/config.json', (route) => route.fulfill({ status: 503 }), { times: 1 });
  await page.goto('/');
  await expect(page.getByRole('alert')).toContainText('config.json could not be read. The service failed (status 503).');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(app.signInForm()).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('an idle page forgets all credentials and keeps what was typed', async ({ app, page }) => {
  await page.clock.install();
  await app.openForm();
  await app.form.getByLabel('Name').fill('half-typed');
  await page.clock.runFor('14:00');
  await expect(app.form).toBeVisible();
  await page.clock.runFor('01:10');
  await expect(app.messages).toContainText('You were signed out after 15 minutes without input.');
  await expect(app.form).toHaveCount(0);
  await app.signIn();
  await expect(app.form.getByLabel('Name')).toHaveValue('half-typed');
});

test('input holds the idle lock off, and the policy sets its time', async ({ app, page }) => {
  app.configure(defaultConfig({ connections: [ELASTIC], policy: { idle_lock_minutes: 2 } }));
  await page.clock.install();
  await app.openReadKeys();
  await page.clock.runFor('01:50');
  await page.keyboard.press('Shift');
  await page.clock.runFor('01:50');
  await expect(app.table).toBeVisible();
  await page.clock.runFor('00:20');
  await expect(app.messages).toContainText('You were signed out after 2 minutes without input.');
  await expect(page.getByText(OWNER_KEY)).toHaveCount(0);
});
