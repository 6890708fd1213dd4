// Service accounts managed, against a real ZenML server.
import { randomUUID } from 'node:crypto';
import { ZENML } from './support/env.mjs';
import { Accounts, path, signIn } from './support/accounts.mjs';
import { expect, test } from './support/test.mjs';
import * as zenml from './support/zenml.mjs';

test.describe.configure({ timeout: 60_000 });

/** A prefix that only this test's accounts have. */
const unique = (name) => `${name}-${randomUUID().slice(0, 8)}`;

test('an account is created with all it can have, and a key for it is one step away', async ({ app, page }) => {
  const name = unique('made');
  const accounts = await Accounts.open(app);
  const dialog = await accounts.openCreate();
  await dialog.getByRole('button', { name: 'Create service account' }).click();
  await expect(dialog.getByLabel('Name', { exact: true })).toBeFocused();
  await expect(dialog.getByLabel('Name', { exact: true })).toHaveAccessibleDescription(/Enter a name/);
  await dialog.getByLabel('Name', { exact: true }).fill(`  ${name} `);
  await dialog.getByLabel('Full name').fill('Made <b>for</b> a test');
  await dialog.getByLabel('Description').fill('Trains\nmodels');
  await dialog.getByLabel('Address of a picture').fill('https://img.example.com/owl.png');
  await dialog.getByLabel('Active').uncheck();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await accounts.openCreate();
  await dialog.getByRole('button', { name: 'Create service account' }).click();
  const created = page.getByRole('dialog', { name: `${name} is created` });
  await expect(created).toContainText("keys that you create won't work until you activate it");
  const [made] = await zenml.accounts({ name: `equals:${name}` });
  expect(made.body).toMatchObject({ full_name: 'Made <b>for</b> a test', active: false, avatar_url: 'https://img.example.com/owl.png' });
  expect(made.metadata.description).toBe('Trains\nmodels');
  await created.getByRole('button', { name: 'Close' }).click();
  await expect(accounts.link(name)).toBeFocused();
  await expect(accounts.row(name)).toContainText('Made <b>for</b> a test');
  await expect(accounts.row(name)).toContainText('Deactivated');

  const second = unique('second');
  await (await accounts.openCreate()).getByLabel('Name', { exact: true }).fill(second);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: `${second} is created` }).getByRole('link', { name: 'Create key' }).click();
  await app.form.getByLabel('Name', { exact: true }).fill('first');
  await expect(app.summary).toContainText(`be able to do everything ${second} may do`);
});

test('an edit changes what differs, clears what was emptied, and renames it everywhere', async ({ app, page }) => {
  const before = await zenml.account(unique('edited'), [{ name: 'k' }], { full_name: 'Full', avatar_url: 'odd' });
  const name = `${before.name}-now`;
  await page.goto(before.page);
  await signIn(app);
  await expect(app.heading(`Keys of ${before.name}`)).toBeVisible();
  await app.nav.getByRole('link', { name: /ZenML/ }).click();
  const accounts = new Accounts(app);
  const bodies = [];
  page.on('request', (request) => {
    if (request.method() === 'PUT') bodies.push(request.postDataJSON());
  });
  const dialog = await accounts.openEdit(before.name);
  await expect(dialog.getByLabel('Address of a picture')).toHaveValue('odd');
  await dialog.getByLabel('Name', { exact: true }).fill(name);
  await dialog.getByLabel('Full name').fill('');
  await dialog.getByLabel('Description').fill('');
  await dialog.getByRole('button', { name: 'Save changes' }).click();
  await expect(app.messages).toContainText(`${name} is changed.`);
  await expect(accounts.link(name)).toBeFocused();
  expect(bodies).toEqual([{ name, full_name: '', description: '' }]);
  const [now] = await zenml.accounts({ name: `equals:${name}` });
  expect([now.id, now.body.full_name, now.metadata.description, now.body.avatar_url]).toEqual([before.id, '', '', 'odd']);
  await accounts.link(name).click();
  await expect(app.heading(`Keys of ${name}`)).toBeVisible();
});

