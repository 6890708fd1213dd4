// The secret of a new key: shown once, in every form, and not to be lost by accident.
import fs from 'node:fs/promises';
import { API, APP, KEYS_PATH } from './support/env.mjs';
import { isInPage } from './support/leaks.mjs';
import { expect, test } from './support/test.mjs';
import * as clipboard from './support/clipboard.mjs';
import * as sandbox from './support/sandbox.mjs';

const shown = (app) => app.secretDialog.getByLabel('New key');
const press = (app, name) => app.secretDialog.getByRole('button', { name, exact: true }).click();

test('the dialog names the key, hides the secret, and shows it on request', async ({ app, page }) => {
  await app.openForm();
  const { key } = await app.createAndLearn('masked');
  await expect(app.secretDialog).toHaveAccessibleName('masked is created. Save its key now.');
  await expect(app.secretDialog).toContainText('Elastic Cloud shows it only this once.');
  await expect(app.secretDialog.getByRole('heading')).toBeFocused();
  expect(await isInPage(page, key)).toBe(false);
  await press(app, 'Show');
  await expect(shown(app)).toHaveText(key);
  await press(app, 'Hide');
  expect(await isInPage(page, key)).toBe(false);
  expect(await sandbox.statusWith(key)).toBe(200);
});

test('after it is saved nothing of it is left', async ({ app, page }) => {
  await app.openForm();
  const { key } = await app.createAndLearn('gone after');
  await press(app, 'Show');
  await app.dismissSecret();
  expect(await isInPage(page, key)).toBe(false);
  await page.goBack();
  await expect(app.form).toBeVisible();
  await expect(app.secretDialog).toBeHidden();
});

test('each format is copied with the secret in it, masked or not', async ({ app, context, page }) => {
  await clipboard.allow(context);
  await app.openForm();
  const { id, key } = await app.createAndLearn('formats');
  const tab = (name) => app.secretDialog.getByRole('tab', { name, exact: true });
  const copied = async (name) => {
    await tab(name).click();
    await expect(tab(name)).toHaveAttribute('aria-selected', 'true');
    await press(app, 'Copy');
    await expect(app.secretDialog.getByRole('status')).toHaveText('Copied.');
    return clipboard.read(context);
  };
  expect(await copied('Key')).toBe(key);
  expect(await copied('.env')).toBe(`API_KEY=${key}`);
  expect(JSON.parse(await copied('JSON'))).toEqual({ id, name: 'formats', key });
  const curl = await copied('curl');
  expect(curl.split('\n')[0]).toBe(`API_KEY='${key}'`);
  expect(curl).toContain(`curl -X GET '${API}/api/v1/organizations'`);
  expect(curl).toContain('-H "Authorization: ApiKey $API_KEY"');
  expect(await isInPage(page, key)).toBe(false);
  await tab('curl').press('ArrowRight');
  await expect(tab('JSON')).toBeFocused();
  await expect(app.secretDialog.getByRole('tabpanel', { name: 'JSON' })).toContainText('"name": "formats"');
});

test('the download holds name and secret, and lifts the hold', async ({ app, page }) => {
  await app.openForm();
  const { id, key } = await app.createAndLearn('=HYPERLINK("x")');
  const started = page.waitForEvent('download');
  await press(app, 'Download CSV');
  const download = await started;
  expect(download.suggestedFilename()).toBe('-HYPERLINK--x---key.csv');
  expect(await fs.readFile(await download.path(), 'utf8')).toBe(
    `id,name,key\r\n"${id}","'=HYPERLINK(""x"")","${key}"\r\n`,
  );
  await expect(app.secretDialog.getByLabel('I saved it elsewhere')).toBeChecked();
  await press(app, 'Close');
  await expect(app.secretDialog).toBeHidden();
});

