// A credential that ends in the middle of work: sign in on the spot, and go on.
import { API, KEYS_PATH, ORGANIZATION } from './support/env.mjs';
import { expect, test } from './support/test.mjs';
import * as sandbox from './support/sandbox.mjs';

const ended = sandbox.refusal(401, 'root.unauthorized', 'Credentials were invalid.');
const ONE_KEY = `${KEYS_PATH}/*`;

test.beforeEach(({ guard }) => guard.expectStatus(401));

test('revoking goes on after signing in again', async ({ app }) => {
  await app.openReadKeys();
  await sandbox.addFault('DELETE', ONE_KEY, ended);
  await app.revoke('ci-logs');
  await expect(app.askAgain).toContainText('nothing you typed is lost');
  await app.signIn({ form: app.askAgain });
  await expect(app.messages).toContainText('ci-logs is revoked.');
  await expect(app.askAgain).toBeHidden();
  await expect(app.revokeDialog('ci-logs')).toBeHidden();
  expect((await sandbox.requests('DELETE', ONE_KEY)).map((call) => call.status)).toEqual([401, 200]);
});

test('creating goes on after signing in again, with what was typed', async ({ app }) => {
  await app.openForm();
  await sandbox.addFault('POST', KEYS_PATH, ended);
  await app.create('survivor');
  await expect(app.askAgain).toBeVisible();
  await app.signIn({ form: app.askAgain });
  await expect(app.secretDialog).toHaveAccessibleName('survivor is created. Save its key now.');
  const sent = await sandbox.requests('POST', KEYS_PATH);
  expect(sent.map((call) => call.status)).toEqual([401, 201]);
  expect(sent[1].body).toEqual(sent[0].body);
});

test('a wrong key does not let it go on', async ({ app, guard }) => {
  guard.secret('essu_still_wrong', API);
  await app.openReadKeys();
  await sandbox.addFault('DELETE', ONE_KEY, ended);
  await app.revoke('ci-logs');
  await app.signIn({ form: app.askAgain, key: 'essu_still_wrong' });
  await expect(app.askAgain.getByRole('alert')).toContainText("You aren't signed in.");
  await app.signIn({ form: app.askAgain });
  await expect(app.messages).toContainText('ci-logs is revoked.');
});

test('not signing in leaves the form as it was', async ({ app }) => {
  await app.openForm();
  await sandbox.addFault('POST', KEYS_PATH, ended);
  await app.create('not-now');
  await app.askAgain.getByRole('button', { name: 'Not now' }).click();
  await expect(app.form.getByRole('alert')).toContainText("The service doesn't accept this sign-in");
  await expect(app.form.getByLabel('Name')).toHaveValue('not-now');
  expect(await sandbox.keysNamed('not-now')).toEqual([]);
});

test('calls that fail together ask once', async ({ app, page }) => {
  await app.openReadKeys();
  await sandbox.addFault('GET', KEYS_PATH, ended);
  await page.getByRole('button', { name: 'Refresh' }).click();
  await expect(app.askAgain).toHaveCount(1);
  await app.signIn({ form: app.askAgain });
  await app.expectRead();
  await expect(app.askAgain).toHaveCount(0);
});

test('a key that was revoked elsewhere is asked for, and another one goes on', async ({ app, guard, page }) => {
  const roles = { organization: [{ role_id: 'organization-admin', organization_id: ORGANIZATION }] };
  const { id, key } = await sandbox.createKey('my-own', { role_assignments: roles });
  guard.secret(key, API);
  await app.openReadKeys({ key });
  await sandbox.revokeKey(id);
  await page.getByRole('button', { name: 'Refresh' }).click();
  await app.signIn({ form: app.askAgain });
  await expect(app.row('my-own')).toHaveCount(0);
  await expect(app.row('nightly-backup')).toBeVisible();
});
