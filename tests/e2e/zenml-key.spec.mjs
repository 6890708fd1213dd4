// One ZenML key on a real server: read, edited, switched off and on.
import { ZENML } from './support/env.mjs';
import { look } from './support/look.mjs';
import { expect, test } from './support/test.mjs';
import { fact } from './support/watch.mjs';
import * as zenml from './support/zenml.mjs';
import {
  act, askToRotate, choose, dialog, dismiss, expectTold, loseAnswer, loseCalls, named, openEdit, openKey, openOne, rotate, secretDialog,
  signInWithKey,
} from './support/zenml-key.mjs';

test.describe.configure({ timeout: 60_000 });

test('a key tells all that the service knows of it', async ({ app, guard, page }) => {
  const { key } = await openOne(app, guard, page, { description: 'Deploys the <b>shop</b>' });
  await expect(fact(app, 'Id')).toContainText(key.id);
  await expect(fact(app, 'Description')).toHaveText('Deploys the <b>shop</b>');
  await expect(fact(app, 'Last used')).toHaveText('never used');
  await expect(fact(app, 'Last rotated')).toHaveText('never rotated');
  await expect(fact(app, 'Last changed or used')).toContainText('just now');
  await expect(fact(app, 'Old secret')).toHaveCount(0);
});

test('name and description are edited, and the description is cleared', async ({ app, guard, page }) => {
  const { account, key } = await openOne(app, guard, page, { description: 'Old words' });
  const asked = await openEdit(page, 'deploy');
  await asked.getByLabel('Name').fill('  ');
  await asked.getByRole('button', { name: 'Save changes' }).click();
  await expect(asked.getByLabel('Name')).toHaveAccessibleDescription(/Enter a name/);
  await asked.getByLabel('Name').fill('ж'.repeat(256));
  await expect(asked.getByLabel('Name')).toHaveAccessibleDescription(/Shorten the name to 255 characters; it has 256/);
  await asked.getByLabel('Name').fill(' deploy/shop ');
  await asked.getByLabel('Description').fill('New words');
  await asked.getByRole('button', { name: 'Save changes' }).click();
  await expect(app.messages).toContainText('deploy/shop is changed.');
  await expect(app.heading('deploy/shop')).toBeVisible();
  await expect(fact(app, 'Description')).toHaveText('New words');
  await expect(act(page, 'Edit')).toBeVisible();

  const again = await openEdit(page, 'deploy/shop');
  await again.getByLabel('Description').fill('');
  await again.getByRole('button', { name: 'Save changes' }).click();
  await expect(fact(app, 'Description')).toHaveText('none');
  const stored = await zenml.key(account.id, key.id);
  expect([stored.name, stored.metadata.description]).toEqual(['deploy/shop', '']);
});

test('a description that is too long is refused before it is sent', async ({ app, guard, page }) => {
  await openOne(app, guard, page);
  const asked = await openEdit(page, 'deploy');
  await asked.getByLabel('Description').fill('n'.repeat(65_536));
  await asked.getByRole('button', { name: 'Save changes' }).click();
  await expect(asked.getByLabel('Description')).toHaveAccessibleDescription(/Shorten the description to 65,535 characters; it has 65,536/);
});

test('a name that another key has is told beside the name', async ({ app, guard, page }) => {
  guard.expectStatus(409);
  await openOne(app, guard, page, { before: (account) => zenml.createKey(account.id, { name: 'there' }) });
  const asked = await openEdit(page, 'deploy');
  await asked.getByLabel('Name').fill('there');
  await asked.getByRole('button', { name: 'Save changes' }).click();
  await expect(asked.getByLabel('Name')).toHaveAccessibleDescription(/Another key has this name already/);
  await expect(asked.getByLabel('Name')).toBeFocused();
  await asked.getByLabel('Name').fill('There');
  await asked.getByRole('button', { name: 'Save changes' }).click();
  await expect(app.heading('There')).toBeVisible();
});

test('a key is disabled after a question, and enabled again', async ({ app, guard, page }) => {
  const { secret } = await openOne(app, guard, page, {
    before: async (_, key) => expect(await zenml.statusWith(key.body.key)).toBe(200),
  });
  await act(page, 'Disable').click();
  const off = page.getByRole('alertdialog', { name: 'Disable deploy' });
  await expect(off).toContainText('It was last used just now. Everything that uses it stops working at once');
  await off.getByRole('button', { name: 'Cancel' }).click();
  await expect(act(page, 'Disable')).toBeFocused();
  await act(page, 'Disable').click();
  await off.getByRole('button', { name: 'Disable key' }).click();
  await expect(app.messages).toContainText('deploy is disabled.');
  await expect(fact(app, 'Status')).toContainText('Disabled');
  expect(await zenml.statusWith(secret)).toBe(401);
  await act(page, 'Enable').click();
  await dialog(page, 'Enable deploy').getByRole('button', { name: 'Enable key' }).click();
  await expect(fact(app, 'Status')).toContainText('Active');
  expect(await zenml.statusWith(secret)).toBe(200);
});

test('a change whose answer was lost is looked for', async ({ app, guard, page }) => {
  guard.expectLostCalls();
  await openOne(app, guard, page);
  await loseAnswer(page, '*');
  await act(page, 'Disable').click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Disable key' }).click();
  await expect(app.messages).toContainText('deploy is disabled.');
  await expect(fact(app, 'Status')).toContainText('Disabled');
  await loseCalls(page, '*', 'PUT');
  const asked = await openEdit(page, 'deploy');
  await asked.getByLabel('Name').fill('later');
  await asked.getByRole('button', { name: 'Save changes' }).click();
  await expect(asked.getByRole('alert')).toContainText('it is still as it was when it was read again', { timeout: 10_000 });
  await expect(asked.getByLabel('Name')).toHaveValue('later');
  await asked.getByRole('button', { name: 'Save changes' }).click();
  await expect(app.heading('later')).toBeVisible();
});

