// Ten thousand keys of one service account: read in small parts, with progress and a way to stop, none missing.
import { expect, test } from './support/test.mjs';
import { longTasks } from './support/tasks.mjs';
import * as zenml from './support/zenml.mjs';
import { cells, holdPart, List, open, save, unique, watchSizes } from './support/zenml-list.mjs';

test.describe.configure({ timeout: 120_000 });

const MEGABYTE = 1_000_000;
/** While the whole suite runs, ten thousand keys take a while. */
const LONG = { timeout: 40_000 };
const LONGEST_TASK = 100;

let account;
let all;
let list;
let sizes;

test.beforeAll(async () => {
  account = await zenml.accountNamed(zenml.MANY);
  all = await zenml.keys(account.id);
});

test.beforeEach(async ({ app, page }) => {
  list = new List(app);
  sizes = watchSizes(page);
});

test.afterEach(async () => {
  // A part is asked for by the size of the one before, and none may be far above a megabyte.
  for (const { size, bytes } of await Promise.all(sizes)) {
    expect(size).toBeLessThanOrEqual(1_000);
    expect(bytes).toBeLessThan(MEGABYTE);
  }
});

const gathering = (page) => page.getByRole('dialog', { name: 'Reading all keys that match' });
const selected = (page) => page.getByRole('status').filter({ hasText: /keys? selected/ });

const idsOf = (keys) => keys.map((key) => key.id).toSorted();

test('a page is selected, then all ten thousand, and the reading of them can be stopped', async ({ app, page }) => {
  await open(app, account);
  await expect(app.found).toHaveText('10,000 keys');
  await page.getByRole('checkbox', { name: 'Select all keys shown' }).check();
  await expect(selected(page)).toHaveText('50 keys selected');
  const held = await holdPart(page, 3);
  const press = () => page.getByRole('button', { name: 'Select all 10,000 keys' }).click();
  await press();
  await held.reached;
  await expect(gathering(page).getByRole('progressbar', { name: 'Keys read' })).toHaveAttribute('max', '10000');
  await expect(gathering(page).getByRole('status')).toHaveText(/^[1-9]\d* of 10,000 keys$/);
  await gathering(page).getByRole('button', { name: 'Stop' }).click();
  await expect(gathering(page)).toBeHidden();
  held.letGo();
  await expect(selected(page)).toHaveText('50 keys selected');
  await press();
  await expect(selected(page)).toHaveText('10,000 keys selected, 9,950 of them not shown here', LONG);
  await expect(page.getByRole('button', { name: 'Revoke 10,000 keys' })).toBeVisible();
  await page.getByRole('button', { name: 'Clear selection' }).click();
  await expect(selected(page)).toBeHidden();
});

test('a file holds every key once and no secret', async ({ app, page }) => {
  await open(app, account, '?sort=name');
  const text = await save(page, 'JSON');
  await expect(app.messages).toContainText('10,000 keys are in keys.json.');
  const lines = JSON.parse(text);
  expect(idsOf(lines)).toEqual(idsOf(all));
  const byId = new Map(all.map((key) => [key.id, key]));
  for (const line of lines) {
    const { name, body, metadata } = byId.get(line.id);
    const used = metadata.last_login ? `${metadata.last_login.slice(0, 19)}Z` : 'never';
    expect([line.name, line.status, line.created, line.last_used]).toEqual(
      [name, body.active ? 'Active' : 'Disabled', `${body.created.slice(0, 19)}Z`, used],
    );
  }
  const table = await save(page, 'CSV');
  const rows = cells(table);
  expect(rows.slice(1).map((row) => row[0]).toSorted()).toEqual(idsOf(all));
  for (const content of [text, table]) {
    for (const secret of ['ZENKEY_', '5eed5eed5eed5eed5eed5eed5eed5eed5eed5eed', '$2b$']) expect(content.includes(secret)).toBe(false);
  }
  await list.add('Description', 'starts with', 'owner');
  await app.status.selectOption({ label: 'Disabled' });
  const found = (await zenml.list(account.id, { description: 'startswith:owner', active: 'false', size: 2_000 })).items;
  await expect(app.found).toHaveText(`${found.length.toLocaleString('en-US')} keys`);
  expect(idsOf(JSON.parse(await save(page, 'JSON')))).toEqual(idsOf(found));
});

