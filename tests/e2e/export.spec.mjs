// The list as files: the keys that are shown, what is known of each, never a secret.
import { KEYS_PATH, OWNER_KEY } from './support/env.mjs';
import { expect, test } from './support/test.mjs';
import { download, refresh, rowOf, TALL } from './support/watch.mjs';
import * as sandbox from './support/sandbox.mjs';

test.use({ viewport: TALL });

const COLUMNS = [
  'id', 'name', 'description', 'status', 'expires', 'created', 'created_by', 'last_used', 'last_rotated', 'last_changed_or_used', 'access',
];

/** Opens the menu and takes one form of the list. */
async function save(page, form) {
  const item = page.getByRole('button', { name: form, exact: true });
  if (!(await item.isVisible())) await page.getByText('Export', { exact: true }).click();
  return download(page, () => item.click());
}

/** The lines of a table as RFC 4180 has it, each by the names of its columns. */
function table(text) {
  const cells = [...text.matchAll(/("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n)/gy)];
  expect(cells.map(([whole]) => whole).join(''), 'the file is a table to its end').toBe(text);
  const rows = [[]];
  for (const [, cell, end] of cells) {
    rows.at(-1).push(cell.replace(/^"|"$/g, '').replaceAll('""', '"'));
    if (end !== ',') rows.push([]);
  }
  expect(rows.pop()).toEqual([]);
  const [head, ...lines] = rows;
  expect(head).toEqual(COLUMNS);
  return lines.map((line) => Object.fromEntries(head.map((name, place) => [name, line[place]])));
}

/** The lines of a calendar, unfolded. */
const unfolded = (text) => text.replaceAll('\r\n ', '').split('\r\n');
const values = (lines, name) =>
  lines.filter((line) => line.startsWith(`${name}:`)).map((line) => line.slice(name.length + 1));
const second = (text) => Math.floor(Date.parse(text) / 1000);

test('the table holds every key in the order of the list', async ({ app, page }) => {
  const all = await sandbox.keys();
  await app.openReadKeys();
  const { name, text } = await save(page, 'CSV');
  expect(name).toBe('keys.csv');
  await expect(app.messages).toContainText('24 keys are in keys.csv.');
  const rows = table(text);
  expect(rows.map((row) => row.name)).toEqual(await app.names());
  expect(new Set(rows.map((row) => row.id))).toEqual(new Set(all.map((key) => key.id)));
  for (const row of rows) {
    const key = all.find((one) => one.id === row.id);
    expect(row.name).toBe(key.description);
    expect(second(row.created)).toBe(second(key.creation_date));
    if (key.expiration_date) expect(second(row.expires)).toBe(second(key.expiration_date));
    else expect(row.expires).toBe('never');
  }
  expect(rows.find((row) => row.name === 'nightly-backup')).toMatchObject({
    status: 'Expires soon',
    created_by: 'Ada Nowak',
    last_used: '',
    access: 'Admin on 1 deployment',
  });
  expect(rows.find((row) => row.name === 'terraform-prod')).toMatchObject({
    status: 'Never expires',
    created_by: 'former member',
  });
});

test('what is hidden is not in it, and the order is the one chosen', async ({ app, page }) => {
  await app.openReadKeys();
  await app.status.selectOption({ label: 'Expires soon' });
  await app.sortBy('Name');
  await expect(page).toHaveURL(/sort=name$/);
  const shown = await app.names();
  expect(shown.length).toBeGreaterThan(3);
  const { text } = await save(page, 'JSON');
  expect(JSON.parse(text).map((key) => key.name)).toEqual(shown);
  await app.search.fill('ci-logs');
  await expect(app.found).toHaveText('1 of 24 keys');
  const one = await save(page, 'CSV');
  expect(table(one.text).map((row) => row.name)).toEqual(['ci-logs']);
  await expect(app.messages).toContainText('1 key is in keys.csv.');
});

test('the objects say null for what is not known', async ({ app, page }) => {
  const [key] = await sandbox.keysNamed('cost-watch');
  await app.openReadKeys({ query: '?search=cost-watch' });
  const { name, text } = await save(page, 'JSON');
  expect(name).toBe('keys.json');
  const [line, ...others] = JSON.parse(text);
  expect(others).toEqual([]);
  expect(Object.keys(line).toSorted()).toEqual(COLUMNS.toSorted());
  expect(line).toMatchObject({
    id: key.id,
    status: 'Never expires',
    expires: 'never',
    created_by: 'Emil Sørensen',
    last_used: null,
    last_rotated: null,
    last_changed_or_used: null,
    description: null,
    access: 'Billing admin',
  });
});

test('no file holds a secret, also of a key that was just made', async ({ app, page }) => {
  await app.openForm();
  const { key } = await app.createAndLearn('just-made');
  await app.dismissSecret();
  await expect(rowOf(app, 'just-made')).toBeVisible();
  for (const form of ['CSV', 'JSON', 'Calendar of expiries']) {
    const { text } = await save(page, form);
    expect(text).toContain('just-made');
    for (const secret of [key, OWNER_KEY, 'essu_']) expect(text.includes(secret)).toBe(false);
  }
});

test('a name is no formula, and every name is one cell', async ({ app, page }) => {
  const names = ['=1+1', '+cmd|\'/C calc\'!A0', '-2+3', '@SUM(A1)', '\t=1+1', 'x;=1+1', 'a,"b",c', 'two\nlines'];
  const made = {};
  for (const name of names) made[(await sandbox.createKey(name)).id] = name;
  await app.openReadKeys();
  const rows = table((await save(page, 'CSV')).text);
  const objects = JSON.parse((await save(page, 'JSON')).text);
  expect(rows).toHaveLength(24 + names.length);
  for (const [id, name] of Object.entries(made)) {
    const cell = rows.find((row) => row.id === id).name;
    // Where another spreadsheet may begin a cell, each part is guarded.
    expect(cell.replaceAll("'=", '=').replace(/^'/, '')).toBe(name);
    expect(cell).not.toMatch(/(^|[;\t\r\n])\s*[=+@-]/);
    expect(objects.find((line) => line.id === id).name).toBe(name);
  }
});

test('the calendar has one entry a key that ends, a week warned', async ({ app, page }) => {
  const long = `a name; with, marks\\ ${'und Länge '.repeat(12)}`.trim();
  await sandbox.createKey(long);
  const ending = (await sandbox.keys()).filter((key) => key.expiration_date);
  await app.openReadKeys();
  const { name, text } = await save(page, 'Calendar of expiries');
  expect(name).toBe('key-expiries.ics');
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  expect(text.replaceAll('\r\n', '')).not.toContain('\n');
  const lines = unfolded(text);
  expect(lines.slice(0, 2)).toEqual(['BEGIN:VCALENDAR', 'VERSION:2.0']);
  expect(lines.slice(-2)).toEqual(['END:VCALENDAR', '']);
  expect(values(lines, 'PRODID')).toHaveLength(1);
  for (const part of ['VEVENT', 'VALARM']) {
    expect(values(lines, 'BEGIN').filter((one) => one === part)).toHaveLength(ending.length);
    expect(values(lines, 'END').filter((one) => one === part)).toHaveLength(ending.length);
  }
  const compact = (date) => new Date(date).toISOString().replace(/\.\d+Z/, 'Z').replaceAll(/[-:]/g, '');
  expect(values(lines, 'DTSTART').toSorted()).toEqual(ending.map((key) => compact(key.expiration_date)).toSorted());
  expect(new Set(values(lines, 'UID')).size).toBe(ending.length);
  for (const stamp of values(lines, 'DTSTAMP')) expect(stamp).toMatch(/^\d{8}T\d{6}Z$/);
  expect(new Set(values(lines, 'TRIGGER'))).toEqual(new Set(['-P7D']));
  const escaped = long.replaceAll(/[\\;,]/g, (mark) => `\\${mark}`);
  expect(values(lines, 'SUMMARY')).toContain(`API key ${escaped} expires`);
  await expect(app.messages).toContainText(`${ending.length} keys are in key-expiries.ics.`);
});

test('a key that vanished is told to be gone, and is no date in the calendar', async ({ app, page }) => {
  const made = await sandbox.createKey('gone-soon');
  await app.openReadKeys();
  await sandbox.revokeKey(made.id);
  await refresh(app);
  await expect(rowOf(app, 'gone-soon')).toContainText('Gone');
  const rows = table((await save(page, 'CSV')).text);
  expect(rows.find((row) => row.id === made.id)).toMatchObject({ name: 'gone-soon', status: 'Gone' });
  const { text } = await save(page, 'Calendar of expiries');
  // It will not expire: it is gone. A reminder would be of nothing.
  expect(text.includes(made.id)).toBe(false);
});

test('no key shown is a file without keys, and the menu closes by keyboard', async ({ app, page }) => {
  await app.openReadKeys({ query: '?search=nothing+like+it' });
  const { text } = await save(page, 'CSV');
  expect(table(text)).toEqual([]);
  await expect(app.messages).toContainText('0 keys are in keys.csv.');
  const item = page.getByRole('button', { name: 'CSV', exact: true });
  const summary = page.getByText('Export', { exact: true });
  if (!(await item.isVisible())) await summary.click();
  await expect(item).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(item).toBeHidden();
  expect(await sandbox.requests('POST', KEYS_PATH)).toEqual([]);
});

test('the menu closes when one goes on elsewhere', async ({ app, page }) => {
  await app.openReadKeys();
  await page.getByText('Export', { exact: true }).click();
  const item = page.getByRole('button', { name: 'CSV', exact: true });
  await expect(item).toBeVisible();
  await app.search.click();
  await expect(item).toBeHidden();
});

test('on a small screen the whole menu can be seen', async ({ app, page }) => {
  await page.setViewportSize({ width: 360, height: 780 });
  await app.openReadKeys();
  await page.getByText('Export', { exact: true }).click();
  for (const form of ['CSV', 'JSON', 'Calendar of expiries']) {
    await expect(page.getByRole('button', { name: form, exact: true })).toBeInViewport({ ratio: 1 });
  }
});

test('the button stays where it is when its menu opens', async ({ app, page }) => {
  await app.openReadKeys();
  const summary = page.getByText('Export', { exact: true });
  const before = await summary.boundingBox();
  await summary.click();
  await expect(page.getByRole('button', { name: 'CSV', exact: true })).toBeVisible();
  expect(await summary.boundingBox()).toEqual(before);
});
