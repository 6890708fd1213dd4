// Service accounts that can't be managed as asked, against a real ZenML server: refusals and lost answers.
import { randomUUID } from 'node:crypto';
import { ZENML } from './support/env.mjs';
import { Accounts } from './support/accounts.mjs';
import { expect, test } from './support/test.mjs';
import * as zenml from './support/zenml.mjs';

test.describe.configure({ timeout: 60_000 });

const unique = (name) => `${name}-${randomUUID().slice(0, 8)}`;

const LIST = `${ZENML}/api/v1/service_accounts`;

/** Loses the answers to so many writes of a kind, which reach the server or do not; tells the headers of all. */
async function loseAnswers(page, method, { times = 100, arrive = true }) {
  const sent = [];
  await page.route(new RegExp(`^${LIST}(/[0-9a-f-]+)?$`), async (route, request) => {
    if (request.method() !== method) return route.fallback();
    sent.push(request.headers());
    if (sent.length > times) return route.fallback();
    if (arrive) await route.fetch();
    return route.abort('connectionreset');
  });
  return sent;
}

test('a name that is taken is told beside it, and the form is kept', async ({ app, guard, page }) => {
  guard.expectStatus(409);
  const { name } = await zenml.account(unique('taken'));
  const accounts = await Accounts.open(app, `?search=${name}`);
  const dialog = await accounts.create(name);
  const field = dialog.getByLabel('Name', { exact: true });
  await expect(field).toBeFocused();
  await expect(field).toHaveAccessibleDescription(/Another service account has this name\. Choose a different one\./);
  await field.fill(`${name}-2`);
  await dialog.getByRole('button', { name: 'Create service account' }).click();
  await page.getByRole('dialog', { name: `${name}-2 is created` }).getByRole('button', { name: 'Close' }).click();

  const edit = await accounts.openEdit(`${name}-2`);
  await edit.getByLabel('Name', { exact: true }).fill(name);
  await edit.getByRole('button', { name: 'Save changes' }).click();
  await expect(edit.getByLabel('Name', { exact: true })).toHaveAccessibleDescription(/Another service account has this name/);
  await expect(edit).not.toContainText('EntityExists');
});

test('names keep to the length that the server takes', async ({ app }) => {
  const accounts = await Accounts.open(app);
  const dialog = await accounts.create('🏭'.repeat(256));
  await expect(dialog.getByLabel('Name', { exact: true })).toHaveAccessibleDescription(
    /Shorten the name to 255 characters; it has 256\./,
  );
  await dialog.getByLabel('Address of a picture').fill('owl.png');
  const name = `${unique('long')}${'🏭'.repeat(242)}`;
  await dialog.getByLabel('Name', { exact: true }).fill(name);
  await dialog.getByRole('button', { name: 'Create service account' }).click();
  await expect(dialog.getByLabel('Address of a picture')).toBeFocused();
  await expect(dialog.getByLabel('Address of a picture')).toHaveAccessibleDescription(/begins with https:/);
  await dialog.getByLabel('Address of a picture').fill('');
  await dialog.getByRole('button', { name: 'Create service account' }).click();
  await expect(app.page.getByRole('dialog', { name: `${name} is created` })).toBeVisible();
  expect([...name]).toHaveLength(255);
});

test('who stops being an admin in the middle of work is told so', async ({ app, guard }) => {
  guard.expectStatus(403);
  const user = await zenml.user(unique('user'), { admin: true });
  const { name } = await zenml.account(unique('kept'));
  guard.secret(user.password, ZENML);
  const accounts = await Accounts.open(app, `?search=${name}`, user);
  await zenml.demote(user.username);
  const only = "You aren't allowed to do this: only admins of this server may change service accounts.";
  const dialog = await accounts.create(`${name}-2`);
  await expect(dialog.getByRole('alert')).toContainText(`The service account was not created. ${only}`);
  await app.page.keyboard.press('Escape');
  await accounts.deactivate(name);
  await expect(accounts.deactivateDialog(name).getByRole('alert')).toContainText(
    `The service account was not deactivated. ${only}`,
  );
  await app.page.keyboard.press('Escape');
  await accounts.delete(name);
  await expect(accounts.deleteDialog(name).getByRole('alert')).toContainText(
    `The service account was not deleted. ${only}`,
  );
});

