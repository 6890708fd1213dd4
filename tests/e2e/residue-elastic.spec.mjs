// Tours of keys of Elastic Cloud; after them nothing of any credential or secret is left.
import { Bulk, createMany, ended, OWNER_ROLE, Replace } from './support/change.mjs';
import { API, KEYS_PAGE, KEYS_PATH, MEMBER_KEY, OWNER_KEY } from './support/env.mjs';
import { expect, test } from './support/test.mjs';
import * as sandbox from './support/sandbox.mjs';
import { closeResults, glance, signIn, tour, typeSecret, useSecret } from './support/tour.mjs';

test.describe.configure({ timeout: 120_000 });
test.use({ viewport: { width: 1280, height: 2600 } });

const CONNECTION = 'Elastic Cloud';
const WRONG = 'essu_never_accepted_anywhere';

/** Adds a connection in this browser, signs in there, and removes it again with what one is signed in with. */
async function addConnection(app, page) {
  const form = page.getByRole('form', { name: 'New connection' });
  const open = () => page.getByRole('button', { name: 'Add connection' }).click();
  await open();
  await form.getByRole('button', { name: 'Cancel' }).click();
  await open();
  await form.getByLabel('Service').selectOption({ label: 'Elastic Cloud' });
  await form.getByLabel('Name').fill('Second account');
  await form.getByLabel('Address').fill(API);
  await form.getByRole('button', { name: 'Add connection' }).click();
  await signIn(app, 'Second account', OWNER_KEY);
  await expect(page.getByRole('region', { name: 'Second account' })).toContainText('Signed in as');
  await page.getByRole('button', { name: 'Remove Second account' }).click();
  await expect(app.messages).toContainText('Second account is removed from this browser.');
}

test(...tour('Elastic: the way in, keys and what is done to one', async ({ app, guard, page }) => {
  guard.expectStatus(401);
  guard.secret(WRONG, API);
  await page.goto('/no/such/page');
  await page.getByRole('link', { name: 'Go to your keys' }).click();
  await expect(app.heading('Connections')).toBeVisible();
  await addConnection(app, page);
  await signIn(app, CONNECTION, WRONG);
  await expect(app.signInForm(CONNECTION).getByRole('alert')).toBeVisible();
  await signIn(app, CONNECTION, OWNER_KEY);
  await page.getByRole('link', { name: 'Go to keys' }).click();
  await app.expectRead();

  await app.search.fill('ci');
  await app.search.fill('');
  for (const key of [OWNER_KEY, MEMBER_KEY]) await glance(page, () => typeSecret(page, app.search, key));
  await app.status.selectOption('Active');
  await app.status.selectOption('');
  const exports = () => page.getByRole('button', { name: 'Export', exact: true }).click();
  await glance(page, exports);
  await exports();
  const file = page.waitForEvent('download');
  await page.getByRole('group', { name: 'Export' }).getByRole('button', { name: 'CSV' }).click();
  await (await file).delete();

  // Asked again, and not now; then with a key that is wrong, and with one that is not.
  await page.getByRole('link', { name: 'Create key' }).click();
  await sandbox.addFault('POST', KEYS_PATH, ended, 2);
  await app.create('toured');
  await expect(app.askAgain).toBeVisible();
  await typeSecret(page, app.askAgain.getByLabel('API key', { exact: true }), OWNER_KEY);
  await page.keyboard.press('Escape');
  await expect(app.askAgain).toBeHidden();
  await app.submit();
  await signIn(app, CONNECTION, WRONG, app.askAgain);
  await expect(app.askAgain.getByRole('alert')).toBeVisible();
  await signIn(app, CONNECTION, OWNER_KEY, app.askAgain);
  await useSecret(app, app.secretDialog, 'elastic');

  await page.getByRole('link', { name: 'toured', exact: true }).click();
  await expect(app.heading('toured')).toBeVisible();
  await glance(page, () => page.getByRole('button', { name: 'Revoke', exact: true }).click());
  await page.getByRole('link', { name: 'All keys' }).click();
  await glance(page, () => app.revokeButton('ci-logs').click());
  await app.revoke('ci-logs');
  await expect(app.row('ci-logs')).toHaveCount(0);
}));

test(...tour('Elastic: a key replaced, many revoked, terms', async ({ app, guard, page }) => {
  guard.expectStatus(401);
  guard.secret(WRONG, API);
  await createMany(3);
  await createMany(1, { role_assignments: OWNER_ROLE, description: 'bulk-owner' });
  await page.goto(KEYS_PAGE);
  await signIn(app, CONNECTION, OWNER_KEY);
  await app.expectRead();
  const bulk = new Bulk(app);
  await bulk.selectFound('bulk-');
  await glance(page, () => bulk.revokeButton.click());
  await bulk.revoke();
  await closeResults(page, bulk.results);
  await app.search.fill('');

  const replace = new Replace(app);
  await replace.open('ci-logs');
  const { key } = await replace.create();
  guard.secret(key, API);
  await useSecretUntried(app, page);
  for (const [secret, told] of [[WRONG, 'The key was not accepted.'], [key, 'Proven just now.']]) {
    await typeSecret(page, replace.tryForm.getByLabel('New key'), secret);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('region', { name: 'Try ci-logs-2' })).toContainText(told);
  }
  await glance(page, () => replace.revokeNow.click());
  await replace.revokeOld('ci-logs');
  await expect(page.getByText('The old key is gone, the new one has taken over.')).toBeVisible();

  await app.nav.getByRole('link', { name: 'Terms and subscription' }).click();
  await page.getByRole('checkbox', { name: /I have read the terms/ }).check();
  await page.getByRole('button', { name: 'Accept terms' }).click();
  await expect(app.messages).toContainText('The terms are accepted.');

  // The lock comes while a secret is pasted.
  await app.nav.getByRole('link', { name: /^Elastic Cloud/ }).click();
  await app.expectRead();
  await replace.open('nightly-backup');
  const { key: last } = await replace.create();
  guard.secret(last, API);
  await useSecretUntried(app, page);
  await typeSecret(page, replace.tryForm.getByLabel('New key'), last);
}));

/** Saves the secret without trying it, so that there is something to paste for proving it. */
async function useSecretUntried(app, page) {
  await app.secretDialog.getByRole('button', { name: 'Show' }).click();
  await app.secretDialog.getByRole('button', { name: 'Copy', exact: true }).click();
  await expect(app.secretDialog.getByRole('status')).toHaveText('Copied.');
  await app.secretDialog.getByRole('button', { name: 'Close' }).click();
  await expect(app.secretDialog).toBeHidden();
}
