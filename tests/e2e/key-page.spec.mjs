// A key's own page: everything that is known of it, how it is used, and what can be done with it.
import { API, KEYS_PAGE, KEYS_PATH, ORGANIZATION } from './support/env.mjs';
import { isInPage } from './support/leaks.mjs';
import { expect, test } from './support/test.mjs';
import { back, DAY, fact, follow, ONE_KEY, openKey, pageOf, refresh, rowOf, TALL } from './support/watch.mjs';
import * as clipboard from './support/clipboard.mjs';
import * as sandbox from './support/sandbox.mjs';

test.use({ viewport: TALL });

const access = (page) => page.getByRole('region', { name: 'Access' });
const json = (page) => access(page).getByLabel('Access as JSON');
const showJson = (page) => access(page).getByText('As JSON', { exact: true }).click();

/** Makes a key that ends after so many days, and opens its page. */
async function openMade(app, name, more) {
  const made = await sandbox.createKey(name, more);
  await openKey(app, name);
  return made;
}

test('the list leads to the page by name, and the page back to the list as it was', async ({ app, page }) => {
  const [key] = await sandbox.keysNamed('nightly-backup');
  await app.openReadKeys({ query: '?search=nightly' });
  await follow(app, 'nightly-backup');
  await expect(app.heading('nightly-backup')).toBeVisible();
  await expect(page).toHaveURL(pageOf(key.id));
  await expect(page).toHaveTitle('nightly-backup · Latchkey');
  await page.goBack();
  await expect(app.search).toHaveValue('nightly');
  await page.goForward();
  await back(app);
  await expect(app.heading('Elastic Cloud keys')).toBeVisible();
  await expect(app.found).toHaveText('1 of 24 keys');
});

test('everything that is told of a key stands there', async ({ app }) => {
  const [key] = await sandbox.keysNamed('nightly-backup');
  await openKey(app, 'nightly-backup');
  await expect(fact(app, 'Status')).toContainText('Expires soon');
  await expect(fact(app, 'Id')).toContainText(key.id);
  await expect(fact(app, 'Created')).toContainText('70 days ago');
  await expect(fact(app, 'Created').getByRole('time')).toHaveAttribute('datetime', instant(key.creation_date));
  await expect(fact(app, 'Created by')).toHaveText('Ada Nowak');
  await expect(fact(app, 'Expires')).toContainText('in 19 days');
  await expect(fact(app, 'Expires').getByRole('time')).toHaveAttribute('datetime', instant(key.expiration_date));
  await expect(fact(app, 'Last used')).toHaveText('not reported by this service');
});

/** To the second, as the app writes it. */
const instant = (text) => new RegExp(`^${text.slice(0, 19)}`);

test('the scale tells the days left of all days', async ({ app, page }) => {
  await openMade(app, 'scaled', { expiration: '40d' });
  const scale = page.getByRole('meter');
  await expect(scale).toHaveAccessibleName('39 days left of 40');
  await expect(fact(app, 'Expires')).toContainText('39 days left of 40');
  const days = (from, to) => (Date.parse(to) - Date.parse(from)) / DAY;
  const [old] = await sandbox.keysNamed('ci-logs');
  await back(app);
  await follow(app, 'ci-logs');
  const left = Math.floor(days(new Date().toISOString(), old.expiration_date));
  const all = Math.round(days(old.creation_date, old.expiration_date));
  await expect(scale).toHaveAccessibleName(`${left} ${left === 1 ? 'day' : 'days'} left of ${all}`);
  expect(await scale.evaluate((meter) => [meter.value, meter.min, meter.max])).toEqual([left, 0, all]);
});

test('a key without an end has no scale and a warning', async ({ app, page }) => {
  await openKey(app, 'cost-watch');
  await expect(fact(app, 'Status')).toContainText('Never expires');
  await expect(fact(app, 'Status')).toContainText('Old secret');
  await expect(fact(app, 'Expires')).toHaveText('Never: works until someone revokes it');
  await expect(page.getByRole('meter')).toHaveCount(0);
});