test('a key that is gone meanwhile is told so', async ({ app, guard, page }) => {
  guard.expectStatus(404);
  const { account, key } = await openOne(app, guard, page);
  await zenml.deleteKey(account.id, key.id);
  await act(page, 'Disable').click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Disable key' }).click();
  await expect(page.getByRole('alertdialog').getByRole('alert')).toContainText('The service account has no such key, or no longer has it.');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('This key is gone.')).toBeVisible();
  for (const name of ['Edit', 'Disable', 'Rotate', 'Revoke']) await expect(act(page, name)).toHaveCount(0);
});

test('who may not write is offered none of it', async ({ app, guard, page }) => {
  const account = await zenml.account(named('reads'), [{ name: 'mine' }]);
  const [key] = account.keys;
  guard.secret(key.body.key, ZENML);
  await page.goto(`/connections/zenml/${account.id}/key/${key.id}`);
  await signInWithKey(app, key.body.key);
  await expect(app.heading('mine')).toBeVisible();
  await expect(fact(app, 'Last used')).toContainText('just now');
  for (const name of ['Edit', 'Disable', 'Rotate', 'Revoke']) await expect(act(page, name)).toHaveCount(0);
});

test('who stops being an admin in the middle of work is told so at each change', async ({ app, guard, page }) => {
  guard.expectStatus(403);
  const account = await zenml.account(named('demoted'), [{ name: 'deploy' }]);
  const [key] = account.keys;
  const admin = await zenml.user(named('admin'), { admin: true });
  guard.secret(admin.password, ZENML);
  await openKey(app, page, account, key, admin);
  await zenml.demote(admin.username);
  const only = "You aren't allowed to do this: only admins of this server may change keys.";
  const edited = await openEdit(page, 'deploy');
  await edited.getByLabel('Name').fill('later');
  await edited.getByRole('button', { name: 'Save changes' }).click();
  await expectTold(edited.getByRole('alert'), `The key was not changed. ${only}`);
  await page.keyboard.press('Escape');
  await act(page, 'Disable').click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Disable key' }).click();
  await expectTold(page.getByRole('alertdialog').getByRole('alert'), `The key was not changed. ${only}`);
  await page.keyboard.press('Escape');
  const asked = await askToRotate(page, 'deploy');
  await rotate(asked);
  await expectTold(asked.getByRole('alert'), `The key was not rotated. ${only}`);
  expect(await zenml.statusWith(key.body.key)).toBe(200);
  expect((await zenml.key(account.id, key.id)).metadata.last_rotated).toBeNull();
});

test('the page of a key and its dialogs are in order for axe', async ({ app, guard, page }) => {
  guard.expectLostCalls();
  const { key } = await openOne(app, guard, page, {
    description: 'Deploys the web shop every night, and the blog on Mondays',
    before: (account, key) => zenml.rotateKey(account.id, key.id, 60),
  });
  await expect(act(page, 'End it now')).toBeVisible();
  await look(page, 'zenml-key');
  await act(page, 'Edit').click();
  await expect(dialog(page, 'Edit deploy')).toBeVisible();
  await look(page, 'zenml-key-edit');
  await page.keyboard.press('Escape');
  await act(page, 'Disable').click();
  await look(page, 'zenml-key-disable');
  await page.keyboard.press('Escape');
  const asked = await askToRotate(page, 'deploy');
  await look(page, 'zenml-key-rotate');
  await choose(asked, 'Another time');
  await rotate(asked);
  await look(page, 'zenml-key-rotate-other');
  await choose(asked, 'Now');
  await look(page, 'zenml-key-rotate-now');
  await choose(asked, 'In 15 minutes');
  await loseAnswer(page, '*/rotate');
  await rotate(asked);
  await expect(asked.getByRole('alert')).toContainText('nobody saw it');
  await look(page, 'zenml-key-lost');
  await asked.getByRole('button', { name: 'Rotate again' }).click();
  await choose(asked, 'In 1 hour');
  await rotate(asked);
  const told = secretDialog(page, 'deploy');
  await told.getByRole('button', { name: 'Try the key' }).click();
  await expect(told.getByRole('status')).toContainText('Last used moved');
  await look(page, 'zenml-key-secret');
  await dismiss(told);
  await page.getByRole('link', { name: 'All keys' }).click();
  await expect(app.row('deploy')).toContainText('old secret ends in');
  await look(page, 'zenml-key-row');
  const id = '2dde5c5c-7f5e-4565-a058-3a08253ebf03';
  guard.expectStatus(404);
  await app.search.fill(`ZENKEY_${btoa(JSON.stringify({ id: key.id, key: '0'.repeat(64) }))}`);
  await expect(page.getByText('This is the key you pasted.')).toBeVisible();
  await look(page, 'zenml-key-found');
  await page.getByRole('link', { name: 'All keys' }).click();
  await app.search.fill(`ZENKEY_${btoa(JSON.stringify({ id, key: '0'.repeat(64) }))}`);
  await expect(dialog(page, 'The key was not found')).toBeVisible({ timeout: 20_000 });
  await look(page, 'zenml-key-nowhere');
});
