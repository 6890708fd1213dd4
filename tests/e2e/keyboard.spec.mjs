// The main job with the keyboard alone.
import { KEYS_PAGE, OWNER_KEY } from './support/env.mjs';
import { tabTo } from './support/keyboard.mjs';
import { expect, test } from './support/test.mjs';
import * as sandbox from './support/sandbox.mjs';

const focused = (page) => page.evaluate(() => document.activeElement?.textContent);

test('sign in, create, save and revoke without a mouse', async ({ app, page }) => {
  const { keyboard } = page;
  await page.goto(KEYS_PAGE);
  await expect(app.signInForm()).toBeVisible();
  await keyboard.press('Tab');
  expect(await focused(page)).toBe('Skip to content');
  await keyboard.press('Enter');
  await tabTo(page, app.signInForm().getByLabel('API key', { exact: true }));
  await keyboard.type(OWNER_KEY);
  await keyboard.press('Enter');
  await app.expectRead();

  await tabTo(page, page.getByRole('link', { name: 'Create key' }));
  await keyboard.press('Enter');
  await tabTo(page, app.form.getByLabel('Name'));
  await keyboard.type('by-keyboard');
  await tabTo(page, app.form.getByRole('radio', { name: '3 months' }));
  await keyboard.press('ArrowLeft');
  await expect(app.form.getByRole('radio', { name: '60 days' })).toBeChecked();
  await tabTo(page, app.grant().getByLabel('Role'));
  await keyboard.type('Viewer');
  await tabTo(page, app.form.getByRole('checkbox', { name: 'staging' }));
  await keyboard.press('Space');
  await tabTo(page, app.form.getByRole('button', { name: 'Create key' }));
  await keyboard.press('Enter');

  await expect(app.secretDialog.getByRole('heading')).toBeFocused();
  await tabTo(page, app.secretDialog.getByLabel('I saved it elsewhere'));
  await keyboard.press('Space');
  await keyboard.press('Escape');
  await expect(app.secretDialog).toBeHidden();
  const [key] = await sandbox.keysNamed('by-keyboard');
  expect(key.role_assignments.deployment[0].role_id).toBe('deployment-viewer');

  await app.expectRead();
  await tabTo(page, app.revokeButton('by-keyboard'));
  await keyboard.press('Enter');
  await expect(app.revokeDialog('by-keyboard').getByRole('button', { name: 'Cancel' })).toBeFocused();
  await keyboard.press('Tab');
  await expect(app.revokeDialog('by-keyboard').getByRole('button', { name: 'Revoke key' })).toBeFocused();
  await keyboard.press('Enter');
  await expect(app.messages).toContainText('by-keyboard is revoked.');
  expect(await sandbox.keysNamed('by-keyboard')).toEqual([]);
});

test('sorting and leaving a dialog keep the focus where it was', async ({ app, page }) => {
  await app.openReadKeys();
  const sort = page.getByRole('columnheader', { name: 'Name' }).getByRole('button');
  await sort.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('columnheader', { name: 'Name' })).toHaveAttribute('aria-sort', 'ascending');
  await expect(sort).toBeFocused();
});

test('a date is typed into one and the same field', async ({ app, page }) => {
  await app.openForm();
  await app.form.getByRole('radio', { name: 'On a date' }).focus();
  await page.keyboard.press('Space');
  const date = app.form.getByLabel('Last day');
  const soon = new Date(Date.now() + 60 * 24 * 60 * 60 * 1000);
  const two = (number) => String(number).padStart(2, '0');
  const [year, month, day] = [soon.getFullYear(), two(soon.getMonth() + 1), two(soon.getDate())];
  await date.focus();
  await page.keyboard.type(`${month}${day}${year}`);
  await expect(date).toBeFocused();
  await expect(date).toHaveValue(`${year}-${month}-${day}`);
});