test('a search for what the server takes for anything looks at every key, can be stopped, and finds exactly', async ({ app, page }) => {
  await open(app, account);
  const held = await holdPart(page, 4);
  await app.search.fill('_0');
  await held.reached;
  await expect(app.found).toHaveText(/^Looking at [\d,]+ of [\d,]+ keys…$/);
  await page.getByRole('search').getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByText('You stopped reading. What is shown may not be what you asked for.')).toBeVisible();
  held.letGo();
  await page.getByRole('button', { name: 'Read again' }).click();
  const newest = (a, b) => (a.body.created < b.body.created ? 1 : -1);
  const found = all.filter((key) => key.name.includes('_0')).toSorted(newest);
  await expect(app.found).toHaveText(`${found.length.toLocaleString('en-US')} keys`, LONG);
  await expect(app.table).toHaveAttribute('aria-rowcount', String(found.length + 1));
  expect((await app.names()).slice(0, 10)).toEqual(found.slice(0, 10).map((key) => key.name));
  expect(idsOf(JSON.parse(await save(page, 'JSON')))).toEqual(idsOf(found));
});

test('a page of a thousand keys scrolls without a stutter', async ({ app, browser, page }) => {
  await open(app, account, '?size=1000');
  await expect(app.table).toHaveAttribute('aria-rowcount', '1001');
  expect(await page.getByRole('row').count()).toBeLessThan(60);
  const rows = page.getByRole('row');
  const tasks = await longTasks(browser, page, LONGEST_TASK, async () => {
    await app.table.hover();
    for (let turn = 0; turn < 20; turn += 1) {
      await page.mouse.wheel(0, 2_000);
      await page.evaluate(() => new Promise(requestAnimationFrame));
    }
    await expect(rows.nth(5)).toHaveAttribute('aria-rowindex', /^[5-9]\d\d$/);
    await page.getByRole('region', { name: 'List of keys' }).focus();
    await page.keyboard.press('End');
    await expect(rows.last()).toHaveAttribute('aria-rowindex', '1001');
  });
  expect(tasks).toEqual([]);
});

test('what is made and deleted between two parts neither hides a key nor tells one twice', async ({ app, page }) => {
  const own = await zenml.accountWithMany(unique('moves'), 2_500);
  const before = await zenml.keys(own.id);
  await open(app, own);
  const held = await holdPart(page, 4);
  const file = save(page, 'JSON');
  await held.reached;
  // Of those that were read, of those that were not, and one that is new.
  const gone = [before[0], before[3], before[150], before[2_000], before[2_499]];
  for (const key of gone) await zenml.deleteKey(own.id, key.id);
  await zenml.createKey(own.id, { name: 'made-meanwhile' });
  held.letGo();
  const ids = idsOf(JSON.parse(await file));
  expect(new Set(ids).size, 'each once').toBe(ids.length);
  const stayed = idsOf(before.filter((key) => !gone.includes(key)));
  expect(stayed.filter((id) => !ids.includes(id))).toEqual([]);
});

/** More keys in one second than fit into a part, as a script makes them. */
const long = (count, at) => Array.from({ length: count }, (_, i) => ({
  name: `long-${String(i).padStart(2, '0')}`,
  description: String.fromCharCode(97 + (i % 26)).repeat(60_000),
  created: at(i),
}));

/** The list itself without what makes it long. */
const SHORT = '?columns=created&size=20';

test('descriptions of 60,000 characters leave every answer small', async ({ app, page }) => {
  const own = await zenml.accountWithMany(unique('long'), long(40, (i) => `2026-01-01T10:${10 + i}:00`));
  await open(app, own, SHORT);
  expect(idsOf(JSON.parse(await save(page, 'JSON')))).toEqual(idsOf(await zenml.keys(own.id)));
});

for (const number of [3, 4]) {
  test(`keys of one second are read like others while one of them is deleted before part ${number}`, async ({ app, page }) => {
    const at = (i) => `2026-01-01T10:10:${i < 30 ? 10 : 11}.${100_000 + i}`;
    const own = await zenml.accountWithMany(unique('second'), long(60, at));
    const before = await zenml.keys(own.id);
    await open(app, own, SHORT);
    // The first part is small and tells how long keys are; the third stays in the second, the fourth leads out of it.
    const held = await holdPart(page, number);
    const file = save(page, 'JSON');
    await held.reached;
    await zenml.deleteKey(own.id, before[0].id);
    held.letGo();
    const ids = idsOf(JSON.parse(await file));
    expect(new Set(ids).size, 'each once').toBe(ids.length);
    expect(idsOf(before.slice(1)).filter((id) => !ids.includes(id))).toEqual([]);
  });
}
