// The list of keys: all of them, found, filtered, sorted, and its place in the URL.
import { API, KEYS_PATH, MEMBER_KEY } from './support/env.mjs';
import { expect, test } from './support/test.mjs';
import * as sandbox from './support/sandbox.mjs';

const DAY = 86_400_000;
const MEMBERS = '/api/v1/organizations/198583657190/members';

// High enough that all demo keys stand in the document.
test.use({ viewport: { width: 1280, height: 2200 } });

test('all pages are read, each once', async ({ app, page }) => {
  await sandbox.reset({ keys: 250 });
  await app.openReadKeys();
  await expect(page.getByText('250 of 500 keys, read')).toBeVisible();
  await expect(app.found).toHaveText('250 of 250 keys');
  await expect(app.table).toHaveAttribute('aria-rowcount', '251');
  const read = await sandbox.requests('GET', KEYS_PATH);
  expect(read.map((request) => request.query?.startsWith('next_page=') ?? false)).toEqual([false, true, true]);
});

test('a row tells name, id, status, end, age, creator and access', async ({ app }) => {
  const [backup] = await sandbox.keysNamed('nightly-backup');
  await app.openReadKeys();
  const row = app.row('nightly-backup');
  await expect(row).toContainText(backup.id);
  await expect(row).toContainText('Expires soon');
  await expect(row).toContainText('in 19 days');
  await expect(row).toContainText('70 days ago');
  await expect(row).toContainText('by Ada Nowak');
  await expect(row).toContainText('Admin on 1 deployment');
  await expect(app.row('terraform-prod')).toContainText('never');
  await expect(app.row('terraform-prod')).toContainText('Organization owner');
  await expect(app.row('edge-agents')).toContainText('deployment-operator on all deployments');
  await expect(app.row('release-pipeline')).toContainText('and 3 more');
});

test('a creator who has left is a former member', async ({ app }) => {
  await app.openReadKeys();
  await expect(app.row('terraform-prod')).toContainText('by former member');
  await expect(app.row('ci-logs')).toContainText('by Ben Okafor');
});

test('without the list of members the keys are there all the same', async ({ app, guard }) => {
  guard.expectStatus(500);
  await sandbox.addFault('GET', MEMBERS, { status: 500 }, 9);
  await app.openReadKeys();
  await expect(app.found).toHaveText('24 of 24 keys');
  await expect(app.row('ci-logs')).not.toContainText('by ');
});

test('search finds by name, id, access and creator, and says how many', async ({ app, page }) => {
  const [backup] = await sandbox.keysNamed('nightly-backup');
  await app.openReadKeys();
  for (const [text, names] of [
    ['NIGHTLY', ['nightly-backup']],
    [backup.id, ['nightly-backup']],
    ['emil', ['billing-export', 'cost-watch']],
    ['tier 1 analyst', ['soc-triage-bot']],
    ['結算', ['結算報表']],
  ]) {
    await app.search.fill(text);
    await expect(app.found).toHaveText(`${names.length} of 24 keys`);
    expect(await app.names()).toEqual(names);
  }
  await expect(page).toHaveURL(/\?search=%E7%B5%90%E7%AE%97$/);
});

test('a search without a match can be cleared', async ({ app, page }) => {
  await app.openReadKeys();
  await app.search.fill('nothing has this name');
  await expect(page.getByRole('heading', { name: 'No key matches' })).toBeVisible();
  await expect(app.found).toHaveText('0 of 24 keys');
  await page.getByRole('button', { name: 'Clear search and filters' }).click();
  await expect(app.found).toHaveText('24 of 24 keys');
  await expect(app.search).toHaveValue('');
  await expect(app.search).toBeFocused();
});

