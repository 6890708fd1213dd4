// The list of service accounts of a real ZenML server: order, filters, search, pages, and how all of it looks.
import { randomUUID } from 'node:crypto';
import { Accounts, path, signIn } from './support/accounts.mjs';
import { look } from './support/look.mjs';
import { expect, test } from './support/test.mjs';
import * as zenml from './support/zenml.mjs';

test.describe.configure({ timeout: 60_000 });

/** A prefix that only this test's accounts have. */
const unique = (name) => `${name}-${randomUUID().slice(0, 8)}`;

const names = (items) => items.map((item) => item.name);

/** Every order that can be chosen, and how the server is asked for it. */
const ORDERS = {
  'Name, A to Z': 'asc:name',
  'Name, Z to A': 'desc:name',
  'Description, A to Z': 'asc:description',
  'Description, Z to A': 'desc:description',
  'Active first': 'desc:active',
  'Deactivated first': 'asc:active',
  'Oldest first': 'asc:created',
  'Newest first': 'desc:created',
  'Updated longest ago': 'asc:updated',
  'Updated last': 'desc:updated',
  'Id, 0 to f': 'asc:id',
  'Id, f to 0': 'desc:id',
  'Managed elsewhere last': 'asc:external_user_id',
  'Managed elsewhere first': 'desc:external_user_id',
};

test('every order and filter shows what the server answers to the same question', async ({ app, page }) => {
  const prefix = unique('order');
  for (const [name, description] of [['b', 'Zeta'], ['C', ''], ['a', 'alpha'], ['d', 'Beta']]) {
    await zenml.account(`${prefix}-${name}`, [], { description });
  }
  const [off] = await zenml.accounts({ name: `equals:${prefix}-a` });
  await zenml.switchOff(off.id);
  await zenml.manageElsewhere(off.id, randomUUID());
  const accounts = await Accounts.open(app, `?search=${prefix}`);
  await expect(accounts.order.getByRole('option')).toHaveText(Object.keys(ORDERS));
  await expect(accounts.found).toHaveText('4 service accounts');
  for (const [label, sort_by] of Object.entries(ORDERS)) {
    await accounts.order.selectOption({ label });
    const expected = names(await zenml.accounts({ name: `contains:${prefix}`, sort_by }));
    await expect.poll(() => accounts.names(), label).toEqual(expected);
  }
  await accounts.order.selectOption({ label: 'Updated last' });
  for (const [label, active] of [['Active', true], ['Deactivated', false]]) {
    await app.status.selectOption({ label });
    const query = { name: `contains:${prefix}`, active, sort_by: 'desc:updated' };
    await expect.poll(() => accounts.names(), label).toEqual(names(await zenml.accounts(query)));
  }
  await expect(page).toHaveURL(`${path}?search=${prefix}&status=disabled&sort=-updated`);
});

test('a heading sorts, and turns the order around', async ({ app, page }) => {
  const prefix = unique('heading');
  for (const name of ['b', 'a']) await zenml.account(`${prefix}-${name}`);
  const accounts = await Accounts.open(app, `?search=${prefix}`);
  const heading = page.getByRole('columnheader', { name: 'Name', exact: true });
  await app.sortBy('Name');
  await expect(heading).toHaveAttribute('aria-sort', 'ascending');
  await expect.poll(() => accounts.names()).toEqual([`${prefix}-a`, `${prefix}-b`]);
  await app.sortBy('Name');
  await expect(heading).toHaveAttribute('aria-sort', 'descending');
  await expect.poll(() => accounts.names()).toEqual([`${prefix}-b`, `${prefix}-a`]);
  await page.goBack();
  await expect.poll(() => accounts.names()).toEqual([`${prefix}-a`, `${prefix}-b`]);
});

test('a search means what it says, whatever the server makes of it', async ({ app, page }) => {
  const prefix = unique('Wild');
  for (const name of ['a_b', 'axb', '100%', '1000']) await zenml.account(`${prefix} ${name}`);
  await zenml.account(`in:${prefix}`);
  const accounts = await Accounts.open(app);
  for (const [text, expected] of [
    [`${prefix} a_b`, [`${prefix} a_b`]],
    [`${prefix.toLowerCase()} 100%`, [`${prefix} 100%`]],
    [`in:${prefix}`, [`in:${prefix}`]],
    [`${prefix} 100`, [`${prefix} 1000`, `${prefix} 100%`]],
  ]) {
    await accounts.search.fill(text);
    await expect.poll(() => accounts.names(), text).toEqual(expected);
    await expect(accounts.found).toHaveText(`${expected.length} service account${expected.length > 1 ? 's' : ''}`);
  }
  await accounts.search.fill(`${prefix}_`);
  await expect(page.getByRole('heading', { name: 'No service account matches' })).toBeVisible();
  await page.getByRole('button', { name: 'Clear search and filters' }).click();
  await expect(accounts.search).toBeFocused();
  await expect(accounts.search).toHaveValue('');
  await expect(app.table).toBeVisible();
});