test('an account that owns something is not deleted, and the way out is told', async ({ app, guard }) => {
  guard.expectStatus(403);
  const { name, keys } = await zenml.account(unique('owns'), [{ name: 'k' }]);
  await zenml.ownSomething(keys[0].body.key, unique('tag'));
  const accounts = await Accounts.open(app, `?search=${name}`);
  await accounts.delete(name);
  const alert = accounts.deleteDialog(name).getByRole('alert');
  await expect(alert).toContainText('The service account owns other things on this server.');
  await expect(alert).toContainText('Delete those first, or deactivate the service account instead.');
});

test('an account that another service manages is shown and left alone', async ({ app, guard, page }) => {
  guard.expectStatus(403);
  const { name } = await zenml.account(unique('elsewhere'));
  const accounts = await Accounts.open(app, `?search=${name}`);
  // The server learns of such accounts only from ZenML Pro; its answer to a change of one is a recorded one.
  const detail = ['IllegalOperationError', 'Service accounts created via external authentication cannot be updated.'];
  await page.route(`${LIST}/*`, (route, request) =>
    request.method() === 'PUT' ? route.fulfill({ status: 403, json: { detail }, headers: zenml.OPEN }) : route.fallback(),
  );
  await accounts.deactivate(name);
  const alert = accounts.deactivateDialog(name).getByRole('alert');
  await expect(alert).toContainText('Another service, such as ZenML Pro, manages this service account.');
  await expect(alert).toContainText('Change it there.');
  await page.keyboard.press('Escape');
  await page.route(`${LIST}?*`, async (route) => {
    const response = await route.fetch();
    const json = await response.json();
    for (const item of json.items) item.metadata.external_user_id = randomUUID();
    await route.fulfill({ response, json });
  });
  await page.getByRole('button', { name: 'Refresh' }).click();
  await expect(accounts.row(name)).toContainText('managed by another service');
  await expect(accounts.row(name).getByRole('button')).toHaveCount(0);
});

test('an account that is gone meanwhile is told as gone', async ({ app, guard, page }) => {
  guard.expectStatus(404);
  const prefix = unique('gone');
  const made = [];
  for (const name of ['a', 'b', 'c']) made.push(await zenml.account(`${prefix}-${name}`));
  const accounts = await Accounts.open(app, `?search=${prefix}&sort=name`);
  for (const { id } of made) await zenml.deleteAccount(id);
  const [a, b, c] = made.map((account) => account.name);
  const edit = await accounts.openEdit(a);
  await edit.getByLabel('Description').fill('x');
  await edit.getByRole('button', { name: 'Save changes' }).click();
  await expect(edit.getByRole('alert')).toContainText(
    "The service account was not changed. It doesn't exist, or no longer does: there is no such service account.",
  );
  await expect(page.getByText('No service account matches')).toBeVisible();
  await page.keyboard.press('Escape');

  const again = await zenml.account(b);
  await accounts.search.fill(b);
  await expect(accounts.row(b)).toBeVisible();
  await zenml.deleteAccount(again.id);
  await accounts.row(b).getByRole('button', { name: `Delete ${b}` }).click();
  await expect(app.messages).toContainText(`${b} was gone already.`);
  await expect(accounts.deleteDialog(b)).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'No service account matches' })).toBeVisible();
  expect(await zenml.accounts({ name: `equals:${c}` })).toEqual([]);
});

test('a create whose answer was lost is sent again, and makes one account', async ({ app, guard, page }) => {
  guard.expectLostCalls();
  const name = unique('once');
  const accounts = await Accounts.open(app);
  const sent = await loseAnswers(page, 'POST', { times: 1 });
  await accounts.create(name);
  await expect(page.getByRole('dialog', { name: `${name} is created` })).toBeVisible();
  expect(sent.map((headers) => headers['idempotency-key'])).toEqual([
    expect.stringMatching(/^[0-9a-f-]{36}$/),
    sent[0]['idempotency-key'],
  ]);
  expect(await zenml.accounts({ name: `equals:${name}` })).toHaveLength(1);
});

