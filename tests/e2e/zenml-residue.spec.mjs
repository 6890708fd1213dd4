// A tour of a real ZenML server; after signing out nothing of any password, token or secret is left that the app could forget.
import { Accounts } from './support/accounts.mjs';
import * as clipboard from './support/clipboard.mjs';
import { ZENML, ZENML_PASSWORD, ZENML_USER } from './support/env.mjs';
import { catchMemory } from './support/residue.mjs';
import { expect, test } from './support/test.mjs';
import { expectForgotten, typeSecret } from './support/tour.mjs';
import { Bulk } from './support/zenml-bulk.mjs';
import { askToRotate, choose, dialog, named, pageOf, rotate, secretDialog } from './support/zenml-key.mjs';
import * as zenml from './support/zenml.mjs';

test.describe.configure({ timeout: 120_000 });

test.beforeEach(async ({ context, guard }) => {
  await catchMemory(context);
  await clipboard.allow(context);
  guard.secret(encodeURIComponent(ZENML_PASSWORD), ZENML);
});

async function signIn(app) {
  const form = app.signInForm('ZenML');
  await form.getByLabel('Username', { exact: true }).fill(ZENML_USER);
  await typeSecret(app.page, form.getByLabel('Password', { exact: true }), ZENML_PASSWORD);
  await form.getByRole('button', { name: 'Sign in' }).click();
}

async function useSecret(told) {
  await told.getByRole('button', { name: 'Show' }).click();
  for (const tab of ['.env', 'curl', 'JSON']) await told.getByRole('tab', { name: tab, exact: true }).click();
  await told.getByRole('button', { name: /^Try the / }).click();
  await expect(told.getByRole('status')).toContainText('accepts');
  await told.getByRole('button', { name: 'Copy', exact: true }).click();
  await expect(told.getByRole('status')).toHaveText('Copied.');
  await told.getByRole('button', { name: 'Close' }).click();
  await expect(told).toBeHidden();
}

test('ZenML: accounts, keys made, rotated one by one and many at once, a token', async ({ app, guard, page }) => {
  // Other accounts don't have the key that is looked for.
  guard.expectStatus(404);
  // The secrets of many rotations at once are in answers to PUT.
  guard.context.on('response', (response) => {
    if (!response.url().endsWith('/rotate') || response.request().method() !== 'PUT' || !response.ok()) return;
    guard.pending.push(response.json().then((body) => guard.secret(body.body.key, ZENML)).catch(() => {}));
  });
  const account = await zenml.account(named('toured'), [{ name: 'one' }, { name: 'two' }, { name: 'three' }]);
  await page.goto('/connections/zenml');
  await signIn(app);
  await expect(new Accounts(app).link(account.name)).toBeVisible();
  await app.nav.getByRole('link', { name: 'Connections' }).click();
  await page.getByRole('button', { name: 'Create a temporary token' }).click();
  await dialog(page, 'Create a temporary token').getByRole('button', { name: 'Create token' }).click();
  await useSecret(dialog(page, 'The temporary token is created. Save it now.'));

  await page.goto(pageOf(account, account.keys[0].id));
  await signIn(app);
  await choose(await askToRotate(page, 'one'), 'In 15 minutes').catch(() => {});
  await rotate(dialog(page, 'Rotate one'));
  await useSecret(secretDialog(page, 'one'));

  await page.goto('/connections/zenml');
  await signIn(app);
  await page.getByRole('button', { name: 'Find a leaked key' }).click();
  const asked = dialog(page, 'Find a leaked key');
  await typeSecret(page, asked.getByLabel('Leaked key'), account.keys[1].body.key);
  guard.secret(account.keys[1].body.key, 'nowhere');
  await page.keyboard.press('Enter');
  await expect(app.heading('two')).toBeVisible({ timeout: 20_000 });

  await page.getByRole('link', { name: 'All keys' }).click();
  await app.expectRead();
  const bulk = new Bulk(app);
  await bulk.selectShown();
  await bulk.begin('Rotate', 'In 15 minutes');
  await expect(bulk.secrets).toBeVisible();
  await bulk.secrets.getByRole('button', { name: 'Copy JSON' }).click();
  await expect(bulk.secrets.getByRole('status')).toHaveText('Copied.');
  await bulk.secrets.getByRole('button', { name: 'Close' }).click();
  await bulk.close();

  await page.getByRole('link', { name: 'Create key' }).click();
  await app.form.getByLabel('Name').fill('four');
  await app.submit();
  await useSecret(app.secretDialog);
  await page.getByRole('button', { name: 'Sign out everywhere' }).click();
  await expectForgotten(page, guard, 9);
});
