// How the list of keys is laid out on a real ZenML server: order, pages, columns, and all of it in the address.
import { expect, test } from './support/test.mjs';
import * as zenml from './support/zenml.mjs';
import { List, open, signIn, TALL, unique, watchLists } from './support/zenml-list.mjs';

test.describe.configure({ timeout: 90_000 });

const hour = (day, at) => `2026-01-${String(day).padStart(2, '0')}T${String(at).padStart(2, '0')}:20:30.250000`;
const WORDS = ['beta', 'Alpha', 'gamma', 'alpha', 'Ünder', 'zeta', '_low', '10', '9', 'Zeta', 'delta'];

/** As many as two pages of the smallest size have; some that are alike in what they are ordered by. */
const KEYS = Array.from({ length: 33 }, (_, at) => ({
  name: `${WORDS[at % 11]}-${at % 3}`,
  description: at % 4 === 0 ? '' : `${WORDS[(at * 7) % 11]} job`,
  active: at % 3 !== 0,
  created: hour(1 + (at % 17), 6),
  last_login: at % 5 === 0 ? null : hour(1 + (at % 17), 7 + (at % 6)),
  last_rotated: at % 4 === 2 ? hour(20 + (at % 3), 5) : null,
}));

let account;
let list;

test.beforeAll(async () => {
  account = await zenml.accountWithMany(unique('laid-out'), KEYS);
});

test.beforeEach(async ({ app, page }) => {
  await page.setViewportSize(TALL);
  list = new List(app);
});

const inOrder = (sort, more = {}) => zenml.names(account.id, { sort_by: sort, size: 100, ...more });

test('every order, both ways, is the order of the server', async ({ app, page }) => {
  await open(app, account);
  await list.openView();
  const { viewMenu: menu } = list;
  const fields = {
    Name: 'name', Description: 'description', Status: 'active', Created: 'created', 'Last changed or used': 'updated',
    'Last used': 'last_login', 'Last rotated': 'last_rotated', Id: 'id',
  };
  await expect(menu.getByLabel('Sort by').getByRole('option')).toHaveText(Object.keys(fields));
  for (const [label, field] of Object.entries(fields)) {
    await menu.getByLabel('Sort by').selectOption({ label });
    for (const order of ['Ascending', 'Descending']) {
      await menu.getByLabel('Order').selectOption({ label: order });
      // Active keys come first in this app, and `false` comes first on the server.
      const way = (order === 'Ascending') === (field !== 'active') ? 'asc' : 'desc';
      await expect.poll(() => app.names(), `${label}, ${order}`).toEqual(await inOrder(`${way}:${field}`));
    }
  }
  await list.closeMenu();
  for (const [heading, sorts] of [
    ['Name', ['asc:name', 'desc:name']], ['Status', ['desc:active', 'asc:active']], ['Created', ['asc:created', 'desc:created']],
    ['Last used', ['asc:last_login', 'desc:last_login']], ['Last rotated', ['asc:last_rotated', 'desc:last_rotated']],
  ]) {
    for (const [at, sort] of sorts.entries()) {
      await app.sortBy(heading);
      await expect.poll(() => app.names(), `${heading} ${at}`).toEqual(await inOrder(sort));
      await expect(page.getByRole('columnheader', { name: heading })).toHaveAttribute('aria-sort', ['ascending', 'descending'][at]);
    }
  }
});

test('a page holds as many keys as one likes, and each key stands on one page', async ({ app, page }) => {
  await open(app, account);
  await list.openView();
  const sizes = list.viewMenu.getByLabel('Keys on a page');
  await expect(sizes.getByRole('option')).toHaveText(['20', '50', '100', '200', '500', '1,000']);
  await sizes.selectOption('20');
  await list.closeMenu();
  await expect(list.pages.getByRole('status')).toHaveText('Page 1 of 2');
  const names = await inOrder('desc:created');
  await expect.poll(() => app.names()).toEqual(names.slice(0, 20));
  await list.pages.getByRole('button', { name: 'Next page' }).click();
  await expect.poll(() => app.names()).toEqual(names.slice(20));
  await expect(list.pages.getByRole('button', { name: 'Next page' })).toHaveAttribute('aria-disabled', 'true');
  expect(list.parameters()).toEqual({ size: '20', page: '2' });
  await list.pages.getByRole('button', { name: 'Previous page' }).click();
  await expect.poll(() => app.names()).toEqual(names.slice(0, 20));
  await list.openView();
  for (const size of ['100', '200', '500', '1000']) {
    const asked = page.waitForRequest((request) => new URL(request.url()).searchParams.get('size') === size);
    await sizes.selectOption(size);
    await asked;
    await expect.poll(() => app.names()).toEqual(names);
  }
  await expect(list.pages).toBeHidden();
});