test('each status shows its keys only', async ({ app, page }) => {
  const left = (key) => Date.parse(key.expiration_date) - Date.now();
  const all = await sandbox.keys();
  const counts = {
    'Never expires': all.filter((key) => !key.expiration_date).length,
    'Expires soon': all.filter((key) => left(key) <= 30 * DAY).length,
    Active: all.filter((key) => left(key) > 30 * DAY).length,
  };
  await app.openReadKeys();
  for (const [label, count] of Object.entries(counts)) {
    await app.status.selectOption({ label });
    await expect(app.found).toHaveText(`${count} of 24 keys`);
    expect(await app.column('Status')).toEqual(Array(count).fill(label));
  }
  await app.status.selectOption({ label: 'Expired' });
  await expect(page.getByRole('heading', { name: 'No key matches' })).toBeVisible();
  await app.status.selectOption({ label: 'Any status' });
  await expect(app.found).toHaveText('24 of 24 keys');
  await expect(page).toHaveURL(/\/keys$/);
});

test('every column sorts both ways', async ({ app, page }) => {
  const all = await sandbox.keys();
  const sorted = (value) =>
    [...all].sort((a, b) => value(a) - value(b)).map((key) => key.description);
  const orders = {
    Expires: sorted((key) => Date.parse(key.expiration_date ?? '9999-01-01')),
    Created: sorted((key) => Date.parse(key.creation_date)),
  };
  await app.openReadKeys();
  const heading = (name) => page.getByRole('columnheader', { name });
  await expect(heading('Created')).toHaveAttribute('aria-sort', 'descending');
  expect(await app.names()).toEqual([...orders.Created].reverse());
  for (const [column, order] of Object.entries(orders)) {
    await app.sortBy(column);
    await expect(heading(column)).toHaveAttribute('aria-sort', 'ascending');
    // Keys without an end are equal among each other.
    const count = column === 'Expires' ? order.length - 3 : order.length;
    expect((await app.names()).slice(0, count)).toEqual(order.slice(0, count));
  }
  for (const column of ['Name', 'Status', 'Access']) {
    await app.sortBy(column);
    await expect(heading(column)).toHaveAttribute('aria-sort', 'ascending');
    await expect(page.getByRole('columnheader').and(page.locator('[aria-sort]'))).toHaveCount(1);
    const rising = await app.column(column);
    await app.sortBy(column);
    await expect(heading(column)).toHaveAttribute('aria-sort', 'descending');
    const falling = await app.column(column);
    if (column === 'Name') expect(falling).toEqual([...rising].reverse());
    expect(new Set(rising)).toEqual(new Set(falling));
    expect(rising).toEqual(inOrder(column, rising));
    expect(falling).toEqual(inOrder(column, rising).reverse());
  }
});

/** What the app is to show: by case-blind text, statuses by how pressing they are. */
function inOrder(column, texts) {
  const statuses = ['Expired', 'Expires soon', 'Never expires', 'Active'];
  const rank = (text) => (column === 'Status' ? statuses.indexOf(text) : text.toLowerCase());
  return [...texts].sort((a, b) => (rank(a) < rank(b) ? -1 : Number(rank(a) > rank(b))));
}

test('search, status and order outlive a reload and a look elsewhere', async ({ app, page }) => {
  await app.openReadKeys();
  await app.search.fill('e');
  await app.status.selectOption({ label: 'Active' });
  await app.sortBy('Name');
  await expect(page).toHaveURL(/\?search=e&status=active&sort=name$/);
  const names = await app.names();
  expect(names.length).toBeGreaterThan(2);
  await page.getByRole('link', { name: 'Create key' }).click();
  await expect(app.heading('Create key')).toBeVisible();
  await page.goBack();
  await expect(app.search).toHaveValue('e');
  await expect(app.status).toHaveValue('active');
  expect(await app.names()).toEqual(names);
  await page.reload();
  await app.signIn();
  await app.expectRead();
  expect(await app.names()).toEqual(names);
});

test('a search is one step of the history, and each choice is one', async ({ app, page }) => {
  await app.openReadKeys();
  const length = await page.evaluate(() => history.length);
  await app.search.pressSequentially('backup');
  await expect(page).toHaveURL(/\?search=backup$/);
  expect(await page.evaluate(() => history.length)).toBe(length + 1);
  await app.status.selectOption({ label: 'Expires soon' });
  await expect(page).toHaveURL(/\?search=backup&status=expires-soon$/);
  await page.goBack();
  await expect(app.status).toHaveValue('');
  await expect(app.search).toHaveValue('backup');
  await page.goBack();
  await expect(app.search).toHaveValue('');
  await expect(app.found).toHaveText('24 of 24 keys');
});

