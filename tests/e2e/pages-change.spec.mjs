// What changes keys: axe without violations in light and dark and on a small screen, with pictures.
import { API } from './support/env.mjs';
import { defaultConfig, ELASTIC } from './support/config.mjs';
import { look } from './support/look.mjs';
import { expect, test } from './support/test.mjs';
import { Bulk, ONE_KEY, OWNER_ROLE, Replace } from './support/change.mjs';
import * as sandbox from './support/sandbox.mjs';

test.describe.configure({ timeout: 90_000 });

const refused = sandbox.refusal(403, 'root.unauthorized', 'Not this one.');

test('the selection, and the question with what has to be typed', async ({ app, page }) => {
  const bulk = new Bulk(app);
  await app.openReadKeys();
  await bulk.select('siem-rules-sync', 'break-glass', 'latchkey-admin');
  await look(page, 'change-selection');
  await app.search.fill('siem');
  await expect(bulk.selected).toContainText('hidden');
  await look(page, 'change-selection-hidden');
  await app.search.fill('');
  await bulk.all.check();
  await bulk.revokeButton.click();
  await expect(bulk.question).toBeVisible();
  await look(page, 'change-bulk-question');
});

test('a question about few keys', async ({ app, page }) => {
  const bulk = new Bulk(app);
  await app.openReadKeys();
  await bulk.select('siem-rules-sync', 'catalog-writer');
  await bulk.revokeButton.click();
  await expect(bulk.question).toBeVisible();
  await look(page, 'change-bulk-few');
});

test('how far it is, and being stopped', async ({ app, page }) => {
  const bulk = new Bulk(app);
  await app.openReadKeys();
  await bulk.selectFound('e');
  await sandbox.addFault('DELETE', ONE_KEY, { delay_ms: 1500 }, 4);
  await sandbox.addFault('DELETE', ONE_KEY, { delay_ms: 12_000 }, 4);
  await bulk.revoke();
  await expect(bulk.progress.getByRole('status')).toHaveText(/^4 of/);
  await look(page, 'change-bulk-progress');
  await bulk.progress.getByRole('button', { name: 'Stop' }).click();
  await expect(bulk.progress.getByRole('status')).toContainText('Stopping');
  await look(page, 'change-bulk-stopping');
});

test('results with and without failures', async ({ app, guard, page }) => {
  guard.expectStatus(403);
  const bulk = new Bulk(app);
  await app.openReadKeys();
  await bulk.selectFound('e');
  await sandbox.addFault('DELETE', ONE_KEY, refused, 100, 3);
  await bulk.revoke();
  await expect(bulk.results).toBeVisible();
  await look(page, 'change-bulk-failed');
  await bulk.results.getByRole('button', { name: 'Close' }).click();
  await look(page, 'change-bulk-left');
});

test('results without a failure', async ({ app, page }) => {
  const bulk = new Bulk(app);
  await app.openReadKeys();
  await bulk.select('siem-rules-sync', 'catalog-writer');
  await bulk.revoke();
  await expect(bulk.results).toHaveAccessibleName('2 revoked.');
  await look(page, 'change-bulk-done');
});

test('each step of a replacement, and the list meanwhile', async ({ app, page }) => {
  const replace = new Replace(app);
  await app.openReadKeys();
  await replace.open('siem-rules-sync');
  await look(page, 'change-replace-create');
  const created = await replace.create();
  await app.secretDialog.getByRole('button', { name: 'Try the key' }).click();
  await expect(app.secretDialog.getByRole('status')).toContainText('accepts the key');
  await look(page, 'change-replace-secret');
  await app.dismissSecret();
  await replace.expectStep(/^Revoke the old key/);
  await look(page, 'change-replace-revoke');
  await page.getByRole('link', { name: 'Later' }).click();
  await replace.begin('catalog-writer');
  await replace.expectStep(/^Try it/);
  await look(page, 'change-replace-try');
  await page.getByRole('link', { name: 'Later' }).click();
  await app.expectRead();
  await expect(replace.pending.getByRole('listitem')).toHaveCount(2);
  await look(page, 'change-replace-list');
  await page.getByRole('row').getByRole('link', { name: created.description, exact: true }).click();
  await expect(app.heading(created.description)).toBeVisible();
});

test('a proof that failed, and a secret that is lost', async ({ app, guard, page }) => {
  guard.expectStatus(401);
  guard.secret('essu_mistyped', API);
  const replace = new Replace(app);
  await app.openReadKeys();
  await replace.begin('nightly-backup');
  await replace.tryForm.getByLabel('New key').fill('essu_mistyped');
  await replace.tryForm.getByRole('button', { name: 'Try it' }).click();
  await expect(replace.tryForm.getByRole('alert')).toBeVisible();
  await look(page, 'change-replace-try-failed');
  await page.getByRole('link', { name: 'Later' }).click();
  await replace.open('catalog-writer');
  await replace.create();
  page.once('dialog', (dialog) => dialog.accept());
  await page.reload();
  await app.signIn();
  await replace.expectStep(/^Save its secret/);
  await look(page, 'change-replace-lost');
});

test('the end of a replacement', async ({ app, page }) => {
  const replace = new Replace(app);
  await app.openReadKeys();
  await replace.begin('catalog-writer');
  await replace.revokeOld('catalog-writer');
  await expect(page.getByText('The old key is gone, the new one has taken over.')).toBeVisible();
  await look(page, 'change-replace-done');
});

test('the own key ends soon', async ({ app, guard, page }) => {
  const { key } = await sandbox.createKey('my-own', { expiration: '6d', role_assignments: OWNER_ROLE });
  guard.secret(key, API);
  app.configure(defaultConfig({ connections: [ELASTIC] }));
  await app.openReadKeys({ key });
  await expect(page.getByRole('region', { name: 'Your own key' })).toBeVisible();
  await look(page, 'change-own-key');
});

test('revoking an owner key asks for its name', async ({ app, page }) => {
  await app.openReadKeys();
  await app.revokeButton('break-glass').click();
  const dialog = app.revokeDialog('break-glass');
  await expect(dialog.getByLabel('Type break-glass to confirm')).toBeVisible();
  await look(page, 'change-revoke-owner');
  await dialog.getByLabel('Type break-glass to confirm').fill('break-glass');
  await look(page, 'change-revoke-owner-typed');
});
