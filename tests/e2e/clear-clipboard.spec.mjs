// A minute after a secret was copied the app offers to clear the clipboard; it does so only when it is told to.
import * as clipboard from './support/clipboard.mjs';
import { look } from './support/look.mjs';
import { SearchKeys } from './support/search.mjs';
import { expect, test } from './support/test.mjs';

const clear = (app) => app.messages.getByRole('button', { name: 'Clear clipboard' });
const OFFER = 'The secret you copied may still be in the clipboard. Clearing empties it, whatever is in it now.';

/** Copies the secret of a new key, and closes its dialog unless told otherwise. */
async function copySecret(app, name, { close = true } = {}) {
  await app.openForm();
  const { key } = await app.createAndLearn(name);
  await app.secretDialog.getByRole('button', { name: 'Copy', exact: true }).click();
  await expect(app.secretDialog.getByRole('status')).toHaveText('Copied.');
  if (close) await app.secretDialog.getByRole('button', { name: 'Close' }).click();
  return key;
}

test.beforeEach(async ({ context, page }) => {
  await clipboard.allow(context);
  await page.clock.install();
});

test('it is offered after a minute, and nothing is cleared before that is asked for', async ({ app, context, page }) => {
  const key = await copySecret(app, 'cleared');
  await page.clock.runFor(30_000);
  await expect(clear(app)).toHaveCount(0);
  await page.clock.runFor(31_000);
  await expect(app.messages).toContainText(OFFER);
  expect(await clipboard.read(context)).toBe(key);
  await page.bringToFront();
  await look(page, 'clear-clipboard');
  await clear(app).focus();
  await page.keyboard.press('Enter');
  await expect(app.messages).toContainText('The clipboard is empty. If your system keeps a clipboard history, delete the secret there, too.');
  await expect(clear(app)).toHaveCount(0);
  await expect(page.getByRole('main')).toBeFocused();
  expect(await clipboard.read(context)).toBe('');
});

test('it waits for an open dialog, and one may keep what is copied', async ({ app, context, page }) => {
  const key = await copySecret(app, 'kept', { close: false });
  await page.clock.runFor(90_000);
  await expect(clear(app)).toHaveCount(0);
  await app.secretDialog.getByRole('button', { name: 'Close' }).click();
  await expect(clear(app)).toBeVisible();
  await app.messages.getByRole('button', { name: 'Keep the clipboard' }).click();
  await expect(clear(app)).toHaveCount(0);
  await page.clock.runFor(90_000);
  await expect(clear(app)).toHaveCount(0);
  expect(await clipboard.read(context)).toBe(key);
});

test('a further copy begins the minute anew, also of a key that was listed', async ({ app, context, page }) => {
  const keys = await SearchKeys.open(app);
  const names = await app.names();
  await keys.button(`Copy ${names[0]}`).click();
  await page.clock.runFor(40_000);
  await keys.button(`Copy ${names[1]}`).click();
  await page.clock.runFor(30_000);
  await expect(clear(app)).toHaveCount(0);
  await page.clock.runFor(31_000);
  await expect(clear(app)).toHaveCount(1);
  await page.getByRole('button', { name: 'Sign out everywhere' }).click();
  await clear(app).click();
  await expect(app.messages).toContainText('The clipboard is empty.');
  expect(await clipboard.read(context)).toBe('');
});

test('where the browser refuses, that is said', async ({ app, context, page }) => {
  await copySecret(app, 'refused');
  await page.clock.runFor(61_000);
  await context.clearPermissions();
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
  });
  await clear(app).click();
  await expect(app.messages).toContainText("The clipboard isn't cleared: the browser didn't allow it. Copy something else instead.");
});

test('what is no secret is copied without an offer', async ({ app, page }) => {
  await app.openReadKeys();
  await page.getByRole('link', { name: 'ci-logs', exact: true }).click();
  await page.getByRole('button', { name: 'Copy id' }).click();
  await expect(app.messages).toContainText('Copy id: copied.');
  await page.clock.runFor(61_000);
  await expect(clear(app)).toHaveCount(0);
});
