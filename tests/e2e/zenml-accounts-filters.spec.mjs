// Service accounts filtered by the menu, against the server's own answer to the same question.
import { randomUUID } from 'node:crypto';
import { Accounts, path } from './support/accounts.mjs';
import { look } from './support/look.mjs';
import { expect, test } from './support/test.mjs';
import * as zenml from './support/zenml.mjs';
import { labelOf } from './support/zenml-list.mjs';

test.describe.configure({ timeout: 60_000 });

const unique = (name) => `${name}-${randomUUID().slice(0, 8)}`;
const names = (accounts) => accounts.map((account) => account.name).sort();

/** Adds a filter by the menu. */
async function filter(page, field, condition, text) {
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  const menu = page.getByRole('group', { name: 'Add a filter' });
  await menu.getByLabel('Field').selectOption({ label: field });
  await menu.getByLabel('Condition').selectOption({ label: condition });
  if (text) await menu.getByLabel(labelOf(condition), { exact: true }).fill(text);
  await menu.getByRole('button', { name: 'Add filter' }).click();
  await expect(menu).toBeHidden();
}

const chips = (page) => page.getByRole('list', { name: 'Filters' }).getByRole('listitem');

test('each filter finds what the server finds', async ({ app, page }) => {
  const prefix = unique('sift');
  const made = [];
  for (const [name, description] of [['a', 'Alpha team'], ['b', ''], ['c', '5 beta teams']]) {
    made.push(await zenml.account(`${prefix}-${name}`, [], { description }));
  }
  const known = `7${randomUUID().slice(1)}`;
  await zenml.manageElsewhere(made[1].id, known);
  const accounts = await Accounts.open(app, `?search=${prefix}`);
  const cases = [
    ['Name', 'ends with', '-a', { name: `endswith:-a` }],
    ['Name', "doesn't contain", '-b', { name: 'notcontains:-b' }],
    ['Description', 'contains', 'TEAM', { description: 'contains:TEAM' }],
    ['Description', 'is empty', '', { description: 'equals:' }],
    ['Id', 'is', made[2].id, { id: `equals:${made[2].id}` }],
    ['Description', 'begins with a number above', '4.5', { description: 'gt:4.5' }],
    ['Description', 'begins with a number of at most', '-1', { description: 'lte:-1' }],
    ['Created', 'on or after', '2026-01-01T01:00:00', { created: 'gte:2026-01-01 00:00:00' }],
    ['Created', 'exactly at', '2026-01-01T01:00:00', { created: 'equals:2026-01-01 00:00:00' }],
    ['Created', 'never', '', { created: 'isnull:' }],
    ['Id at another service', 'is empty', '', { external_user_id: 'isnull:' }],
    ['Id at another service', 'is not empty', '', { external_user_id: 'isnotnull:' }],
    ['Id at another service', 'is', known.replaceAll('-', ''), { external_user_id: `equals:${known}` }],
    ['Id at another service', 'starts with', known.slice(0, 3), { external_user_id: `startswith:${known.slice(0, 3)}` }],
    ['Id at another service', 'ends with', known.slice(-4), { external_user_id: `endswith:${known.slice(-4)}` }],
    ['Id at another service', 'contains', known.slice(6, 15), { external_user_id: `contains:${known.slice(6, 15)}` }],
    ['Id at another service', 'begins with a number of at least', '7', { external_user_id: 'gte:7' }],
  ];
  for (const [field, condition, text, query] of cases) {
    await filter(page, field, condition, text);
    await expect(chips(page)).toHaveCount(2);
    const all = names(await zenml.accounts(query)).filter((name) => name.startsWith(prefix));
    await expect.poll(async () => (await accounts.names()).sort(), `${field} ${condition}`).toEqual(all);
    await chips(page).last().getByRole('button').click();
    await expect(accounts.found).toHaveText('3 service accounts');
  }
});

test('an id that is missing is unlike any other, though the server says nothing of it', async ({ app, page }) => {
  const prefix = unique('unlike');
  const made = [];
  for (const name of ['a', 'b', 'c']) made.push(await zenml.account(`${prefix}-${name}`));
  const [one, other] = [randomUUID(), randomUUID()];
  await zenml.manageElsewhere(made[0].id, one);
  await zenml.manageElsewhere(made[1].id, other);
  const accounts = await Accounts.open(app, `?search=${prefix}&sort=external-id`);
  const [first, last] = one < other ? ['a', 'b'] : ['b', 'a'];
  await expect.poll(() => accounts.names()).toEqual(['c', first, last].map((name) => `${prefix}-${name}`));
  for (const [condition, text] of [['is not', one], ["doesn't contain", one.slice(2, 12)]]) {
    await filter(page, 'Id at another service', condition, text);
    await expect.poll(async () => (await accounts.names()).sort(), condition).toEqual([`${prefix}-b`, `${prefix}-c`]);
    await chips(page).last().getByRole('button').click();
    await expect(accounts.found).toHaveText('3 service accounts');
  }
});

test('filters stand in the address, and one of them can be enough', async ({ app, page }) => {
  const prefix = unique('any');
  for (const name of ['a', 'b', 'c_d']) await zenml.account(`${prefix}-${name}`);
  const accounts = await Accounts.open(app);
  await filter(page, 'Name', 'is', `${prefix}-a`);
  await filter(page, 'Name', 'is', `${prefix}-b`);
  await expect(page.getByRole('heading', { name: 'No service account matches' })).toBeVisible();
  await page.getByRole('combobox', { name: 'How filters go together' }).selectOption({ label: 'Match any' });
  await expect.poll(async () => (await accounts.names()).sort()).toEqual([`${prefix}-a`, `${prefix}-b`]);
  await expect(page).toHaveURL(`${path}?name=is%3A${prefix}-a&name=is%3A${prefix}-b&match=any`);
  await look(page, 'zenml-accounts-filters');
  await page.getByRole('button', { name: 'Clear all' }).click();
  await expect(chips(page)).toHaveCount(0);
  await filter(page, 'Name', 'contains', `${prefix}-c_`);
  await expect.poll(() => accounts.names()).toEqual([`${prefix}-c_d`]);
  await page.goBack();
  await expect(chips(page)).toHaveCount(0);
});
