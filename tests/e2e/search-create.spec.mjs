// Keys made of a config alone: by choice, as JSON, like another one; and what the service refuses.
import * as clipboard from './support/clipboard.mjs';
import { configOf, KEYS_PAGE, listed, SearchKeys } from './support/search.mjs';
import { expect, test } from './support/test.mjs';

async function openForm(app) {
  const keys = await SearchKeys.open(app);
  await app.page.getByRole('link', { name: 'Create key' }).click();
  await expect(app.form).toBeVisible();
  return keys;
}

/** The key that was made last. */
const last = async () => (await listed()).at(-1);

test('read is chosen, and write can be', async ({ app, page }) => {
  const keys = await openForm(app);
  await expect(app.form.getByRole('radio', { name: 'read' })).toBeChecked();
  await keys.permit('write', app.form);
  await expect(keys.json).toHaveValue('{\n  "permissions": "write"\n}');
  await expect(app.summary).toContainText('permissions: write');
  await app.submit();
  await expect(app.secretDialog).toBeVisible();
  await expect(app.secretDialog).toContainText('you can read it again as long as the key exists');
  await expect(app.secretDialog.getByRole('button', { name: 'Try the key' })).toHaveCount(0);
  const [key, config] = await last();
  expect(config).toEqual({ permissions: 'write' });
  expect((await page.content()).includes(key)).toBe(false);
  await app.dismissSecret();
  await expect(page).toHaveURL(new RegExp(`${KEYS_PAGE}$`));
  await expect(page.getByText('9 keys, read')).toBeVisible();
});

test('the dialog hands over the key itself', async ({ app, context }) => {
  await clipboard.allow(context);
  await openForm(app);
  await app.submit();
  await expect(app.secretDialog).toBeVisible();
  await app.page.keyboard.press('Escape');
  await expect(app.secretDialog).toContainText('Save the key first');
  await app.secretDialog.getByRole('button', { name: 'Copy', exact: true }).click();
  await expect(app.secretDialog).toContainText('Copied.');
  expect(await clipboard.read(context)).toBe((await last())[0]);
});

test('choice and JSON are two views of one config', async ({ app }) => {
  const keys = await openForm(app);
  await keys.json.fill('{"permissions": "write", "deep": {"kept": [1, null, 0.1]}}');
  await expect(app.form.getByRole('radio', { name: 'write' })).toBeChecked();
  await keys.permit('read', app.form);
  await expect(keys.json).toHaveValue(/"kept"/);
  await keys.json.fill('{"tags": ["ci"]}');
  await expect(app.form.getByText('The JSON below names none.')).toBeVisible();
  await expect(app.form.getByRole('radio', { checked: true })).toHaveCount(0);
  await app.submit();
  await app.dismissSecret();
  expect((await last())[1]).toEqual({ tags: ['ci'] });
});

for (const [text, where] of [
  ['{\n  "permissions": "read"\n  "x": 1\n}', 'Line 3, column 3: Expected `,` or `}`.'],
  ['["read"]', 'Line 1, column 1: A JSON object is needed'],
  ['', 'Line 1, column 1: Write a JSON object'],
]) {
  test(`what is no JSON object is told by line and column: ${JSON.stringify(text)}`, async ({ app }) => {
    const keys = await openForm(app);
    await keys.json.fill(text);
    await expect(app.form.getByText(where)).toBeVisible();
    await expect(app.form.getByRole('radio', { name: 'read' })).toBeDisabled();
    await app.submit();
    await expect(keys.json).toBeFocused();
    await expect(keys.json).toHaveAttribute('aria-invalid', 'true');
    expect(await listed()).toHaveLength(8);
  });
}

test('a label and a note are kept here and not sent', async ({ app, page }) => {
  const keys = await openForm(app);
  await app.form.getByLabel('Label (optional)').fill('Nightly importer');
  await app.form.getByLabel('Note (optional)').fill('Ask Ada');
  await app.submit();
  await expect(page.getByRole('dialog', { name: 'Nightly importer is created. Save its key now.' })).toBeVisible();
  await app.dismissSecret();
  await expect(keys.row('Nightly importer')).toContainText('Ask Ada');
  expect((await last())[1]).toEqual({ permissions: 'read' });
});

test('one like another has its whole config and no label', async ({ app, page }) => {
  const keys = await SearchKeys.open(app);
  await keys.follow('W8r••••••UkS');
  await page.getByRole('link', { name: 'Create one like this' }).click();
  await expect(page.getByText('Filled in from')).toBeVisible();
  await expect(app.form.getByLabel('Label (optional)')).toHaveValue('');
  await keys.permit('write', app.form);
  await app.submit();
  await app.dismissSecret();
  expect((await last())[1]).toEqual({ permissions: 'write', limits: { per_minute: 600 } });
  expect(await configOf('W8rN0bYq5MzE2cLd7UkS')).toEqual({ permissions: 'read', limits: { per_minute: 600 } });
});
