// One ZenML key on a real server: read, edited, switched off and on, given a new secret, proven.
import { ZENML } from './support/env.mjs';
import { isInPage } from './support/leaks.mjs';
import { look } from './support/look.mjs';
import { expect, test } from './support/test.mjs';
import { fact } from './support/watch.mjs';
import * as zenml from './support/zenml.mjs';
import {
  act, askToRotate, choose, dialog, dismiss, loseAnswer, loseCalls, named, openKey, openKeys, rotate, secretDialog, shownSecret,
} from './support/zenml-key.mjs';

test.describe.configure({ timeout: 60_000 });

/** An account with one key, and that key's page. */
async function openOne(app, guard, page, { name = 'deploy', description = '', before } = {}) {
  const account = await zenml.account(named('one'), [{ name, description }]);
  const [key] = account.keys;
  const secret = key.body.key;
  guard.secret(secret, ZENML);
  await before?.(account, key);
  await openKey(app, page, account, key);
  return { account, key, secret };
}

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
  await act(page, 'Edit').click();
  const asked = dialog(page, 'Edit deploy');
  await expect(asked.getByLabel('Name')).toBeFocused();
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

  await act(page, 'Edit').click();
  const again = dialog(page, 'Edit deploy/shop');
  await again.getByLabel('Description').fill('');
  await again.getByRole('button', { name: 'Save changes' }).click();
  await expect(fact(app, 'Description')).toHaveText('none');
  const stored = await zenml.key(account.id, key.id);
  expect([stored.name, stored.metadata.description]).toEqual(['deploy/shop', '']);
});

test('a description that is too long is refused before it is sent', async ({ app, guard, page }) => {
  await openOne(app, guard, page);
  await act(page, 'Edit').click();
  const asked = dialog(page, 'Edit deploy');
  await asked.getByLabel('Description').fill('n'.repeat(65_536));
  await asked.getByRole('button', { name: 'Save changes' }).click();
  await expect(asked.getByLabel('Description')).toHaveAccessibleDescription(/Shorten the description to 65,535 characters; it has 65,536/);
});

