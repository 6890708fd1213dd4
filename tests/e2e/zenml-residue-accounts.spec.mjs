// Tours of a real ZenML server's service accounts, of leaked keys, and of setting a server up; after them nothing of any
// password, token or secret is left.
import { Accounts, path } from './support/accounts.mjs';
import { defaultConfig, ELASTIC, ZENML_CONNECTION } from './support/config.mjs';
import { ZENML, ZENML_PASSWORD } from './support/env.mjs';
import { expect, test } from './support/test.mjs';
import { glance, tour, typeSecret } from './support/tour.mjs';
import { dialog, named } from './support/zenml-key.mjs';
import { TALL } from './support/zenml-list.mjs';
import { startServer } from './support/zenml-server.mjs';
import { signIn } from './support/zenml-tour.mjs';
import * as zenml from './support/zenml.mjs';

test.describe.configure({ timeout: 120_000 });
test.use({ viewport: TALL });

/** A secret that may not even be sent to its own server. */
const LOCAL = 'nowhere';
const NEW_PASSWORD = 'the first of all 1';

test(...tour('ZenML: service accounts made, edited, switched, deleted, and leaked keys', async ({ app, guard, page }) => {
  // Other accounts don't have the key that is looked for.
  guard.expectStatus(404);
  guard.secret(encodeURIComponent(ZENML_PASSWORD), ZENML);
  const leaky = await zenml.account(named('leaky'), [{ name: 'one' }, { name: 'gone' }]);
  const [one, gone] = leaky.keys.map((key) => key.body.key);
  const part = one.slice(0, 40);
  for (const secret of [one, gone, part]) guard.secret(secret, LOCAL);
  await zenml.deleteKey(leaky.id, leaky.keys[1].id);
  await page.goto(path);
  await signIn(app);
  const accounts = new Accounts(app);
  await expect(accounts.link(leaky.name)).toBeVisible();

  const name = named('toured');
  await glance(page, () => accounts.openCreate());
  await accounts.create(name);
  await page.getByRole('dialog', { name: `${name} is created` }).getByRole('button', { name: 'Close' }).click();
  await glance(page, () => accounts.openEdit(name));
  const edited = await accounts.openEdit(name);
  await edited.getByLabel('Description').fill('Toured');
  await edited.getByRole('button', { name: 'Save changes' }).click();
  await expect(app.messages).toContainText(`${name} is changed.`);
  await glance(page, () => accounts.row(name).getByRole('button', { name: `Deactivate ${name}` }).click());
  await accounts.deactivate(name);
  await accounts.row(name).getByRole('button', { name: `Activate ${name}`, exact: true }).click();
  await expect(app.messages).toContainText(`${name} is active.`);
  await glance(page, () => accounts.row(name).getByRole('button', { name: `Delete ${name}` }).click());
  await accounts.delete(name);
  await expect(accounts.link(name)).toHaveCount(0);

  await typeSecret(page, accounts.search, one);
  await expect(app.heading('one')).toBeVisible({ timeout: 20_000 });
  await app.nav.getByRole('link', { name: /ZenML/ }).click();
  await expect(accounts.link(leaky.name)).toBeVisible();
  const ask = () => page.getByRole('button', { name: 'Find a leaked key' }).click();
  const field = dialog(page, 'Find a leaked key').getByLabel('Leaked key');
  await glance(page, ask, () => typeSecret(page, field, one));
  await ask();
  await typeSecret(page, field, one);
  await page.keyboard.press('Enter');
  await expect(app.heading('one')).toBeVisible({ timeout: 20_000 });
  await page.getByRole('link', { name: 'All keys' }).click();
  await app.expectRead();
  for (const [secret, told] of [[part, 'This key is not whole'], [gone, 'The key was not found']]) {
    await typeSecret(page, app.search, secret);
    await expect(dialog(page, told)).toBeVisible({ timeout: 20_000 });
    await page.keyboard.press('Escape');
    await expect(dialog(page, told)).toBeHidden();
  }
  // The lock comes while a secret is typed.
  await app.nav.getByRole('link', { name: /ZenML/ }).click();
  await ask();
  await typeSecret(page, field, one);
}));

test.describe('on a server that nobody has set up', () => {
  let server;
  test.beforeAll(async () => {
    test.setTimeout(240_000);
    server = await startServer({ name: 'residue', isNew: true });
  });
  test.afterAll(() => server?.stop());

  test(...tour('ZenML: a server set up by its first administrator', async ({ app, guard, page }) => {
    const typed = 'anything at all';
    app.configure(defaultConfig({ connections: [ELASTIC, { ...ZENML_CONNECTION, base_url: server.url }] }));
    guard.secret(NEW_PASSWORD, server.url);
    guard.secret(typed, LOCAL);
    await page.goto(path);
    await signIn(app, { username: 'first', password: typed });
    await expect(app.signInForm('ZenML').getByRole('alert')).toContainText('Nobody has set up this service yet');
    const begin = () => app.signInForm('ZenML').getByRole('button', { name: 'Set it up' }).click();
    const form = page.getByRole('form', { name: 'Set up ZenML' });
    await begin();
    await typeSecret(page, form.getByLabel('Password', { exact: true }), NEW_PASSWORD);
    await form.getByRole('button', { name: 'Back to sign-in' }).click();
    await signIn(app, { username: 'first', password: typed });
    await begin();
    for (const again of ['not the same 1', NEW_PASSWORD]) {
      await typeSecret(page, form.getByLabel('Password', { exact: true }), NEW_PASSWORD);
      await typeSecret(page, form.getByLabel('Password again'), again);
      await form.getByRole('button', { name: 'Set up and sign in' }).click();
    }
    await expect(app.heading('Service accounts on ZenML')).toBeVisible({ timeout: 20_000 });
  }));
});