test('a create whose every answer was lost is looked for', async ({ app, guard, page }) => {
  guard.expectLostCalls();
  const name = unique('found');
  const accounts = await Accounts.open(app);
  await loseAnswers(page, 'POST', {});
  await accounts.create(name);
  const created = page.getByRole('dialog', { name: `${name} is created` });
  await expect(created).toContainText('The answer was lost, but it was there when the list was read again.');
});

test('a create that never arrived is told as not done, and can be sent again', async ({ app, guard, page }) => {
  guard.expectLostCalls();
  const name = unique('never');
  const accounts = await Accounts.open(app);
  const sent = await loseAnswers(page, 'POST', { times: 3, arrive: false });
  const dialog = await accounts.create(name);
  await expect(dialog.getByRole('alert')).toContainText(
    'The answer was lost. When read again, the service account was not created.',
  );
  expect(await zenml.accounts({ name: `equals:${name}` })).toEqual([]);
  await dialog.getByRole('button', { name: 'Create service account' }).click();
  await expect(page.getByRole('dialog', { name: `${name} is created` })).toBeVisible();
  expect(new Set(sent.map((headers) => headers['idempotency-key'])).size).toBe(2);
});

test('a change whose answer was lost is looked for, and sent once', async ({ app, guard, page }) => {
  guard.expectLostCalls();
  const { name } = await zenml.account(unique('changes'));
  const accounts = await Accounts.open(app, `?search=${name}`);
  const sent = await loseAnswers(page, 'PUT', { times: 1 });
  await accounts.deactivate(name);
  await expect(app.messages).toContainText(`${name} is deactivated. Its keys don't work. The answer was lost`);
  await expect(accounts.row(name)).toContainText('Deactivated');
  expect(sent).toHaveLength(1);
});

test('a change that never arrived is told as not done', async ({ app, guard, page }) => {
  guard.expectLostCalls();
  const { name } = await zenml.account(unique('unchanged'));
  const accounts = await Accounts.open(app, `?search=${name}`);
  const sent = await loseAnswers(page, 'PUT', { times: 1, arrive: false });
  const edit = await accounts.openEdit(name);
  await edit.getByLabel('Full name').fill('New');
  await edit.getByRole('button', { name: 'Save changes' }).click();
  await expect(edit.getByRole('alert')).toContainText('When read again, the service account was not changed.');
  expect(sent).toHaveLength(1);
  await expect(edit.getByLabel('Full name')).toHaveValue('New');
});

test('a deletion whose answer was lost is looked for', async ({ app, guard, page }) => {
  guard.expectLostCalls();
  guard.expectStatus(404);
  const { name } = await zenml.account(unique('deletes'), [{ name: 'k' }]);
  const accounts = await Accounts.open(app, `?search=${name}`);
  await loseAnswers(page, 'DELETE', {});
  await accounts.delete(name);
  await expect(app.messages).toContainText(`${name} and its only key are deleted. The answer was lost, but it was gone`);
});

test('a deletion that never arrived, and keys that can not be counted, are told', async ({ app, guard, page }) => {
  guard.expectLostCalls();
  guard.expectStatus(500);
  const { name } = await zenml.account(unique('undeleted'));
  const accounts = await Accounts.open(app, `?search=${name}`);
  await loseAnswers(page, 'DELETE', { arrive: false });
  await page.route('**/api_keys?*', (route) => route.fulfill({ status: 500, headers: zenml.OPEN }), { times: 1 });
  await accounts.row(name).getByRole('button', { name: `Delete ${name}` }).click();
  const question = accounts.deleteDialog(name);
  await expect(question.getByRole('alert')).toContainText('Its keys could not be counted.');
  await expect(question.getByRole('button', { name: 'Delete service account' })).toHaveAttribute('aria-disabled', 'true');
  await question.getByRole('button', { name: 'Try again' }).click();
  await expect(question).toContainText('It has no keys.');
  await question.getByRole('button', { name: 'Delete service account' }).click();
  await expect(question.getByRole('alert')).toContainText('When read again, the service account was not deleted.');
  expect(await zenml.accounts({ name: `equals:${name}` })).toHaveLength(1);
});