test('columns are shown and hidden, and what no column shows is not asked for', async ({ app, page }) => {
  await open(app, account);
  const headings = () => page.getByRole('columnheader').allInnerTexts().then((all) => all.slice(1, -1));
  const usual = ['Name', 'Status', 'Created', 'Last used', 'Last rotated'];
  expect(await headings()).toEqual(usual);
  await expect(app.table).toContainText('gamma job');
  await list.openView();
  const box = (name) => list.viewMenu.getByRole('checkbox', { name, exact: true });
  await box('Last changed or used').check();
  await expect.poll(headings).toEqual(['Name', 'Status', 'Created', 'Last changed or used', 'Last used', 'Last rotated']);
  for (const name of ['Created', 'Last used', 'Description']) await box(name).uncheck();
  await expect.poll(headings).toEqual(['Name', 'Status', 'Last changed or used', 'Last rotated']);
  await expect(app.table).not.toContainText('gamma job');
  const asked = watchLists(page);
  await box('Last rotated').uncheck();
  await expect.poll(() => asked.map((query) => query.get('hydrate'))).toEqual(['false']);
  await expect.poll(headings).toEqual(['Name', 'Status', 'Last changed or used']);
  expect(list.parameters()).toEqual({ columns: 'updated' });
  await box('Description').check();
  await expect.poll(() => asked.map((query) => query.get('hydrate'))).toEqual(['false', 'true']);
  await expect(app.table).toContainText('gamma job');
  for (const name of ['Created', 'Last used', 'Last rotated']) await box(name).check();
  await box('Last changed or used').uncheck();
  await expect.poll(headings).toEqual(usual);
  expect(list.parameters()).toEqual({});
});

test('what is shown stands in the address as words, and reload and Back keep it', async ({ app, page }) => {
  const names = (more) => inOrder('asc:name', { active: 'true', name: 'contains:alpha', ...more });
  await open(app, account);
  await app.sortBy('Name');
  await app.search.fill('alpha');
  await expect(app.found).toHaveText('6 keys');
  await app.status.selectOption({ label: 'Active' });
  await list.expectNames(await names());
  await list.add('Created', 'after', '2026-01-05T07:20');
  await list.add('Description', 'is one of', ['gamma job', 'Zeta, job', 'delta job']);
  const shown = await names({ created: 'gt:2026-01-05 06:20:00', description: 'oneof:["gamma job","delta job"]' });
  expect(shown.length).toBeGreaterThan(0);
  await list.expectNames(shown);
  const words = {
    search: 'alpha', status: 'active', created: 'after:2026-01-05T06:20:00Z',
    description: 'one-of:["gamma job","Zeta, job","delta job"]', sort: 'name',
  };
  expect(list.parameters()).toEqual(words);
  await list.matching.selectOption({ label: 'Match any' });
  expect(list.parameters()).toEqual({ ...words, match: 'any' });
  await page.goBack();
  await list.expectNames(shown);
  await expect(list.matching).toHaveValue('all');
  await page.reload();
  await signIn(app);
  await list.expectNames(shown);
  await expect(app.search).toHaveValue('alpha');
  await expect(app.status).toHaveValue('active');
  await expect(list.chips.getByRole('listitem')).toHaveText([
    'Search “alpha”', 'Status is Active', 'Created after 5 Jan 2026, 07:20',
    'Description is one of “gamma job”, “Zeta, job”, “delta job”',
  ]);
  await page.goBack();
  await expect(list.chip('Description')).toHaveCount(0);
  await page.goBack();
  await list.expectNames(await names());
  await page.goForward();
  await page.goForward();
  await list.expectNames(shown);
});