test('who made it: a member by name, one who left as a former member', async ({ app, page }) => {
  await openKey(app, 'terraform-prod');
  await expect(fact(app, 'Created by')).toHaveText('former member');
  await back(app);
  await follow(app, 'ci-logs');
  await expect(fact(app, 'Created by')).toHaveText('Ben Okafor');
});

test('without the list of members the creator is there by id', async ({ app, guard }) => {
  guard.expectStatus(500);
  const [key] = await sandbox.keysNamed('ci-logs');
  await sandbox.addFault('GET', `/api/v1/organizations/${ORGANIZATION}/members`, { status: 500 }, 9);
  await openKey(app, 'ci-logs');
  await expect(fact(app, 'Created by')).toHaveText(key.user_id);
});

test('access in words, with the names of the deployments it reaches', async ({ app, page }) => {
  await openKey(app, 'ci-logs');
  await expect(access(page).getByRole('listitem')).toHaveCount(1);
  await expect(access(page)).toContainText('Editor on 2 deployments');
  await expect(access(page)).toContainText('Change and scale, but not manage access.');
  const [{ role_assignments: roles }] = await sandbox.keysNamed('ci-logs');
  const [first, second] = roles.deployment[0].deployment_ids;
  const names = { [first]: 'staging', [second]: 'security-siem' };
  for (const [id, name] of Object.entries(names)) {
    await expect(access(page).getByText(name, { exact: true })).toHaveAttribute('title', id);
  }
});

