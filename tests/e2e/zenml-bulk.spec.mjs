// Many keys of a real ZenML server disabled, enabled and revoked at once, also those of other pages: a few calls at a
// time, a result for each, and what is said is what is true on the server.
import { expect, test } from './support/test.mjs';
import * as zenml from './support/zenml.mjs';
import { answer, Bulk, loseAnswer, loseCall, watchCalls } from './support/zenml-bulk.mjs';
import { List, open, TALL, unique } from './support/zenml-list.mjs';

test.describe.configure({ timeout: 60_000 });

let bulk;
let list;

test.beforeEach(async ({ app, page }) => {
  await page.setViewportSize(TALL);
  [bulk, list] = [new Bulk(app), new List(app)];
});

const numbered = (count, name = 'key') => Array.from({ length: count }, (_, at) => ({ name: `${name}-${String(at).padStart(2, '0')}` }));
const few = (count) => zenml.account(unique('bulk'), numbered(count));

/** What is true on the server, by name. */
async function truth(account) {
  return Object.fromEntries((await zenml.keys(account.id)).map((key) => [key.name, key.body.active ? 'on' : 'off']));
}

const withState = (keys, state) => Object.entries(keys).filter(([, one]) => one === state).map(([name]) => name).toSorted();

test('keys of two pages are disabled, enabled and revoked together', async ({ app, page }) => {
  const account = await zenml.accountWithMany(unique('pages'), numbered(45));
  const chosen = ['key-30', 'key-31', 'key-40', 'key-44'];
  await open(app, account, '?size=20');
  await bulk.select('key-40', 'key-44');
  await list.pages.getByRole('button', { name: 'Next page' }).click();
  // Newest first: 44 to 25 were on the first page.
  await expect(bulk.box('key-24')).toBeVisible();
  await expect(bulk.selected).toHaveText('2 keys selected, 2 of them not shown here');
  await list.pages.getByRole('button', { name: 'Previous page' }).click();
  await bulk.select('key-31', 'key-30');
  await list.pages.getByRole('button', { name: 'Next page' }).click();
  await bulk.select('key-10');
  for (const [deed, done, state] of [['Disable', 'disabled', 'off'], ['Enable', 'enabled', 'on']]) {
    const asked = await bulk.ask(deed);
    const names = asked.getByRole('list', { name: `Keys to ${deed.toLowerCase()}` }).getByRole('listitem');
    await expect(names).toContainText(['key-10', ...chosen]);
    await bulk.confirm(deed);
    await expect(bulk.results).toHaveAccessibleName(`5 ${done}.`);
    for (const name of chosen) await expect(bulk.result(name)).toContainText(done, { ignoreCase: true });
    if (state === 'off') expect(withState(await truth(account), 'off')).toEqual(['key-10', ...chosen]);
    else expect(withState(await truth(account), 'off')).toEqual([]);
    await bulk.close();
    await expect(bulk.selected).toBeHidden();
    await list.pages.getByRole('button', { name: 'Previous page' }).click();
    await expect(app.row('key-44')).toContainText(state === 'off' ? 'Disabled' : 'Active');
    await bulk.select(...chosen);
    await list.pages.getByRole('button', { name: 'Next page' }).click();
    await bulk.select('key-10');
  }
  await bulk.begin('Revoke');
  await expect(bulk.results).toHaveAccessibleName('5 revoked.');
  await bulk.close();
  await expect(app.found).toHaveText('40 keys');
  expect(Object.keys(await truth(account))).toHaveLength(40);
  await expect(page.getByText('Page 2 of 2')).toBeVisible();
});