test('a long list comes in pages of the chosen size, kept by Back and a reload', async ({ app, guard, page }) => {
  // That is how the server answers a page past the end.
  guard.expectStatus(400);
  const prefix = unique('many');
  const all = Array.from({ length: 21 }, (_, at) => `${prefix}-${String(at).padStart(2, '0')}`);
  for (const name of all) await zenml.account(name);
  const accounts = await Accounts.open(app, `?search=${prefix}&sort=name`);
  await accounts.size.selectOption({ label: '20 a page' });
  await expect(accounts.pageNumber).toHaveText('Page 1 of 2');
  await expect.poll(() => accounts.names()).toEqual(all.slice(0, 20));
  await accounts.pages.getByRole('button', { name: 'Next page' }).click();
  await expect(accounts.pageNumber).toHaveText('Page 2 of 2');
  await expect.poll(() => accounts.names()).toEqual([all[20]]);
  await expect(page).toHaveURL(`${path}?search=${prefix}&sort=name&size=20&page=2`);
  await page.reload();
  await signIn(app);
  await expect.poll(() => accounts.names()).toEqual([all[20]]);
  await page.goBack();
  await expect.poll(() => accounts.names()).toEqual(all.slice(0, 20));
  await page.goForward();
  await expect.poll(() => accounts.names()).toEqual([all[20]]);

  await accounts.delete(all[20]);
  await expect(app.messages).toContainText(`${all[20]} is deleted.`);
  await expect.poll(() => accounts.names()).toEqual(all.slice(0, 20));
  await expect(page).toHaveURL(`${path}?search=${prefix}&sort=name&size=20`);
  await accounts.order.selectOption({ label: 'Name, Z to A' });
  await accounts.size.selectOption({ label: '1,000 a page' });
  await expect.poll(() => accounts.names()).toEqual(all.slice(0, 20).reverse());
});

test('accounts, dialogs and their states are in order for axe', async ({ app, guard, page }) => {
  guard.expectStatus(500);
  const prefix = unique('looks');
  await zenml.account(`${prefix}-trainer`, [], { full_name: 'Model trainer', description: 'Trains the models of the shop every night and stores them' });
  const off = await zenml.account(`${prefix}-release`, [{ name: 'a' }], { full_name: 'Release bot' });
  await zenml.switchOff(off.id);
  await zenml.account(`${prefix}-${'long-name-'.repeat(12)}`, [{ name: 'a' }], { description: '' });
  const accounts = await Accounts.open(app, `?search=${prefix}`);
  await look(page, 'accounts');
  const create = await accounts.openCreate();
  await look(page, 'accounts-create');
  await create.getByRole('button', { name: 'Create service account' }).click();
  await look(page, 'accounts-create-errors');
  await create.getByLabel('Name', { exact: true }).fill(`${prefix}-new`);
  await create.getByRole('button', { name: 'Create service account' }).click();
  await expect(page.getByRole('dialog', { name: / is created$/ })).toBeVisible();
  await look(page, 'accounts-created');
  await page.keyboard.press('Escape');
  await accounts.openEdit(off.name);
  await look(page, 'accounts-edit');
  await page.keyboard.press('Escape');
  await accounts.row(off.name).getByRole('button', { name: `Delete ${off.name}` }).click();
  await expect(accounts.deleteDialog(off.name).getByLabel(/^Type /)).toBeVisible();
  await look(page, 'accounts-delete');
  await page.keyboard.press('Escape');
  const trainer = `${prefix}-trainer`;
  await accounts.row(trainer).getByRole('button', { name: `Deactivate ${trainer}` }).click();
  await expect(page.getByRole('alertdialog')).toContainText('It has no keys now.');
  await look(page, 'accounts-deactivate');
  await page.keyboard.press('Escape');
  await accounts.search.fill(`${prefix} nothing like it`);
  await expect(page.getByRole('heading', { name: 'No service account matches' })).toBeVisible();
  await look(page, 'accounts-no-match');
  await page.route('**/service_accounts?*', (route) => route.fulfill({ json: zenml.noAccounts, headers: zenml.OPEN }), { times: 1 });
  await accounts.search.fill('');
  await expect(page.getByRole('heading', { name: 'No service accounts yet' })).toBeVisible();
  await look(page, 'accounts-none');
  await page.route('**/service_accounts?*', (route) => route.fulfill({ status: 500, headers: zenml.OPEN }), { times: 1 });
  await page.getByRole('button', { name: 'Refresh' }).click();
  await expect(page.getByRole('alert')).toContainText('The service accounts could not be read.');
  await look(page, 'accounts-failed');
});
