// Labels and notes: kept in this browser under a hash of the key, taken elsewhere as a file.
import fs from 'node:fs';
import { APP, SEARCH_KEY } from './support/env.mjs';
import { ODD, SearchKeys, STORED, KEYS_PAGE } from './support/search.mjs';
import { App } from './support/app.mjs';
import { expect, test } from './support/test.mjs';

const MASK = 'W8r••••••UkS';
const LOCAL = 'they stay in this browser, and the service never sees them.';

async function openLabeled(app) {
  const keys = await SearchKeys.open(app);
  await keys.follow(MASK);
  await expect(app.page.getByText(LOCAL)).toBeVisible();
  await keys.label('Importer', 'Ask Ada');
  await expect(app.heading('Importer')).toBeVisible();
  return keys;
}

/** The file that the app hands over. */
async function exported(keys) {
  await keys.button('Labels').click();
  const started = keys.page.waitForEvent('download');
  await keys.page.getByRole('button', { name: /^Export \d+ labels?$/ }).click();
  const file = await started;
  expect(file.suggestedFilename()).toBe('key-labels.json');
  return fs.readFileSync(await file.path(), 'utf8');
}

async function take(keys, text) {
  await keys.button('Labels').click();
  await expect(keys.page.getByText(LOCAL)).toBeVisible();
  const file = { name: 'labels.json', mimeType: 'application/json', buffer: Buffer.from(text) };
  await keys.page.getByLabel('Import labels from a file').setInputFiles(file);
}

test('a label stands for the mask, is found, and outlives a reload', async ({ app, page }) => {
  const keys = await openLabeled(app);
  const address = page.url();
  await page.getByRole('link', { name: 'All keys' }).click();
  await expect(keys.row('Importer')).toContainText(`${MASK} · Ask Ada`);
  await app.search.fill('ask ada');
  await expect(app.found).toHaveText('1 of 8 keys');
  await page.goto(address);
  await app.signIn({ key: SEARCH_KEY, connection: 'Search API' });
  await expect(app.heading('Importer')).toBeVisible();
  const stored = await page.evaluate((name) => localStorage.getItem(name), STORED);
  expect(Object.values(JSON.parse(stored).names)).toEqual([{ label: 'Importer', note: 'Ask Ada' }]);
  for (const [key] of ODD) expect(stored).not.toContain(key);
  await keys.label('');
  await expect(app.heading(MASK)).toBeVisible();
});

test('a key is no label and no note, and is kept nowhere', async ({ app, page }) => {
  const keys = await openLabeled(app);
  await keys.button('Edit label and note').click();
  const dialog = page.getByRole('dialog', { name: /^Label / });
  for (const [field, secret] of [['Label', SEARCH_KEY], ['Note', SEARCH_KEY], ['Note', ODD[0][0]]]) {
    await dialog.getByLabel(field, { exact: true }).fill(secret);
    await dialog.getByRole('button', { name: 'Save label' }).click();
    await expect(dialog.getByLabel('Label', { exact: true })).toHaveAccessibleDescription(/This is a key or what you sign in with/);
    await dialog.getByLabel(field, { exact: true }).fill('');
  }
  await page.keyboard.press('Escape');
  expect(await page.evaluate((name) => localStorage.getItem(name), STORED)).not.toContain(SEARCH_KEY);
});

test('nor are they in the form for a new key', async ({ app, page }) => {
  const keys = await SearchKeys.open(app);
  await page.getByRole('link', { name: 'Create key' }).click();
  for (const field of ['Label (optional)', 'Note (optional)']) {
    await app.form.getByLabel(field).fill(SEARCH_KEY);
    await app.submit();
    await expect(app.form.getByLabel(field)).toHaveAccessibleDescription(/This is a key or what you sign in with/);
    await app.form.getByLabel(field).fill('');
  }
  await app.submit();
  await expect(app.secretDialog).toBeVisible();
  await expect(keys.page).not.toHaveURL(/search-demo/);
});

test('the dialog that revokes names a key by its label', async ({ app, page }) => {
  await openLabeled(app);
  await page.getByRole('button', { name: 'Revoke', exact: true }).click();
  await expect(app.revokeDialog('Importer')).toContainText(MASK);
});

test('labels go to another browser as a file without keys', async ({ app, browser, guard, page }) => {
  const keys = await openLabeled(app);
  await page.getByRole('link', { name: 'All keys' }).click();
  const file = await exported(keys);
  await expect(app.messages).toContainText('1 label is in key-labels.json, without keys.');
  for (const [key] of ODD) expect(file).not.toContain(key);
  const elsewhere = await (await browser.newContext({ baseURL: APP })).newPage();
  const other = new App(elsewhere, guard);
  await elsewhere.goto(KEYS_PAGE);
  await other.signIn({ key: SEARCH_KEY, connection: 'Search API' });
  const there = new SearchKeys(other);
  await expect(there.link(MASK)).toBeVisible();
  await take(there, file);
  await expect(other.messages).toContainText('1 label is imported.');
  await expect(there.row('Importer')).toContainText('Ask Ada');
  const salts = [JSON.parse(file).salt, JSON.parse(await exported(there)).salt];
  expect(salts[0]).not.toBe(salts[1]);
  await elsewhere.context().close();
});

test('a file that is none, or of keys that are not here, is told', async ({ app }) => {
  const keys = await SearchKeys.open(app);
  for (const text of ['', '[]', '{"salt": "x", "names": {}}']) {
    await take(keys, text);
    await expect(app.messages).toContainText('This is not a file of labels. Nothing was imported.');
  }
  const names = { '00ff': { label: 'Gone' }, '11ff': { label: 7 } };
  await take(keys, JSON.stringify({ salt: '00'.repeat(32), names }));
  await expect(app.messages).toContainText('0 labels are imported. 1 label was not: no key in the list is theirs.');
});