test('all that match are disabled four at a time, with the time left, and the rest after a stop', async ({ app, page }) => {
  const account = await zenml.accountWithMany(unique('match'), [...numbered(30, 'odd'), ...numbered(12, 'even')]);
  await open(app, account, '?size=20');
  await list.add('Name', 'starts with', 'odd');
  await expect(app.found).toHaveText('30 keys');
  await bulk.selectShown();
  await expect(bulk.selected).toHaveText('20 keys selected');
  await page.getByRole('button', { name: 'Select all 30 keys that match' }).click();
  await expect(bulk.selected).toHaveText('30 keys selected, 10 of them not shown here');
  const asked = await bulk.ask('Disable');
  await expect(bulk.go('Disable')).toHaveAttribute('aria-disabled', 'true');
  await asked.getByLabel('Type disable 30 to confirm').fill('disable 3');
  await expect(bulk.go('Disable')).toHaveAttribute('aria-disabled', 'true');
  await asked.getByLabel('Type disable 30 to confirm').fill('disable 30');
  const calls = await watchCalls(page, { delay: 500 });
  await bulk.confirm('Disable');
  const progress = bulk.progress('Disable');
  await expect(progress.getByRole('progressbar', { name: 'Keys dealt with' })).toHaveAttribute('max', '30');
  await expect(progress.getByRole('status')).toHaveText(/^\d+ of 30, about \d+ seconds? left$/);
  await progress.getByRole('button', { name: 'Stop' }).click();
  await expect(bulk.results).toHaveAccessibleName(/^\d+ disabled, \d+ were not sent\.$/);
  const off = withState(await truth(account), 'off');
  expect(off.length).toBe(calls.ids.length);
  await expect(bulk.results).toHaveAccessibleName(`${off.length} disabled, ${30 - off.length} were not sent.`);
  expect(calls.most).toBe(4);
  const left = numbered(30, 'odd').map((key) => key.name).filter((name) => !off.includes(name));
  await expect(bulk.result(left[0])).toContainText('Not sent');
  await bulk.close();
  await expect(bulk.selected).toHaveText(new RegExp(`^${left.length} keys? selected`));
  await bulk.begin('Enable');
  await expect(bulk.results).toHaveAccessibleName(`${left.length} enabled.`);
  expect(withState(await truth(account), 'off')).toEqual(off);
});

test('of every third that fails the reason is told, it stays selected, and only it is tried again', async ({ app, guard, page }) => {
  guard.expectStatus(403, 409, 500);
  const account = await few(9);
  const refusals = [
    answer(403, ['IllegalOperationError', 'Only admin users can perform `update API key` without RBAC enabled.']),
    answer(409, ['EntityExistsError', "Unable to update API key with name 'k1': Found an existing API key with the same name configured for the same 'p2-a2' service account."]),
    answer(500, ['RuntimeError', "(sqlite3.IntegrityError) UNIQUE constraint failed: api_key.name [SQL: UPDATE api_key SET key='$2b$12$abcdefghijk'] [parameters: ('x',)]"]),
  ];
  let isBad = true;
  const failed = new Set();
  const calls = await watchCalls(page, {
    meddle: async (route, number, id) => {
      if (!isBad || (number > 9 ? number !== 10 : number % 3)) return false;
      if (number <= 9) failed.add(id);
      await route.fulfill(refusals[failed.size % 3]);
      return true;
    },
  });
  await open(app, account);
  await bulk.selectShown();
  await bulk.begin('Disable');
  await expect(bulk.results).toHaveAccessibleName('6 disabled, 3 failed.', { timeout: 20_000 });
  const nameOf = (id) => account.keys.find((key) => key.id === id).name;
  const names = [...failed].map(nameOf).toSorted();
  for (const name of names) await expect(bulk.result(name)).toContainText('Not disabled. ');
  await expect(bulk.results).not.toContainText(/sqlite|SQL|\$2b|RuntimeError|EntityExists|IllegalOperation|api_key\./);
  await bulk.results.getByRole('button', { name: 'Try 3 keys again' }).click();
  await expect(bulk.results).toHaveAccessibleName('2 disabled, 1 failed.', { timeout: 20_000 });
  expect(calls.ids.slice(9).toSorted()).toEqual([...failed].toSorted());
  await bulk.close();
  const last = nameOf(calls.ids[9]);
  expect(await bulk.ticked()).toEqual([last]);
  await expect(app.row(last)).toContainText('not disabled');
  expect(withState(await truth(account), 'on')).toEqual([last]);
  isBad = false;
  await bulk.begin('Disable');
  await expect(bulk.results).toHaveAccessibleName('1 disabled.');
  await bulk.close();
  await expect(app.row(last)).not.toContainText('not disabled');
});