test('instants of the server stand in the time of who looks, with UTC at hand', async ({ app, page }) => {
  await open(app, account, '?size=100');
  const [newest] = await zenml.names(account.id, { sort_by: 'desc:created' });
  const created = app.row(newest).first().getByRole('time').first();
  await expect(created).toContainText('17 Jan 2026, 07:20');
  await expect(created).toHaveAttribute('title', '17 Jan 2026, 07:20 your time (17 Jan 2026, 06:20 UTC)');
  await expect(created).toHaveAttribute('datetime', '2026-01-17T06:20:30Z');
  await list.add('Created', 'between', ['2026-01-17T07:20', '2026-01-17T07:21']);
  await expect(list.chips).toContainText('Created between 17 Jan 2026, 07:20 and 17 Jan 2026, 07:21');
  await list.expectNames(await inOrder('desc:created', { created: 'in:2026-01-17 06:20:00,2026-01-17 06:21:00' }));
  expect(list.parameters().created).toBe('between:2026-01-17T06:20:00Z,2026-01-17T06:21:00Z');
});

test('an address that asks for what makes no sense says so, also where it is corrected', async ({ app, guard, page }) => {
  guard.expectStatus(400);
  await open(app, account, '?created=after:yesterday&name=contains:alpha&last-used=sometimes&status=lost&page=77');
  const note = page.getByText("Latchkey can't read this part of the address: created, last-used, status. More keys may be shown");
  await expect(note).toBeVisible();
  await list.expectNames(await inOrder('desc:created', { name: 'contains:alpha' }));
  expect(list.parameters()).toEqual({ name: 'contains:alpha' });
  await expect(note).toBeVisible();
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await expect(note).toBeHidden();
});

test('"any" is told as long as it counts, and ends with what it joins', async ({ app }) => {
  await open(app, account);
  await app.search.fill('alpha');
  await app.status.selectOption({ label: 'Disabled' });
  await list.add('Last rotated', 'never');
  await list.matching.selectOption({ label: 'Match any' });
  const any = { name: 'contains:alpha', active: 'false', logical_operator: 'or' };
  await list.expectNames(await inOrder('desc:created', { ...any, last_rotated: 'isnull:' }));
  await list.remove('Last rotated');
  // Two parts are left, so it still counts, and it is told.
  await list.expectNames(await inOrder('desc:created', any));
  await expect(list.chips.getByRole('listitem')).toHaveText(['Search “alpha”', 'Status is Disabled']);
  await list.remove('Search');
  await list.expectNames(await inOrder('desc:created', { active: 'false' }));
  await app.search.fill('alpha');
  await list.expectNames(await inOrder('desc:created', { name: 'contains:alpha', active: 'false' }));
});

test('a page past the end after a delete leads to the last one, and no keys at all are told', async ({ app, guard, page }) => {
  guard.expectStatus(400);
  const small = await zenml.account(unique('shrinks'), Array.from({ length: 21 }, (_, at) => ({ name: `key-${at}` })));
  await open(app, small, '?size=20&page=2');
  await list.pages.getByText('Page 2 of 2').waitFor();
  await zenml.deleteKey(small.id, small.keys[0].id);
  await page.getByRole('button', { name: 'Refresh' }).click();
  await list.expectNames(small.keys.slice(1).map((key) => key.name).reverse());
  expect(list.parameters()).toEqual({ size: '20' });
  await app.search.fill('nothing like that');
  await expect(list.noMatch).toBeVisible();
  await page.getByRole('button', { name: 'Clear search and filters' }).click();
  await expect(app.found).toHaveText('20 keys');
  for (const key of small.keys.slice(1)) await zenml.deleteKey(small.id, key.id);
  await page.getByRole('button', { name: 'Refresh' }).click();
  await expect(page.getByRole('heading', { name: 'No keys yet' })).toBeVisible();
});
