// Service accounts filtered by the menu, against the server's own answer to the same question.
import { randomUUID } from 'node:crypto';
import { Accounts, path } from './support/accounts.mjs';
import { look } from './support/look.mjs';
import { expect, test } from './support/test.mjs';
import * as zenml from './support/zenml.mjs';

test.describe.configure({ timeout: 60_000 });

const unique = (name) => `${name}-${randomUUID().slice(0, 8)}`;
const names = (accounts) => accounts.map((account) => account.name).sort();

/** Adds a filter by the menu. */
async function filter(page, field, condition, text) {
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  const menu = page.getByRole('group', { name: 'Add a filter' });
  await menu.getByLabel('Field').selectOption({ label: field });
  await menu.getByLabel('Condition').selectOption({ label: condition });
  if (text) await menu.getByLabel('Text').fill(text);
  await menu.getByRole('button', { name: 'Add filter' }).click();
  await expect(menu).toBeHidden();
}

const chips = (page) => page.getByRole('list', { name: 'Filters' }).getByRole('listitem');

test('each filter finds what the server finds', async ({ app, page }) => {
  const prefix = unique('sift');
  const made = [];
  for (const [name, description] of [['a', 'Alpha team'], ['b', ''], ['c', 'beta team']]) {
    made.push(await zenml.account(`${prefix}-${name}`, [], { description }));
  }
  const accounts = await Accounts.open(app, `?search=${prefix}`);
  const cases = [
    ['Name', 'ends with', '-a', { name: `endswith:-a` }],
    ['Name', "doesn't contain", '-b', { name: 'notcontains:-b' }],
    ['Description', 'contains', 'TEAM', { description: 'contains:TEAM' }],
    ['Description', 'is empty', '', { description: 'equals:' }],
    ['Id', 'is', made[2].id, { id: `equals:${made[2].id}` }],
    ['Id at another service', 'is empty', '', { external_user_id: 'isnull:' }],
    // No account here has one, so that a filter which is forgotten shows.
    ['Id at another service', 'is not empty', '', { external_user_id: 'isnotnull:' }],
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
