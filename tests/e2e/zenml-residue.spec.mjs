// Tours of a real ZenML server; after them nothing of any password, token or secret is left that the app could forget.
import { ZENML, ZENML_PASSWORD, ZENML_USER } from './support/env.mjs';
import { expect, test } from './support/test.mjs';
import { glance, learn, signOut, tour, typeSecret, useSecret } from './support/tour.mjs';
import { answer, Bulk } from './support/zenml-bulk.mjs';
import { act, askToRotate, choose, dialog, named, openEdit, rotate, secretDialog } from './support/zenml-key.mjs';
import { holdPart, List, TALL, textOf } from './support/zenml-list.mjs';
import { signIn, signInWithKey } from './support/zenml-tour.mjs';
import * as zenml from './support/zenml.mjs';

test.describe.configure({ timeout: 120_000 });
test.use({ viewport: TALL });

const WRONG = 'never accepted anywhere 1';
const ended = answer(401, ['CredentialsNotValid', 'The token is not valid.']);

test.beforeEach(({ guard }) => {
  guard.secret(encodeURIComponent(ZENML_PASSWORD), ZENML);
  guard.secret(WRONG, ZENML);
  guard.expectStatus(401);
});

/** Refuses the next calls of a kind, as a server does that knows the token no longer. */
const endSignIn = (page, method, path, times = 1) => {
  let left = times;
  return page.route(`${ZENML}/api/v1/${path}`, (route, request) => {
    if (request.method() !== method || left === 0) return route.fallback();
    left -= 1;
    return route.fulfill(ended);
  });
};

test(...tour('ZenML: a token, a key made, edited, switched, rotated, revoked', async ({ app, guard, page }) => {
  const account = await zenml.account(named('toured'), [{ name: 'one' }]);
  const askAgain = page.getByRole('dialog', { name: 'Sign in to ZenML again' });
  guard.secret(account.keys[0].body.key, ZENML);
  await page.goto('/connections');
  await signInWithKey(app, account.keys[0].body.key);
  await expect(page.getByRole('region', { name: 'ZenML' })).toContainText('Signed in as');
  await signOut(page);
  await signIn(app, { password: WRONG });
  await expect(app.signInForm('ZenML').getByRole('alert')).toBeVisible();
  await signIn(app);
  const askForToken = () => page.getByRole('button', { name: 'Create a temporary token' }).click();
  await glance(page, askForToken);
  await askForToken();
  await dialog(page, 'Create a temporary token').getByRole('button', { name: 'Create token' }).click();
  await useSecret(app, dialog(page, 'The temporary token is created. Save it now.'), 'zenml');

  await page.getByRole('link', { name: 'Go to keys' }).click();
  await page.getByRole('main').getByRole('link', { name: account.name, exact: true }).click();
  await app.expectRead();
  await page.getByRole('link', { name: 'Create key' }).click();
  await app.form.getByLabel('Name').fill('two');
  await endSignIn(page, 'POST', 'service_accounts/*/api_keys', 2);
  await app.submit();
  await expect(askAgain).toBeVisible();
  await typeSecret(page, askAgain.getByLabel('Password', { exact: true }), ZENML_PASSWORD);
  await page.keyboard.press('Escape');
  await expect(askAgain).toBeHidden();
  await app.submit();
  await signIn(app, { form: askAgain, password: WRONG });
  await expect(askAgain.getByRole('alert')).toBeVisible();
  await signIn(app, { form: askAgain });
  await useSecret(app, app.secretDialog, 'zenml');

  await page.getByRole('link', { name: 'two', exact: true }).click();
  await expect(app.heading('two')).toBeVisible();
  for (const what of ['Edit', 'Disable', 'Rotate', 'Revoke']) await glance(page, () => act(page, what).click());
  const edited = await openEdit(page, 'two');
  await edited.getByLabel('Description').fill('Toured');
  await edited.getByRole('button', { name: 'Save changes' }).click();
  await expect(app.messages).toContainText('two is changed.');
  await choose(await askToRotate(page, 'two'), 'In 15 minutes');
  await rotate(dialog(page, 'Rotate two'));
  await useSecret(app, secretDialog(page, 'two'), 'zenml');
  await act(page, 'Disable').click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Disable key' }).click();
  await glance(page, () => act(page, 'Enable').click());
  await act(page, 'Enable').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Enable key' }).click();
  await expect(act(page, 'Disable')).toBeVisible();
  await act(page, 'Revoke').click();
  await app.confirmRevoke('two');
  await expect(app.messages).toContainText('two is revoked.');
}));

test(...tour('ZenML: many keys disabled, enabled, rotated, revoked, and the menus of their list', async ({ app, guard, page }) => {
  const account = await zenml.account(named('many'), ['one', 'two', 'three', 'left'].map((name) => ({ name })));
  await page.goto(account.page);
  await signIn(app);
  await app.expectRead();
  const list = new List(app);
  // A secret that is typed as a filter is none: its key is looked for.
  const pasted = account.keys[0].body.key;
  guard.secret(pasted, 'nowhere');
  await glance(page, () => list.openFilter(), () => typeSecret(page, list.filterMenu.getByLabel('Text', { exact: true }), pasted));
  await list.openFilter();
  await typeSecret(page, list.filterMenu.getByLabel('Text', { exact: true }), pasted);
  await list.sendFilter();
  await expect(app.heading('one')).toBeVisible();
  await page.getByRole('link', { name: 'All keys' }).click();
  await app.expectRead();
  await list.add('Name', 'contains', 'o');
  await list.clear();
  await glance(page, () => list.openView());
  const exports = () => page.getByRole('button', { name: 'Export', exact: true }).click();
  await glance(page, exports);
  const held = await holdPart(page, 1);
  const form = page.getByRole('group', { name: 'Export' }).getByRole('button', { name: 'CSV', exact: true });
  await glance(page, async () => {
    await exports();
    await form.click();
    await held.reached;
  });
  held.letGo();
  await exports();
  const file = page.waitForEvent('download');
  await form.click();
  await (await file).delete();

  const bulk = new Bulk(app);
  for (const deed of ['Disable', 'Enable', 'Rotate', 'Revoke']) {
    await bulk.select('one', 'two', 'three');
    await glance(page, () => bulk.ask(deed));
    await bulk.begin(deed, deed === 'Rotate' ? 'In 15 minutes' : undefined);
    if (deed === 'Rotate') await useSecrets(app, bulk.secrets);
    await bulk.close();
  }
  // The lock comes while a secret is typed.
  await list.openFilter();
  await typeSecret(page, list.filterMenu.getByLabel('Text', { exact: true }), pasted);
}));

/** Saves many secrets in every way; what they are is learned from the files. */
async function useSecrets({ guard, page }, told) {
  await expect(told).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(told.getByRole('status')).toContainText('Save the secrets first');
  const found = new Set();
  for (const button of await told.getByRole('button', { name: /^Download / }).all()) {
    const file = page.waitForEvent('download');
    await button.click();
    for (const [secret] of (await textOf(await file)).matchAll(/ZENKEY_[\w+/=-]+/g)) found.add(secret);
  }
  expect(found.size).toBe(3);
  for (const secret of found) learn(guard, 'zenml', secret);
  await told.getByRole('button', { name: 'Copy JSON' }).click();
  await expect(told.getByRole('status')).toHaveText('Copied.');
  await told.getByRole('button', { name: 'Close' }).click();
  await expect(told).toBeHidden();
}
