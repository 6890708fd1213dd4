// States that only bad luck or bad timing brings, of what changes keys: axe without violations in every guise.
import { KEYS_PATH, MEMBER_KEY, ORGANIZATION } from './support/env.mjs';
import { defaultConfig, ELASTIC } from './support/config.mjs';
import { look } from './support/look.mjs';
import { expect, test } from './support/test.mjs';
import { Bulk, clearFaults, loseAnswers, ONE_KEY } from './support/change.mjs';
import { WHOAMI } from './support/watch.mjs';
import * as sandbox from './support/sandbox.mjs';

test.describe.configure({ timeout: 90_000 });

/** As long as the pictures of a state take, and shorter than the app waits for an answer. */
const LONG = { delay_ms: 28_000 };
const refused = sandbox.refusal(403, 'root.unauthorized', 'Not this one.');

/** From nothing to two keys that are being revoked. */
async function revokeTwo(app) {
  const bulk = new Bulk(app);
  await bulk.select('siem-rules-sync', 'catalog-writer');
  await bulk.revoke();
  return bulk;
}

test('many keys: what became of one is not known', async ({ app, guard, page }) => {
  guard.expectLostCalls();
  guard.expectStatus(404, 500);
  await app.openReadKeys();
  await loseAnswers('catalog-writer', 'after_commit');
  await sandbox.addFault('GET', KEYS_PATH, { status: 500 });
  const bulk = await revokeTwo(app);
  await expect(bulk.results).toHaveAccessibleName('1 revoked, 1 has an unknown outcome.');
  await look(page, 'odd-bulk-unknown');
});

test('many keys: stopped before the last ones were sent', async ({ app, page }) => {
  const bulk = new Bulk(app);
  await app.openReadKeys();
  await bulk.selectFound('e');
  await sandbox.addFault('DELETE', ONE_KEY, { delay_ms: 1500 }, 4);
  await bulk.revoke();
  await bulk.progress.getByRole('button', { name: 'Stop' }).click();
  await expect(bulk.results).toHaveAccessibleName(/were not sent\.$/);
  await look(page, 'odd-bulk-stopped');
});

test('many keys: gone already, and one gone from the list', async ({ app, guard, page }) => {
  guard.expectStatus(404);
  await app.openReadKeys();
  const [key] = await sandbox.keysNamed('catalog-writer');
  await sandbox.revokeKey(key.id);
  const bulk = await revokeTwo(app);
  await expect(bulk.results).toHaveAccessibleName('1 revoked, 1 was gone already.');
  await look(page, 'odd-bulk-already');
});

test('a lost create while the app looks for it', async ({ app, guard, page }) => {
  guard.expectLostCalls();
  await app.openForm();
  await sandbox.addFault('POST', KEYS_PATH, { drop: 'after_commit' });
  await sandbox.addFault('GET', KEYS_PATH, LONG);
  await app.create('orphaned');
  await expect(page.getByRole('region', { name: 'Answer lost' })).toContainText('Reading the keys…');
  await look(page, 'odd-lost-looking');
});

test('an orphan that can not be revoked', async ({ app, guard, page }) => {
  guard.expectLostCalls();
  guard.expectStatus(403);
  await app.openForm();
  await sandbox.addFault('POST', KEYS_PATH, { drop: 'after_commit' });
  await sandbox.addFault('DELETE', ONE_KEY, refused);
  await app.create('stuck');
  const lost = page.getByRole('region', { name: 'Answer lost' });
  await lost.getByRole('button', { name: 'Revoke it and create again' }).click();
  await expect(lost).toContainText('It was not revoked.');
  await look(page, 'odd-lost-stuck');
});

test('a key of which it is not known whether it was revoked, and one that is being revoked', async ({ app, guard, page }) => {
  guard.expectLostCalls();
  await app.openReadKeys();
  await sandbox.addFault('DELETE', ONE_KEY, { drop: 'before' }, 9);
  await app.revoke('billing-export');
  await expect(app.revokeDialog('billing-export').getByRole('alert')).toContainText('It is not known whether');
  await look(page, 'odd-revoke-unknown');
  await page.keyboard.press('Escape');
  await clearFaults();
  await sandbox.addFault('DELETE', ONE_KEY, LONG);
  await app.revoke('ci-logs');
  await look(page, 'odd-revoke-busy');
});

