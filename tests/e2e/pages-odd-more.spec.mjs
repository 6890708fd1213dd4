// States that only bad luck or bad timing brings, of what shows keys and connections: axe without violations in
// every guise.
import { API, KEYS_PAGE, KEYS_PATH, MEMBER_KEY, ORGANIZATION, SEARCH_KEY } from './support/env.mjs';
import { defaultConfig, ELASTIC } from './support/config.mjs';
import { look } from './support/look.mjs';
import { expect, test } from './support/test.mjs';
import { OWNER_ROLE } from './support/change.mjs';
import { ONE_KEY, openKey, pageOf } from './support/watch.mjs';
import * as sandbox from './support/sandbox.mjs';

test.describe.configure({ timeout: 90_000 });

/** As long as the pictures of a state take, and shorter than the app waits for an answer. */
const LONG = { delay_ms: 28_000 };
const TERMS = `/api/v1/cloud-connected/organizations/${ORGANIZATION}/terms-and-conditions`;
const SUBSCRIPTION = `/api/v1/cloud-connected/organizations/${ORGANIZATION}/subscription`;
const refused = sandbox.refusal(403, 'root.unauthorized', 'Not yours.');

test('a sign-in without a key, and one that takes its time', async ({ app, page }) => {
  await page.goto(KEYS_PAGE);
  await app.signInForm().getByRole('button', { name: 'Sign in' }).click();
  await expect(app.signInForm()).toContainText('Enter the API key.');
  await look(page, 'odd-sign-in-empty');
  await sandbox.addFault('GET', '/api/v1/organizations', LONG);
  await app.signIn();
  await look(page, 'odd-sign-in-busy');
});

test('a config.json that could not be read, and one without connections', async ({ app, guard, page }) => {
  guard.expectStatus(503);
  app.configure({ connections: [] });
  await page.route('**/config.json', (route) => route.fulfill({ status: 503 }), { times: 1 });
  await page.goto('/');
  await expect(page.getByRole('alert')).toContainText('config.json could not be read.');
  await look(page, 'odd-config-failed');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('heading', { name: 'No connections yet' })).toBeVisible();
  await look(page, 'odd-connections-none');
});

test('a connection that was added, and a message that says so', async ({ app, page }) => {
  await page.goto('/connections');
  await page.getByRole('button', { name: 'Add connection' }).click();
  const form = page.getByRole('form', { name: 'New connection' });
  await form.getByLabel('Name').fill('The second account of a customer with a long name');
  await form.getByLabel('Address').fill(`${API}/`);
  await form.getByRole('button', { name: 'Add connection' }).click();
  await expect(app.messages).toContainText('is added in this browser.');
  await look(page, 'odd-connection-added');
});

test('the open menu of a small screen', async ({ app, page }) => {
  await page.setViewportSize({ width: 320, height: 780 });
  await app.openReadKeys();
  await app.nav.getByRole('button', { name: 'Menu' }).click();
  await expect(app.nav.getByRole('button', { name: 'Sign out everywhere' })).toBeVisible();
  await look(page, 'odd-menu');
});

test('the link past the navigation', async ({ app, page }) => {
  await app.openReadKeys();
  await page.evaluate(() => document.activeElement.blur());
  await page.getByRole('link', { name: 'Skip to content' }).focus();
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeInViewport();
  await look(page, 'odd-skip');
});

test('several organizations to choose from', async ({ app, page }) => {
  const organizations = ['Acme Observability', 'Ünïcode & Söhne', 'x'].map((name, at) => ({ id: `10${at}`, name }));
  await sandbox.addFault('GET', '/api/v1/organizations', { status: 200, body: JSON.stringify({ organizations }) }, 9);
  await page.goto('/connections/elastic');
  await app.signIn();
  await expect(page.getByRole('main').getByRole('link')).toHaveCount(3);
  await look(page, 'odd-organizations');
});

for (const [state, answer] of [
  ['cannot be read', { status: 500, body: '' }],
  ['are none', { status: 200, body: JSON.stringify({ organizations: [] }) }],
]) {
  test(`organizations to choose from that ${state}`, async ({ app, guard, page }) => {
    guard.expectStatus(500);
    // More are announced than signing in reads, so that the page reads them itself.
    const first = { organizations: [{ id: '100', name: 'Acme Observability' }], next_page: 'more' };
    await sandbox.addFault('GET', '/api/v1/organizations', { status: 200, body: JSON.stringify(first) });
    await sandbox.addFault('GET', '/api/v1/organizations', answer, 9);
    await page.goto('/connections/elastic');
    await app.signIn();
    await expect(page.getByRole('main')).toContainText(/The organizations could not be read\.|No organizations yet/);
    await look(page, `odd-organizations-${state.replaceAll(' ', '-')}`);
  });
}

