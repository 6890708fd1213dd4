// Revoking a key: asked first, told truthfully how it ended.
import { API, KEYS_PATH } from './support/env.mjs';
import { expect, test } from './support/test.mjs';
import * as sandbox from './support/sandbox.mjs';

const ONE_KEY = `${KEYS_PATH}/*`;
const NAME = 'ci-logs';

test.use({ viewport: { width: 1280, height: 2200 } });

test('the confirmation says which key, what it can do and what stops', async ({ app }) => {
  const [key] = await sandbox.keysNamed(NAME);
  await app.openReadKeys();
  await app.revokeButton(NAME).click();
  const dialog = app.revokeDialog(NAME);
  await expect(dialog).toContainText(key.id);
  await expect(dialog.getByRole('listitem')).toHaveText(['Editor on 2 deployments']);
  await expect(dialog).toContainText("Everything that uses it stops working at once. This can't be undone.");
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
});

test('Cancel and Esc change nothing and give the focus back', async ({ app, page }) => {
  await app.openReadKeys();
  for (const leave of [() => app.revokeDialog(NAME).getByRole('button', { name: 'Cancel' }).click(), () => page.keyboard.press('Escape')]) {
    await app.revokeButton(NAME).click();
    await expect(app.revokeDialog(NAME)).toBeVisible();
    await leave();
    await expect(app.revokeDialog(NAME)).toBeHidden();
    await expect(app.revokeButton(NAME)).toBeFocused();
  }
  expect(await sandbox.keysNamed(NAME)).toHaveLength(1);
  expect(await sandbox.requests('DELETE', ONE_KEY)).toEqual([]);
});

test('a revoked key is gone here and there, and works no more', async ({ app, page }) => {
  const { id, key } = await sandbox.createKey('short-lived');
  await app.openReadKeys();
  await app.revoke('short-lived');
  await expect(app.messages).toContainText('short-lived is revoked.');
  await expect(app.row('short-lived')).toHaveCount(0);
  await expect(app.found).toHaveText('24 of 24 keys');
  const calls = await sandbox.requests('DELETE', ONE_KEY);
  expect(calls.map((call) => [call.path, call.query, call.body])).toEqual([[`${KEYS_PATH}/${id}`, null, null]]);
  expect(await sandbox.statusWith(key)).toBe(401);
  // The focus must not fall out of the page with the row that held it.
  expect(await page.evaluate(() => document.activeElement !== document.body)).toBe(true);
});

test('a key that is gone already counts as gone', async ({ app, guard }) => {
  guard.expectStatus(404);
  await app.openReadKeys();
  const [key] = await sandbox.keysNamed(NAME);
  await sandbox.revokeKey(key.id);
  await app.revoke(NAME);
  await expect(app.messages).toContainText(`${NAME} was gone already.`);
  await expect(app.row(NAME)).toHaveCount(0);
});

test('a refusal is told in the dialog, and the key stays', async ({ app, guard }) => {
  guard.expectStatus(403);
  await sandbox.addFault('DELETE', ONE_KEY, sandbox.refusal(403, 'root.unauthorized', 'Not with this key.'));
  await app.openReadKeys();
  await app.revoke(NAME);
  const alert = app.revokeDialog(NAME).getByRole('alert');
  await expect(alert).toContainText("The key was not revoked. You aren't allowed to do this: Not with this key");
  await app.revokeDialog(NAME).getByRole('button', { name: 'Cancel' }).click();
  await expect(app.row(NAME)).toBeVisible();
});

test('a failure says that the key is still listed, and a second try works', async ({ app, guard }) => {
  guard.expectStatus(500);
  await sandbox.addFault('DELETE', ONE_KEY, { status: 500 });
  await app.openReadKeys();
  await app.revoke(NAME);
  await expect(app.revokeDialog(NAME).getByRole('alert')).toContainText('it was still listed when last read.');
  await app.revokeDialog(NAME).getByRole('button', { name: 'Revoke key' }).click();
  await expect(app.messages).toContainText(`${NAME} is revoked.`);
  await expect(app.row(NAME)).toHaveCount(0);
});

test('a lost answer is looked into: the key is gone', async ({ app, guard }) => {
  guard.expectLostCalls();
  await app.openReadKeys();
  await sandbox.addFault('DELETE', ONE_KEY, { drop: 'after_commit' });
  await app.revoke(NAME);
  await expect(app.messages).toContainText(`${NAME} is revoked. The answer was lost, but the key is gone from the list.`);
  await expect(app.revokeDialog(NAME)).toBeHidden();
});

test('a lost request is looked into: the key is still there', async ({ app, guard }) => {
  guard.expectLostCalls();
  await app.openReadKeys();
  await sandbox.addFault('DELETE', ONE_KEY, { drop: 'before' });
  await app.revoke(NAME);
  const alert = app.revokeDialog(NAME).getByRole('alert');
  await expect(alert).toContainText('It is not known whether the key was revoked; it was still listed when last read.');
  await expect(alert).toContainText(`No answer came from ${API}.`);
});

test('the key one is signed in with is recognized, warned of, and signs out', async ({ app }) => {
  await app.openReadKeys();
  await expect(app.row('latchkey-admin')).toContainText('your key');
  await expect(app.row('break-glass')).not.toContainText('your key');
  await app.revokeButton('latchkey-admin').click();
  const dialog = app.revokeDialog('latchkey-admin');
  await expect(dialog).toContainText('You are signed in with this key. Revoking it signs you out here');
  await app.confirmRevoke('latchkey-admin');
  await expect(app.heading('Sign in to Elastic Cloud')).toBeVisible();
  await expect(app.table).toHaveCount(0);
});

test('another owner key is not taken for the own one', async ({ app }) => {
  await app.openReadKeys();
  await app.revokeButton('terraform-prod').click();
  await expect(app.revokeDialog('terraform-prod')).toBeVisible();
  await expect(app.revokeDialog('terraform-prod')).not.toContainText('signed in with');
});

test('pressing twice sends one call', async ({ app }) => {
  await sandbox.addFault('DELETE', ONE_KEY, { delay_ms: 500 });
  await app.openReadKeys();
  await app.revokeButton(NAME).click();
  await app.revokeDialog(NAME).getByRole('button', { name: 'Revoke key' }).dblclick();
  await expect(app.messages).toContainText(`${NAME} is revoked.`);
  expect(await sandbox.requests('DELETE', ONE_KEY)).toHaveLength(1);
});