test('an edit that changes nothing sends nothing', async ({ app, page }) => {
  const { name } = await zenml.account(unique('same'));
  const accounts = await Accounts.open(app, `?search=${name}`);
  const writes = [];
  page.on('request', (request) => {
    if (request.method() === 'PUT') writes.push(request.url());
  });
  const dialog = await accounts.openEdit(name);
  await dialog.getByRole('button', { name: 'Save changes' }).click();
  await expect(dialog).toBeHidden();
  expect(writes).toEqual([]);
});

test('a deactivated account lets no key of it in, and an activated one does again', async ({ app, page }) => {
  const { name, keys } = await zenml.account(unique('switched'), [{ name: 'a' }, { name: 'b' }]);
  const secret = keys[0].body.key;
  const accounts = await Accounts.open(app, `?search=${name}`);
  await accounts.row(name).getByRole('button', { name: `Deactivate ${name}` }).click();
  const question = page.getByRole('alertdialog', { name: `Deactivate ${name}` });
  await expect(question).toContainText('Its 2 keys stop working at once');
  await expect(question).not.toContainText('was used');
  await expect(question.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await question.getByRole('button', { name: 'Deactivate' }).click();
  await expect(app.messages).toContainText(`${name} is deactivated. Its keys don't work.`);
  await expect(accounts.row(name)).toContainText("Deactivated: its keys don't work");
  expect(await zenml.statusWith(secret)).toBe(401);
  await accounts.row(name).getByRole('button', { name: `Activate ${name}` }).click();
  await expect(app.messages).toContainText(`${name} is active. Its keys work again.`);
  await expect(accounts.row(name).getByRole('button', { name: `Deactivate ${name}` })).toBeVisible();
  for (const key of keys) expect(await zenml.statusWith(key.body.key)).toBe(200);
  await accounts.row(name).getByRole('button', { name: `Deactivate ${name}` }).click();
  await expect(question).toContainText('2 of them were used in the last 7 days.');
});

test('deleting names the keys that go with it, and takes its name', async ({ app, page }) => {
  const { name, id, keys } = await zenml.account(unique('deleted'), [{ name: 'a' }]);
  const accounts = await Accounts.open(app, `?search=${name}`);
  const since = await zenml.createKey(id, { name: 'since' });
  expect(await zenml.statusWith(since.body.key), 'a use').toBe(200);
  await accounts.row(name).getByRole('button', { name: `Delete ${name}` }).click();
  const question = accounts.deleteDialog(name);
  await expect(question).toContainText("Its 2 keys stop working at once. This can't be undone.");
  await expect(question).toContainText('1 of them was used in the last 7 days.');
  const button = question.getByRole('button', { name: 'Delete service account' });
  await expect(button).toHaveAttribute('aria-disabled', 'true');
  await question.getByLabel(`Type ${name} to confirm`).fill(name);
  await button.click();
  await expect(app.messages).toContainText(`${name} and its 2 keys are deleted.`);
  await expect(page.getByRole('heading', { name: 'No service account matches' })).toBeVisible();
  expect(await zenml.accounts({ name: `equals:${name}` })).toEqual([]);
  expect(await zenml.statusWith(keys[0].body.key)).toBe(401);
});

test('an account without keys is deleted with one press', async ({ app }) => {
  const { name } = await zenml.account(unique('empty'));
  const accounts = await Accounts.open(app, `?search=${name}`);
  await accounts.row(name).getByRole('button', { name: `Delete ${name}` }).click();
  await expect(accounts.deleteDialog(name)).toContainText("It has no keys. This can't be undone.");
  await accounts.deleteDialog(name).getByRole('button', { name: 'Delete service account' }).click();
  await expect(app.messages).toContainText(`${name} is deleted.`);
});

test('whoever is no admin looks, and is told so', async ({ app, guard, page }) => {
  const { name, keys } = await zenml.account(unique('reads'), [{ name: 'mine' }]);
  guard.secret(keys[0].body.key, ZENML);
  await page.goto(`${path}?search=${name}`);
  const form = app.signInForm('ZenML');
  await app.pick('API key', form);
  await form.getByRole('textbox', { name: 'API key', exact: true }).fill(keys[0].body.key);
  await form.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('Only admins can create, change and delete service accounts here.')).toBeVisible();
  await expect(new Accounts(app).link(name)).toBeVisible();
  for (const verb of ['Create', 'Edit', 'Deactivate', 'Delete']) {
    await expect(page.getByRole('button', { name: new RegExp(`^${verb} `) })).toHaveCount(0);
  }
});