test('names that cannot be read leave the ids', async ({ app, guard, page }) => {
  guard.expectStatus(403);
  const [{ role_assignments: roles }] = await sandbox.keysNamed('ci-logs');
  await sandbox.addFault('GET', '/api/v1/deployments', sandbox.refusal(403, 'root.unauthorized', 'No.'), 9);
  await openKey(app, 'ci-logs');
  for (const id of roles.deployment[0].deployment_ids) {
    await expect(access(page).getByText(id, { exact: true })).toBeVisible();
  }
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('several grants and a role that nobody knows are told as they are', async ({ app, page }) => {
  await openKey(app, 'release-pipeline');
  await expect(access(page).getByRole('listitem')).toHaveText([
    /^Editor on 2 deployments.*sandbox-ada.*prod-logs$/,
    /^Viewer on all deployments.*includes future ones/,
    /^Billing admin/,
    /^Viewer on all Observability projects.*includes future ones/,
  ]);
  await back(app);
  await follow(app, 'edge-agents');
  await expect(access(page).getByRole('listitem')).toHaveText(/^deployment-operator on all deployments/);
  const [{ role_assignments: roles }] = await sandbox.keysNamed('edge-agents');
  await showJson(page);
  expect(JSON.parse(await json(page).innerText())).toEqual(roles);
});

test('the access as JSON is what the service holds, and is copied as it is', async ({ app, context, page }) => {
  await clipboard.allow(context);
  const [{ role_assignments: roles }] = await sandbox.keysNamed('release-pipeline');
  await openKey(app, 'release-pipeline');
  await showJson(page);
  const shown = await json(page).innerText();
  expect(JSON.parse(shown)).toEqual(roles);
  await access(page).getByRole('button', { name: 'Copy JSON' }).click();
  await expect(app.messages).toContainText('Copy JSON: copied.');
  expect(await clipboard.read(context)).toBe(shown);
});

test('the id is copied', async ({ app, context, page }) => {
  await clipboard.allow(context);
  const [key] = await sandbox.keysNamed('ci-logs');
  await openKey(app, 'ci-logs');
  await page.getByRole('button', { name: 'Copy id' }).click();
  await expect(app.messages).toContainText('Copy id: copied.');
  expect(await clipboard.read(context)).toBe(key.id);
});

test('each way to use it has a variable for the secret, and is copied', async ({ app, context, page }) => {
  await clipboard.allow(context);
  await openKey(app, 'latchkey-admin');
  const use = page.getByRole('region', { name: 'Use it' });
  await expect(use).toContainText('$API_KEY');
  const wanted = {
    curl: [`curl -X GET '${API}/api/v1/organizations'`, '-H "Authorization: ApiKey $API_KEY"'],
    Terraform: ['provider "ec" {', `endpoint = "${API}"`, 'apikey   = var.elastic_cloud_api_key', 'sensitive = true'],
    Environment: ['export EC_API_KEY="$API_KEY"', `export EC_ENDPOINT='${API}'`],
  };
  for (const [label, parts] of Object.entries(wanted)) {
    const text = use.getByLabel(label, { exact: true });
    if (!(await text.isVisible())) await use.getByText(label, { exact: true }).click();
    for (const part of parts) await expect(text).toContainText(part);
    await use.getByRole('button', { name: `Copy ${label}` }).click();
    await expect(app.messages).toContainText(`Copy ${label}: copied.`);
    expect(await clipboard.read(context)).toBe(await text.innerText());
  }
  expect(await isInPage(page, 'essu_')).toBe(false);
});

test('a link leads to the key after signing in', async ({ app, page }) => {
  const [key] = await sandbox.keysNamed('ci-logs');
  await page.goto(pageOf(key.id));
  await app.signIn();
  await expect(app.heading('ci-logs')).toBeVisible();
  await expect(fact(app, 'Created by')).toHaveText('Ben Okafor');
  await expect(access(page).getByText('staging', { exact: true })).toBeVisible();
  expect((await sandbox.requests('GET', ONE_KEY)).map((call) => call.path)).toEqual([`${KEYS_PATH}/${key.id}`]);
});

test('a key that was never there is not told to be gone', async ({ app, guard, page }) => {
  guard.expectStatus(404);
  await page.goto(pageOf('never-there'));
  await app.signIn();
  await expect(page.getByRole('main')).toContainText(/no such key|doesn't exist/);
  await expect(page.getByRole('button', { name: 'Revoke' })).toHaveCount(0);
  // Nothing was ever known of it, so nothing of it stays.
  await expect(page.getByText('What was last known of it stays here')).toHaveCount(0);
});

test('a key that cannot be read is told, is shown as listed, and is read again', async ({ app, guard, page }) => {
  guard.expectStatus(503);
  await app.openReadKeys();
  await sandbox.addFault('GET', ONE_KEY, { status: 503 });
  await follow(app, 'ci-logs');
  await expect(page.getByRole('alert')).toContainText('The key could not be read. The service failed (status 503).');
  await expect(access(page)).toContainText('Editor on 2 deployments');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(access(page).getByText('As JSON', { exact: true })).toBeVisible();
});

test('revoked from its page it is gone, and the list says so', async ({ app, page }) => {
  const { id, key } = await openMade(app, 'short-lived');
  await page.getByRole('button', { name: 'Revoke' }).click();
  await app.confirmRevoke('short-lived');
  await expect(app.messages).toContainText('short-lived is revoked.');
  await expect(page).toHaveURL(KEYS_PAGE);
  await expect(rowOf(app, 'short-lived')).toHaveCount(0);
  expect((await sandbox.requests('DELETE', ONE_KEY)).map((call) => call.path)).toEqual([`${KEYS_PATH}/${id}`]);
  expect(await sandbox.statusWith(key)).toBe(401);
});

test('revoked elsewhere meanwhile, its page says that it is gone and not that it works', async ({ app, guard, page }) => {
  guard.expectStatus(404);
  const { id } = await sandbox.createKey('short-lived');
  await app.openReadKeys();
  await sandbox.revokeKey(id);
  await follow(app, 'short-lived');
  await expect(page.getByText('This key is gone.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Revoke' })).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'Replace' })).toHaveCount(0);
  await expect(fact(app, 'Status')).not.toContainText('Active');
  await back(app);
  await refresh(app);
  await expect(rowOf(app, 'short-lived')).toContainText('Gone');
});