test('nothing closes it before the secret is saved', async ({ app, page }) => {
  await app.openForm();
  await app.createAndLearn('held');
  const hint = 'Save the key first: copy it, download it, or tick that you saved it elsewhere.';
  const isHeld = async () => {
    await expect(app.secretDialog).toBeVisible();
    await expect(app.secretDialog.getByRole('status')).toHaveText(hint);
  };
  for (let again = 0; again < 3; again += 1) await page.keyboard.press('Escape');
  await isHeld();
  await page.mouse.click(5, 5);
  await isHeld();
  // A person may press it, though it is marked as off.
  await app.secretDialog.getByRole('button', { name: 'Close' }).press('Enter');
  await isHeld();
  await page.goBack();
  await expect(page).toHaveURL(/\/keys\/new$/);
  await isHeld();
  await press(app, 'Show');
  await expect(shown(app)).toHaveText(/^essu_/);
  await app.dismissSecret();
});

test('a copy that succeeded lets Esc close it', async ({ app, context, page }) => {
  await clipboard.allow(context);
  await app.openForm();
  await app.createAndLearn('copied');
  await press(app, 'Copy');
  await expect(app.secretDialog.getByLabel('I saved it elsewhere')).toBeChecked();
  await page.keyboard.press('Escape');
  await expect(app.secretDialog).toBeHidden();
});

test('closing the tab asks first until it is saved', async ({ app, page }) => {
  const asked = [];
  page.on('dialog', async (dialog) => {
    asked.push(dialog.type());
    await dialog.dismiss();
  });
  await app.openForm();
  await app.createAndLearn('tab');
  await page.close({ runBeforeUnload: true });
  await expect.poll(() => asked).toEqual(['beforeunload']);
  await expect(app.secretDialog).toBeVisible();
  await app.dismissSecret();
  const closed = page.waitForEvent('close');
  await page.close({ runBeforeUnload: true });
  await closed;
  expect(asked).toHaveLength(1);
});

test('where the browser refuses to copy, the secret is selected and the keys are named', async ({ app, context, page }) => {
  await context.grantPermissions([], { origin: APP });
  await app.openForm();
  const { key } = await app.createAndLearn('not copied');
  await press(app, 'Copy');
  await expect(app.secretDialog.getByRole('status')).toContainText("The browser didn't allow the copy.");
  await expect(app.secretDialog.getByRole('status')).toContainText('press Ctrl+C, or ⌘C on a Mac');
  expect(await page.evaluate(() => getSelection().toString())).toBe(key);
  await expect(shown(app)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(app.secretDialog).toBeVisible();
});

test('a list that can not be read after the create takes nothing away', async ({ app, guard, page }) => {
  guard.expectStatus(500);
  await app.openForm();
  await sandbox.addFault('GET', KEYS_PATH, { status: 500 }, 5);
  const { key } = await app.createAndLearn('kept');
  await expect.poll(async () => (await sandbox.requests('GET', KEYS_PATH)).at(-1).status).toBe(500);
  await press(app, 'Show');
  await expect(shown(app)).toHaveText(key);
  await app.dismissSecret();
  await expect(page.getByRole('alert')).toContainText('The keys could not be read.');
});

test('the idle lock hides the secret and keeps it', async ({ app, page }) => {
  await page.clock.install();
  await app.openForm();
  const { key } = await app.createAndLearn('locked');
  await press(app, 'Show');
  await page.clock.runFor('15:10');
  await expect(shown(app)).not.toHaveText(key);
  expect(await isInPage(page, key)).toBe(false);
  await press(app, 'Show');
  await expect(shown(app)).toHaveText(key);
});

test('it is shown although one left the form before the answer came', async ({ app, page }) => {
  await sandbox.addFault('POST', KEYS_PATH, { delay_ms: 1500 });
  await app.openForm();
  await app.create('slow');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Connections' }).click();
  await expect(page.getByRole('heading', { name: 'Connections', level: 1 })).toBeVisible();
  await expect(app.secretDialog).toHaveAccessibleName('slow is created. Save its key now.');
  await app.dismissSecret();
  await expect(page.getByRole('heading', { name: 'Connections', level: 1 })).toBeVisible();
});

test('it is shown although one was signed out before the answer came', async ({ app, page }) => {
  await sandbox.addFault('POST', KEYS_PATH, { delay_ms: 1500 });
  await app.openForm();
  await app.create('slower');
  await page.getByRole('button', { name: 'Sign out everywhere' }).click();
  await expect(app.secretDialog).toHaveAccessibleName('slower is created. Save its key now.');
});
