// States that one seldom sees: axe without violations in light and dark and on a small screen, with pictures.
import { KEYS_PAGE, KEYS_PATH, MEMBER_KEY, ORGANIZATION } from './support/env.mjs';
import { look } from './support/look.mjs';
import { expect, test } from './support/test.mjs';
import { Bulk, ONE_KEY } from './support/change.mjs';
import * as sandbox from './support/sandbox.mjs';

test.describe.configure({ timeout: 90_000 });

const PLACE = `/connections/elastic/${ORGANIZATION}`;

test('many keys: nothing to revoke, maybe the own one, stopped, and reasons in the list', async ({ app, guard, page }) => {
  guard.expectStatus(403);
  const bulk = new Bulk(app);
  await app.openReadKeys();
  await bulk.select('latchkey-admin');
  await bulk.revokeButton.click();
  await expect(page.getByRole('alertdialog', { name: 'Nothing to revoke' })).toBeVisible();
  await look(page, 'rest-bulk-nothing');
  await page.keyboard.press('Escape');
  await bulk.select('ci-logs', 'billing-export');
  await sandbox.addFault('DELETE', ONE_KEY, sandbox.refusal(403, 'root.unauthorized', 'Not this one.'), 9);
  await bulk.revoke();
  await bulk.results.getByRole('button', { name: 'Close' }).click();
  await expect(app.row('ci-logs')).toContainText('not revoked');
  await look(page, 'rest-bulk-reasons');
});

test('a key that may be the own one, among many', async ({ app, page }) => {
  await sandbox.reset({ expose_headers: false });
  const bulk = new Bulk(app);
  await app.openReadKeys();
  await bulk.select('latchkey-admin', 'ci-logs');
  await bulk.revokeButton.click();
  await expect(bulk.question).toContainText('may be the key you are signed in with');
  await look(page, 'rest-bulk-maybe');
});

test('a create without an answer: nothing made, and a list that can not be read', async ({ app, guard, page }) => {
  guard.expectLostCalls();
  guard.expectStatus(500);
  await app.openForm();
  await sandbox.addFault('POST', KEYS_PATH, { drop: 'before' }, 9);
  await app.create('never-made');
  await expect(page.getByText('No such key was made.')).toBeVisible();
  await look(page, 'rest-lost-nothing');
  await page.getByRole('button', { name: 'Back to the form' }).click();
  await sandbox.addFault('GET', KEYS_PATH, { status: 500 });
  await app.submit();
  await expect(page.getByText('The keys could not be read.')).toBeVisible();
  await look(page, 'rest-lost-not-read');
});

test('a key that is not there, to look at and to replace, and a list that can not be read', async ({ app, guard, page }) => {
  guard.expectStatus(404, 500);
  await page.goto(`${PLACE}/key/nope`);
  await app.signIn();
  await expect(page.getByRole('heading', { name: 'There is no such key' })).toBeVisible();
  await look(page, 'rest-key-absent');
  await page.goto(`${PLACE}/key/nope/replace`);
  await app.signIn();
  await expect(page.getByRole('heading', { name: 'There is no such key' })).toBeVisible();
  await look(page, 'rest-replace-absent');
  await sandbox.addFault('GET', KEYS_PATH, { status: 500 });
  await page.goto(`${PLACE}/key/nope/replace`);
  await app.signIn();
  await expect(page.getByText('The keys could not be read.')).toBeVisible();
  await look(page, 'rest-replace-not-read');
});

test('the form: for who may not create, with a name that is taken, without an end, with nothing to choose', async ({ app, guard, page }) => {
  guard.expectStatus(403);
  await page.goto(`${KEYS_PAGE}/new`);
  await app.signIn({ key: MEMBER_KEY });
  await expect(page.getByText('You can look, and not change anything.')).toBeVisible();
  await look(page, 'rest-form-may-not');
  await sandbox.reset({ deployments: 0 });
  await app.openForm();
  await app.form.getByLabel('Name').fill('ci-logs');
  await expect(page.getByText('Another key has this name already')).toBeVisible();
  await app.pick('Never');
  await expect(page.getByText('There is no deployment to choose from.')).toBeVisible();
  await look(page, 'rest-form');
});

test('the connection says how long its key lives', async ({ app, page }) => {
  await page.goto('/connections');
  await app.signIn();
  await expect(page.getByText(/Its key expires in \d+ days/)).toBeVisible();
});