test('a name that another key has is told beside the name', async ({ app, guard, page }) => {
  guard.expectStatus(409);
  await openOne(app, guard, page, { before: (account) => zenml.createKey(account.id, { name: 'there' }) });
  await act(page, 'Edit').click();
  const asked = dialog(page, 'Edit deploy');
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

test('a rotation with the usual time: both secrets work, and the page counts down', async ({ app, guard, page }) => {
  const { account, key, secret } = await openOne(app, guard, page);
  const asked = await askToRotate(page, 'deploy');
  await expect(asked.getByRole('radio', { name: 'In 24 hours' })).toBeChecked();
  await expect(asked).toContainText('It works until');
  await rotate(asked);
  const told = secretDialog(page, 'deploy');
  await expect(told).toContainText('The old secret works until');
  const fresh = await shownSecret(told);
  guard.secret(fresh, ZENML);
  expect(fresh).not.toBe(secret);
  expect(await isInPage(page, fresh)).toBe(false);
  expect(await zenml.statusWith(secret)).toBe(200);
  await told.getByRole('button', { name: 'Try the key' }).click();
  await expect(told.getByRole('status')).toContainText('ZenML accepts the key. Last used moved from never to just now.');
  await dismiss(told);
  await expect(fact(app, 'Last used')).toContainText('just now');
  await expect(fact(app, 'Last rotated')).toContainText('just now');
  await expect(fact(app, 'Old secret')).toContainText(/works for 23 hours 59 minutes/);
  await expect(fact(app, 'Old secret')).toContainText(/until \d+ \w+ \d{4}, \d\d:\d\d/);
  expect((await zenml.key(account.id, key.id)).metadata.retain_period_minutes).toBe(1_440);
});

for (const [label, minutes] of [['Now', 0], ['In 15 minutes', 15], ['In 1 hour', 60], ['In 7 days', 10_080]]) {
  test(`the old secret stops working: ${label}`, async ({ app, guard, page }) => {
    const { account, key, secret } = await openOne(app, guard, page);
    const asked = await askToRotate(page, 'deploy');
    await choose(asked, label);
    if (minutes === 0) await expect(asked).toContainText('Everything that uses this key stops working at once');
    else await expect(asked).not.toContainText('stops working at once');
    await rotate(asked);
    const told = secretDialog(page, 'deploy');
    await expect(told).toContainText(minutes === 0 ? "The old secret doesn't work any more." : 'The old secret works until');
    const fresh = await shownSecret(told);
    guard.secret(fresh, ZENML);
    expect(await zenml.statusWith(secret)).toBe(minutes === 0 ? 401 : 200);
    expect(await zenml.statusWith(fresh)).toBe(200);
    await dismiss(told);
    await expect(fact(app, 'Old secret')).toHaveCount(minutes === 0 ? 0 : 1);
    expect((await zenml.key(account.id, key.id)).metadata.retain_period_minutes).toBe(minutes);
  });
}

test('another time is bounded to a year', async ({ app, guard, page }) => {
  const { account, key } = await openOne(app, guard, page);
  const asked = await askToRotate(page, 'deploy');
  await choose(asked, 'Another time');
  const amount = asked.getByLabel('After', { exact: true });
  await expect(amount).toBeFocused();
  await rotate(asked);
  await expect(amount).toHaveAccessibleDescription(/Enter how many days/);
  await amount.fill('366');
  await rotate(asked);
  await expect(amount).toHaveAccessibleDescription(/at most 1 year/);
  await amount.fill('36');
  await asked.getByLabel('Unit').selectOption('hours');
  await expect(asked).toContainText('It works until');
  await rotate(asked);
  await dismiss(secretDialog(page, 'deploy'));
  await expect(fact(app, 'Old secret')).toContainText('works for 1 day 11 hours');
  expect((await zenml.key(account.id, key.id)).metadata.retain_period_minutes).toBe(2_160);
});

test('a second rotation warns that it ends the secret that still works', async ({ app, guard, page }) => {
  const { account, key, secret } = await openOne(app, guard, page, {
    before: (account, key) => zenml.rotateKey(account.id, key.id, 60),
  });
  expect(await zenml.statusWith(secret)).toBe(200);
  const asked = await askToRotate(page, 'deploy');
  await expect(asked).toContainText('An old secret still works. Rotating ends it at once.');
  await rotate(asked);
  await dismiss(secretDialog(page, 'deploy'));
  expect(await zenml.statusWith(secret)).toBe(401);
  expect((await zenml.key(account.id, key.id)).metadata.retain_period_minutes).toBe(1_440);
});

test('the old secret is ended, which takes another new one', async ({ app, guard, page }) => {
  let present;
  const { secret } = await openOne(app, guard, page, {
    before: async (account, key) => {
      present = (await zenml.rotateKey(account.id, key.id, 60)).body.key;
      guard.secret(present, ZENML);
    },
  });
  await act(page, 'End it now').click();
  const asked = dialog(page, 'End the old secret of deploy');
  await expect(asked).toContainText('only by rotating the key again');
  await choose(asked, 'In 15 minutes');
  await rotate(asked);
  const told = secretDialog(page, 'deploy');
  const fresh = await shownSecret(told);
  guard.secret(fresh, ZENML);
  const works = await Promise.all([secret, present, fresh].map(zenml.statusWith));
  expect(works).toEqual([401, 200, 200]);
  await dismiss(told);
  await expect(fact(app, 'Old secret')).toContainText(/works for 14 minutes/);
});

test('a disabled key is rotated and stays disabled', async ({ app, guard, page }) => {
  const { account, key } = await openOne(app, guard, page, {
    before: (account, key) => zenml.changeKey(account.id, key.id, { active: false }),
  });
  const asked = await askToRotate(page, 'deploy');
  await expect(asked).toContainText('This key is disabled and stays so.');
  await rotate(asked);
  const told = secretDialog(page, 'deploy');
  guard.expectStatus(401);
  await told.getByRole('button', { name: 'Try the key' }).click();
  await expect(told.getByRole('status')).toContainText('the key or its service account is switched off');
  await dismiss(told);
  await expect(fact(app, 'Status')).toContainText('Disabled');
  expect((await zenml.key(account.id, key.id)).body.active).toBe(false);
});

test('a rotation whose answer was lost is told, and made again only on demand', async ({ app, guard, page }) => {
  guard.expectLostCalls();
  const { account, key, secret } = await openOne(app, guard, page);
  const sent = [];
  page.on('request', (request) => {
    if (request.method() === 'PUT') sent.push(request.url());
  });
  await loseAnswer(page, '*/rotate');
  const asked = await askToRotate(page, 'deploy');
  await rotate(asked);
  await expect(asked.getByRole('alert')).toContainText('The key was rotated, and its new secret went with the lost answer: nobody saw it. The old secret works until');
  expect(sent).toHaveLength(1);
  expect(await zenml.statusWith(secret)).toBe(200);
  const before = (await zenml.key(account.id, key.id)).metadata.last_rotated;
  await asked.getByRole('button', { name: 'Rotate again' }).click();
  await expect(asked.getByRole('radio', { name: 'Now', exact: true })).toBeChecked();
  await expect(asked).toContainText('An old secret still works. Rotating ends it at once.');
  await rotate(asked);
  const fresh = await shownSecret(secretDialog(page, 'deploy'));
  guard.secret(fresh, ZENML);
  expect(sent).toHaveLength(2);
  expect(await zenml.statusWith(fresh)).toBe(200);
  expect(await zenml.statusWith(secret)).toBe(401);
  expect((await zenml.key(account.id, key.id)).metadata.last_rotated).not.toBe(before);
});

test('a lost rotation that ended the old secret at once says that nothing works now', async ({ app, guard, page }) => {
  guard.expectLostCalls();
  await openOne(app, guard, page);
  await loseAnswer(page, '*/rotate');
  const asked = await askToRotate(page, 'deploy');
  await choose(asked, 'Now');
  await rotate(asked);
  await expect(asked.getByRole('alert')).toContainText("The old secret doesn't work any more, so nothing can use the key now.");
  await asked.getByRole('button', { name: 'Rotate again' }).click();
  await expect(asked).toContainText('Nobody saw the secret that ends');
  await rotate(asked);
  await dismiss(secretDialog(page, 'deploy'));
});

test('a rotation that never arrived is told apart', async ({ app, guard, page }) => {
  guard.expectLostCalls();
  const { secret } = await openOne(app, guard, page);
  await loseCalls(page, '*/rotate', 'PUT');
  const asked = await askToRotate(page, 'deploy');
  await rotate(asked);
  await expect(asked.getByRole('alert')).toContainText('the key was not rotated when it was read again, so the secret in use now works.', { timeout: 10_000 });
  expect(await zenml.statusWith(secret)).toBe(200);
  await asked.getByRole('button', { name: 'Rotate again' }).click();
  await expect(asked.getByRole('radio', { name: 'In 24 hours' })).toBeChecked();
  await rotate(asked);
  await dismiss(secretDialog(page, 'deploy'));
});

test('where the key cannot be read either, the secret in use may be dead, and it looks again', async ({ app, guard, page }) => {
  guard.expectLostCalls();
  await openOne(app, guard, page);
  const asked = await askToRotate(page, 'deploy');
  await expect(asked).toContainText('The key was never used.');
  await page.waitForLoadState('networkidle');
  await loseAnswer(page, '*/rotate');
  await loseCalls(page, '*?hydrate=true', 'GET', 2);
  await rotate(asked);
  await expect(asked.getByRole('alert')).toContainText('It is not known whether the key was rotated', { timeout: 10_000 });
  await expect(asked.getByRole('alert')).toContainText('The secret in use now may be dead.');
  await asked.getByRole('button', { name: 'Look again' }).click();
  await expect(asked.getByRole('alert')).toContainText('The key was rotated, and its new secret went with the lost answer');
  await asked.getByRole('button', { name: 'Close' }).click();
  await expect(fact(app, 'Last rotated')).toContainText('just now');
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
  await act(page, 'Edit').click();
  const asked = dialog(page, 'Edit deploy');
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

test('the list rotates, too, and its row is up to date at once', async ({ app, guard, page }) => {
  const account = await zenml.account(named('rows'), [{ name: 'first' }, { name: 'second' }]);
  for (const key of account.keys) guard.secret(key.body.key, ZENML);
  await openKeys(app, page, account);
  await page.getByRole('button', { name: 'Rotate first' }).click();
  const asked = dialog(page, 'Rotate first');
  await rotate(asked);
  await dismiss(secretDialog(page, 'first'));
  await expect(app.row('first')).toContainText(/old secret ends in (1 day|23 hours)/);
  await expect(app.row('first')).toContainText('just now');
  await expect(app.row('second')).not.toContainText('old secret');
  await expect(page.getByRole('region', { name: 'List of keys' })).toBeFocused();
  await page.getByRole('button', { name: 'Rotate second' }).click();
  await dialog(page, 'Rotate second').getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('button', { name: 'Rotate second' })).toBeFocused();
});

test('who may not write is offered none of it', async ({ app, guard, page }) => {
  const account = await zenml.account(named('reads'), [{ name: 'mine' }]);
  const [key] = account.keys;
  guard.secret(key.body.key, ZENML);
  await page.goto(`/connections/zenml/${account.id}/key/${key.id}`);
  const form = app.signInForm('ZenML');
  await app.pick('API key', form);
  await form.getByRole('textbox', { name: 'API key', exact: true }).fill(key.body.key);
  await form.getByRole('button', { name: 'Sign in' }).click();
  await expect(app.heading('mine')).toBeVisible();
  await expect(fact(app, 'Last used')).toContainText('just now');
  for (const name of ['Edit', 'Disable', 'Rotate', 'Revoke']) await expect(act(page, name)).toHaveCount(0);
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
