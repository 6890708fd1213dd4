// Terms and subscription of an organization.
import { MEMBER_KEY, ORGANIZATION } from './support/env.mjs';
import { defaultConfig, ELASTIC } from './support/config.mjs';
import { expect, test } from './support/test.mjs';
import * as sandbox from './support/sandbox.mjs';

const PAGE = `/connections/elastic/${ORGANIZATION}/terms`;
const TERMS = `/api/v1/cloud-connected/organizations/${ORGANIZATION}/terms-and-conditions`;
const ACCEPT = `${TERMS}/_accept`;

const terms = (page) => page.getByRole('region', { name: 'Terms', exact: true });
const subscription = (page) => page.getByRole('region', { name: 'Subscription' });
const accept = (page) => terms(page).getByRole('button', { name: 'Accept terms' });

async function open(app, page, credential) {
  await page.goto(PAGE);
  await app.signIn(credential);
  await expect(app.heading('Terms and subscription')).toBeVisible();
}

const tick = (page) => terms(page).getByRole('checkbox', { name: /I have read the terms/ });

test('what is not accepted says what stays blocked, and where to read it', async ({ app, page }) => {
  await open(app, page);
  await expect(app.heading('Terms and subscription').locator('..')).toContainText('Of Acme Observability');
  await expect(terms(page)).toContainText('Not accepted');
  await expect(terms(page)).toContainText('no cluster can be connected');
  await expect(terms(page).getByRole('link', { name: /Read the terms/ })).toHaveAttribute('href', ELASTIC.terms_url);
  await expect(subscription(page)).toContainText('Trial');
});

test('a tick stays while the subscription is still read', async ({ app, page }) => {
  let answer;
  const held = new Promise((resolve) => { answer = resolve; });
  await page.route('**/subscription*', (route) => held.then(() => route.continue()));
  await open(app, page);
  await tick(page).check();
  await expect(subscription(page)).toContainText('Reading…');
  answer();
  await expect(subscription(page)).toContainText('Trial');
  await expect(tick(page)).toBeChecked();
});

test('accepting needs the tick, and then says who and when', async ({ app, page }) => {
  await open(app, page);
  await accept(page).click();
  await expect(terms(page)).toContainText('Tick that you have read the terms.');
  await expect(tick(page)).toBeFocused();
  expect(await sandbox.requests('POST', ACCEPT)).toEqual([]);
  await tick(page).check();
  await accept(page).click();
  await expect(app.messages).toContainText('The terms are accepted.');
  await expect(terms(page)).toContainText('Accepted');
  await expect(terms(page)).toContainText('Ada Nowak (user 1014289666002276)');
  await expect(terms(page)).toContainText('just now');
  await expect(accept(page)).toHaveCount(0);
});

test('the page is in the navigation, and shows what was accepted before', async ({ app, page }) => {
  await sandbox.setClock('2026-03-04T05:06:00Z');
  await sandbox.acceptTerms();
  await sandbox.setClock(null);
  await app.openReadKeys();
  await app.nav.getByRole('link', { name: 'Terms and subscription' }).click();
  await expect(terms(page)).toContainText('4 Mar 2026, 06:06 your time (4 Mar 2026, 05:06 UTC)');
});

test('accepting what somebody else just accepted shows the first acceptance', async ({ app, page }) => {
  await open(app, page);
  await sandbox.setClock('2026-03-04T05:06:00Z');
  await sandbox.acceptTerms();
  await sandbox.setClock(null);
  await tick(page).check();
  await accept(page).click();
  await expect(terms(page)).toContainText('4 Mar 2026');
});

test('who may not accept is told so, and can still read', async ({ app, guard, page }) => {
  guard.expectStatus(403);
  await open(app, page, { key: MEMBER_KEY });
  await tick(page).check();
  await accept(page).click();
  await expect(terms(page).getByRole('alert')).toContainText("The terms aren't accepted. You aren't allowed to do this");
  await expect(tick(page)).toBeChecked();
});

test('a sign-in that ended is renewed on the spot, and accepting goes on', async ({ app, guard, page }) => {
  guard.expectStatus(401);
  await open(app, page);
  await sandbox.addFault('POST', ACCEPT, sandbox.refusal(401, 'root.unauthorized', 'Credentials were invalid.'));
  await tick(page).check();
  await accept(page).click();
  await app.signIn({ form: app.askAgain });
  await expect(terms(page)).toContainText('Ada Nowak');
});

test('a lost answer is looked into', async ({ app, guard, page }) => {
  guard.expectLostCalls();
  await open(app, page);
  await sandbox.addFault('POST', ACCEPT, { drop: 'after_commit' });
  await tick(page).check();
  await accept(page).click();
  await expect(terms(page)).toContainText('Ada Nowak');
  expect(await sandbox.requests('POST', ACCEPT)).toHaveLength(1);
});

test('each part fails by itself and can be read again', async ({ app, guard, page }) => {
  guard.expectStatus(500);
  await sandbox.addFault('GET', TERMS, { status: 500 });
  await open(app, page);
  await expect(terms(page).getByRole('alert')).toContainText('The terms could not be read.');
  await expect(subscription(page)).toContainText('Trial');
  await terms(page).getByRole('button', { name: 'Try again' }).click();
  await expect(terms(page)).toContainText('Not accepted');
});

test('the states of a subscription are told in words', async ({ app, page }) => {
  const path = `/api/v1/cloud-connected/organizations/${ORGANIZATION}/subscription`;
  await sandbox.addFault('GET', path, { status: 200, body: '{"state":"inactive"}' });
  await open(app, page);
  await expect(subscription(page)).toContainText('Services that need a subscription are blocked.');
});

test('without a configured link the page says how to set one', async ({ app, page }) => {
  app.configure(defaultConfig({ connections: [{ ...ELASTIC, terms_url: undefined }] }));
  await open(app, page);
  await expect(terms(page)).toContainText('Set terms_url for this connection in config.json.');
});