for (const [deed, done] of [['Disable', 'disabled'], ['Enable', 'enabled'], ['Revoke', 'revoked']]) {
  test(`answers to ${deed.toLowerCase()} that were lost: what is said is what is true`, async ({ app, guard, page }) => {
    guard.expectLostCalls();
    if (deed === 'Revoke') guard.expectStatus(404);
    const account = await few(4);
    if (deed === 'Enable') for (const key of account.keys) await zenml.changeKey(account.id, key.id, { active: false });
    const [lost, never] = [account.keys[1].id, account.keys[2].id];
    await watchCalls(page, { meddle: (route, _, id) => (id === lost ? loseAnswer(route) : id === never && loseCall(route)) });
    await open(app, account);
    await bulk.selectShown();
    await bulk.begin(deed);
    await expect(bulk.results).toHaveAccessibleName(`3 ${done}, 1 failed.`, { timeout: 20_000 });
    await expect(bulk.result('key-01')).toContainText(done, { ignoreCase: true });
    await expect(bulk.result('key-02')).toContainText(`Not ${done}. No answer came from`);
    const on = { Disable: ['key-02'], Enable: ['key-00', 'key-01', 'key-03'], Revoke: ['key-02'] }[deed];
    expect(withState(await truth(account), 'on')).toEqual(on);
    await bulk.close();
    expect(await bulk.ticked()).toEqual(['key-02']);
  });
}

test('a key that somebody else deleted meanwhile is told as what it is', async ({ app, guard, page }) => {
  guard.expectStatus(404);
  const account = await few(4);
  await open(app, account);
  await bulk.selectShown();
  await zenml.deleteKey(account.id, account.keys[2].id);
  await bulk.begin('Disable');
  await expect(bulk.results).toHaveAccessibleName('3 disabled, 1 was gone before.');
  await expect(bulk.result('key-02')).toContainText('Not disabled: someone revoked it before');
  await expect(bulk.results.getByRole('button', { name: /again$/ })).toHaveCount(0);
  await bulk.close();
  await expect(app.found).toHaveText('3 keys');
  await expect(app.row('key-02')).toHaveCount(0);
  await expect(bulk.selected).toBeHidden();
  await bulk.selectShown();
  await zenml.deleteKey(account.id, account.keys[1].id);
  await bulk.begin('Revoke');
  await expect(bulk.results).toHaveAccessibleName('2 revoked, 1 was gone already.');
  await bulk.close();
  await expect(page.getByRole('heading', { name: 'No keys yet' })).toBeVisible();
  expect(await truth(account)).toEqual({});
});

test('a page that stands before the server can not make a key pass for gone', async ({ app, guard, page }) => {
  guard.expectStatus(404);
  const account = await few(2);
  await watchCalls(page, { meddle: async (route, number) => number === 1 && (await route.fulfill(answer(404, 'Not Found')), true) });
  await open(app, account);
  await bulk.selectShown();
  await bulk.begin('Revoke');
  await expect(bulk.results).toHaveAccessibleName('1 revoked, 1 failed.');
  expect(Object.keys(await truth(account))).toHaveLength(1);
});

test('a key that is revoked by itself is selected no more', async ({ app }) => {
  const account = await few(3);
  await open(app, account);
  await bulk.select('key-00', 'key-01');
  await app.revoke('key-01');
  await expect(app.messages).toContainText('key-01 is revoked.');
  await expect(bulk.selected).toHaveText('1 key selected');
});