test('names are text, whatever they hold', async ({ app, page }) => {
  const nasty = '"><img src=x onerror=document.title=1>';
  const rightToLeft = 'مفتاح النسخ\u202e txt.exe';
  await sandbox.createKey(nasty);
  await sandbox.createKey(rightToLeft);
  await app.openReadKeys();
  await expect(app.row('<b>bold</b>').getByText('<b>bold</b>', { exact: true })).toBeVisible();
  await expect(app.row(nasty).getByText(nasty, { exact: true })).toBeVisible();
  await expect(app.row(rightToLeft).getByText(rightToLeft, { exact: true })).toHaveAttribute('dir', 'auto');
  expect(await page.getByRole('row').getByRole('img').count()).toBe(0);
  await expect(page).toHaveTitle('Elastic Cloud keys · Latchkey');
  await app.revokeButton(nasty).click();
  await expect(app.revokeDialog(nasty)).toBeVisible();
});

test('an organization without keys is told from a search without a match', async ({ app, page }) => {
  await sandbox.reset({ keys: 0 });
  await app.openReadKeys();
  await expect(page.getByText('0 of 500 keys')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'No keys yet' })).toBeVisible();
  await expect(app.search).toHaveCount(0);
  await page.getByRole('main').getByRole('link', { name: 'Create key' }).last().click();
  await expect(app.form).toBeVisible();
});

test('a list that could not be read says why, and is read again', async ({ app, guard, page }) => {
  guard.expectStatus(503);
  await sandbox.addFault('GET', KEYS_PATH, { status: 503, body: '<html>busy</html>', content_type: 'text/html' });
  await app.openKeys();
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('The keys could not be read. The service failed (status 503).');
  await expect(alert).toContainText('Try again in a moment.');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(app.found).toHaveText('24 of 24 keys');
  await expect(alert).toHaveCount(0);
});

test('no answer at all is told with the address', async ({ app, guard, page }) => {
  guard.expectLostCalls();
  // A browser repeats a read by itself when a connection closes that was not opened for it: every try is dropped.
  await sandbox.addFault('GET', KEYS_PATH, { drop: 'before' }, 5);
  await app.openKeys();
  await expect(page.getByRole('alert')).toContainText(`No answer came from ${API}.`);
});

test('an answer that breaks off is no list', async ({ app, guard, page }) => {
  guard.expectLostCalls();
  await sandbox.addFault('GET', KEYS_PATH, { truncate: 200 });
  await app.openKeys();
  await expect(page.getByRole('alert')).toContainText('The keys could not be read.');
  await expect(app.table).toHaveCount(0);
});

test('a refresh that fails keeps what was read, and one that works brings what is new', async ({ app, guard, page }) => {
  guard.expectStatus(500);
  await app.openReadKeys();
  await sandbox.createKey('made-elsewhere');
  await sandbox.addFault('GET', KEYS_PATH, { status: 500 });
  await page.getByRole('button', { name: 'Refresh' }).click();
  await expect(page.getByText('24 of 500 keys when last read')).toBeVisible();
  await expect(app.row('nightly-backup')).toBeVisible();
  await page.getByRole('button', { name: 'Refresh' }).click();
  await expect(app.row('made-elsewhere')).toBeVisible();
  await expect(page.getByText('25 of 500 keys, read')).toBeVisible();
});

test('a key that is no owner is told what it lacks', async ({ app, guard, page }) => {
  guard.expectStatus(403);
  await app.openKeys({ key: MEMBER_KEY });
  const alert = page.getByRole('alert');
  await expect(alert).toContainText("You aren't allowed to do this: ");
  await expect(alert).toContainText('Sign in with a credential that has the rights, or ask someone who has them.');
});