test('a list while it is read', async ({ app, page }) => {
  await sandbox.addFault('GET', KEYS_PATH, LONG);
  await app.openKeys();
  await expect(page.getByRole('main').getByText('Reading the keys…')).toBeVisible();
  await look(page, 'odd-keys-reading');
});

test('keys of a service that tells little of them, and one of them', async ({ app, page }) => {
  await page.goto('/connections/search');
  await app.signIn({ connection: 'Search API', key: SEARCH_KEY });
  await expect(app.heading('Search API keys')).toBeVisible();
  await expect(app.table).toBeVisible();
  await look(page, 'odd-search-keys');
  await app.table.getByRole('link').first().click();
  await expect(page.getByRole('region', { name: 'Key', exact: true })).toBeVisible();
  await look(page, 'odd-search-key');
});

test('a key while it is read, the own one, and one that reaches what has no name', async ({ app, guard, page }) => {
  guard.expectStatus(403);
  const [key] = await sandbox.keysNamed('ci-logs');
  await sandbox.addFault('GET', '/api/v1/deployments', refused, 9);
  await openKey(app, 'latchkey-admin');
  await expect(page.getByText('your key')).toBeVisible();
  await look(page, 'odd-key-own');
  await page.getByRole('link', { name: 'All keys' }).click();
  await page.getByRole('link', { name: 'ci-logs', exact: true }).click();
  await expect(page.getByTitle('Its name is not known').first()).toBeVisible();
  await look(page, 'odd-key-ids');
  await sandbox.addFault('GET', ONE_KEY, LONG);
  await sandbox.addFault('GET', KEYS_PATH, LONG);
  await page.goto(pageOf(key.id));
  await app.signIn();
  await expect(page.getByText('Reading the key…')).toBeVisible();
  await look(page, 'odd-key-reading');
});

test('the own key has ended', async ({ app, guard, page }) => {
  await sandbox.reset({ now: new Date(Date.now() - 3 * 3_600_000).toISOString() });
  const { key } = await sandbox.createKey('ended', { expiration: '1h', role_assignments: OWNER_ROLE });
  guard.secret(key, API);
  app.configure(defaultConfig({ connections: [ELASTIC] }));
  await app.openReadKeys({ key });
  await expect(page.getByRole('region', { name: 'Your own key' })).toContainText('has expired');
  await look(page, 'odd-own-key-ended');
});

test('signed out after a time without input', async ({ app, page }) => {
  await page.clock.install();
  await app.openReadKeys();
  await page.clock.runFor('15:10');
  await expect(app.messages).toContainText('You were signed out after 15 minutes without input.');
  await look(page, 'odd-idle');
});

test('terms that are read, can not be read, can not be accepted, and without a link', async ({ app, guard, page }) => {
  guard.expectStatus(403, 500);
  const open = async (more) => {
    await page.goto(`/connections/elastic/${ORGANIZATION}/terms`);
    await app.signIn(more);
    await expect(app.heading('Terms and subscription')).toBeVisible();
  };
  await sandbox.addFault('GET', TERMS, { status: 500 });
  await sandbox.addFault('GET', SUBSCRIPTION, { status: 500 });
  await open();
  await expect(page.getByRole('alert')).toHaveCount(2);
  await look(page, 'odd-terms-failed');
  app.configure(defaultConfig({ connections: [{ ...ELASTIC, terms_url: undefined }] }));
  await sandbox.addFault('GET', SUBSCRIPTION, { status: 200, body: '{"state":"inactive"}' });
  await open({ key: MEMBER_KEY });
  await page.getByRole('checkbox', { name: /I have read/ }).check();
  await page.getByRole('button', { name: 'Accept terms' }).click();
  await expect(page.getByRole('alert')).toContainText("The terms aren't accepted.");
  await look(page, 'odd-terms-not-accepted');
  await sandbox.addFault('GET', TERMS, LONG);
  await sandbox.addFault('GET', SUBSCRIPTION, { status: 200, body: '{"state":"on-hold"}' });
  await open();
  await expect(page.getByText("Latchkey doesn't know this state.")).toBeVisible();
  await look(page, 'odd-terms-reading');
});