test('a key that may be the own one', async ({ app, page }) => {
  await sandbox.reset({ expose_headers: false });
  await app.openReadKeys();
  await app.revokeButton('latchkey-admin').click();
  await expect(app.revokeDialog('latchkey-admin')).toContainText('This may be the key you are signed in with.');
  await look(page, 'odd-revoke-maybe');
});

test('a secret that is shown, can not be copied, is not saved, is not accepted', async ({ app, context, guard, page }) => {
  guard.expectStatus(401);
  await context.clearPermissions();
  await context.grantPermissions([]);
  await app.openForm();
  await app.createAndLearn('fresh');
  await app.secretDialog.getByRole('button', { name: 'Copy' }).click();
  await expect(app.secretDialog.getByRole('status')).toContainText("The browser didn't allow the copy.");
  await look(page, 'odd-secret-by-hand');
  await sandbox.addFault('GET', WHOAMI, sandbox.refusal(401, 'root.unauthorized', 'No.'), 9);
  await sandbox.addFault('GET', '/api/v1/organizations', sandbox.refusal(401, 'root.unauthorized', 'No.'), 9);
  await app.secretDialog.getByRole('button', { name: 'Try the key' }).click();
  await expect(app.secretDialog.getByRole('status')).toContainText('The key was not accepted.');
  await app.secretDialog.getByRole('tab', { name: 'JSON' }).click();
  await look(page, 'odd-secret-refused');
  await page.keyboard.press('Escape');
  await expect(app.secretDialog.getByRole('status')).toContainText('Save the key first');
  await look(page, 'odd-secret-unsaved');
});

test('a form while it is sent, at the limit, against the policy, and from a key that is gone', async ({ app, guard, page }) => {
  guard.expectStatus(400);
  app.configure(defaultConfig({ connections: [ELASTIC], policy: { name_pattern: '[a-z-]+' } }));
  await sandbox.reset({ keys: 500 });
  await app.openKeys();
  await page.goto(`/connections/elastic/${ORGANIZATION}/keys/new?like=nope`);
  await app.signIn();
  await expect(app.messages).toContainText('The key to begin from is not in the list any more.');
  await expect(page.getByText('There are 500 keys, which is all the service allows.')).toBeVisible();
  await app.create('Not Allowed');
  await expect(app.form.getByLabel('Name')).toHaveAccessibleDescription(/Your policy asks for names/);
  await look(page, 'odd-form-limit');
  await app.form.getByLabel('Name').fill('allowed');
  await app.submit();
  await expect(app.form.getByRole('alert')).toBeVisible();
  await look(page, 'odd-form-refused');
  await sandbox.addFault('POST', KEYS_PATH, LONG);
  await app.submit();
  await look(page, 'odd-form-busy');
});

test('what there is to choose from while it is read, and when it can not be', async ({ app, guard, page }) => {
  guard.expectStatus(404, 500);
  await sandbox.addFault('GET', '/api/v1/deployments', LONG);
  await app.openForm();
  await app.choose('Viewer', { where: 'Hosted deployments' });
  await expect(app.form.getByText('Reading the deployments…')).toBeVisible();
  await look(page, 'odd-picker-reading');
  await app.grant().getByLabel('Where').selectOption({ label: 'Other projects' });
  await app.grant().getByLabel('Type of project').fill('vectordb2');
  await app.grant().getByLabel('Role id').fill('vectordb2-viewer');
  await expect(app.form.getByText('Check the type, or enter ids below.')).toBeVisible();
  await look(page, 'odd-picker-failed');
});

test('replacing a key is nothing for who may look only', async ({ app, guard, page }) => {
  guard.expectStatus(403);
  const body = JSON.stringify({ keys: await sandbox.keys() });
  await sandbox.addFault('GET', KEYS_PATH, { status: 200, body }, 9);
  const [key] = await sandbox.keysNamed('ci-logs');
  await page.goto(`/connections/elastic/${ORGANIZATION}/key/${key.id}/replace`);
  await app.signIn({ key: MEMBER_KEY });
  await expect(page.getByText('You can look, and not change anything.')).toBeVisible();
  await look(page, 'odd-replace-may-not');
});
