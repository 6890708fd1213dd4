// What the service refuses is said in words, with what to do next, and the app goes on without a reload.
import { KEYS_PATH } from './support/env.mjs';
import { expect, test } from './support/test.mjs';
import { back, follow, ONE_KEY, refresh, rowOf, TALL } from './support/watch.mjs';
import * as sandbox from './support/sandbox.mjs';

test.use({ viewport: TALL });
test.describe.configure({ timeout: 60_000 });

const NAME = 'ci-logs';
const SAID = 'So it is';
const html = (status) => ({ status, body: '<html><h1>Bad gateway</h1></html>', content_type: 'text/html' });
const gateway = (status) => ({ status, body: '{"UnauthorizedMessages":["Invalid credential headers"],"Cause":null}' });

const READ_AGAIN = 'Read the list again to see what is there now.';
const CHANGE = 'Change what it names, then try again.';
const ASK = 'Sign in with a credential that has the rights, or ask someone who has them.';
const ANOTHER_KEY = 'Sign in with another key.';

/** Refusals that any call may get: what the owner reads of them. */
const ANYWHERE = [
  [coded(403, 'root.unauthorized'), `You aren't allowed to do this: ${SAID} (root.unauthorized).`, ASK],
  [coded(403, 'root.invalid_authentication'), `The service doesn't accept this sign-in: ${SAID}.`, 'Sign in again.'],
  [
    coded(403, 'organization.invalid_access'),
    `Your key belongs to another organization: ${SAID}.`,
    'Sign in with a key of this organization, or choose yours under Connections.',
  ],
  [coded(400, 'keys.never_heard_of'), `The service refuses this request: ${SAID} (keys.never_heard_of).`, CHANGE],
  [coded(409, 'keys.never_heard_of'), `It conflicts with what is there: ${SAID} (keys.never_heard_of).`, READ_AGAIN],
  [{ status: 403 }, "You aren't allowed to do this.", ASK],
  [html(403), "You aren't allowed to do this.", ASK],
  [gateway(403), "You aren't allowed to do this: Invalid credential headers.", ASK],
];

/** Those that say that something is not there. */
const NOT_THERE = [
  [
    coded(404, 'organization.not_found'),
    `There is no such organization: ${SAID}.`,
    'Check the address, or choose the organization under Connections.',
  ],
  [coded(404, 'accounts.not_found'), `The service has no account for this key: ${SAID}.`, ANOTHER_KEY],
  [coded(404, 'keys.never_heard_of'), `It doesn't exist, or no longer does: ${SAID} (keys.never_heard_of).`, READ_AGAIN],
  [html(404), "It doesn't exist, or no longer does.", READ_AGAIN],
];

const FAILED = [
  [{ status: 500 }, 'The service failed (status 500).', 'Try again in a moment.'],
  [html(502), 'The service failed (status 502).', 'Try again in a moment.'],
];

/** What only a create is refused for. */
const CREATE = [
  [coded(400, 'api_keys.invalid_input'), `The service refuses this request: ${SAID}.`, CHANGE],
  [
    coded(400, 'role_assignments.invalid_target_user_id'),
    `The roles can't be given to this user: ${SAID}.`,
    'Choose a member of the organization.',
  ],
  [
    coded(403, 'role_assignments.unauthorized_role_assignments'),
    `You aren't allowed to give this access: ${SAID}.`,
    'Choose access that you have yourself, or ask an organization owner.',
  ],
  [
    coded(400, 'role_assignments.invalid_config'),
    `The service doesn't take these roles together: ${SAID}.`,
    'Change the access, then try again.',
  ],
  [
    coded(429, 'organization.invitations_rate_limit_exceeded'),
    `The service asks to slow down: ${SAID}.`,
    'Wait a little, then try again.',
  ],
];

function coded(status, code) {
  return sandbox.refusal(status, code, `${SAID}.`);
}

/** That an alert says why and what next, and nothing of the page that stood in the answer. */
async function expectTold(alert, what, why, next) {
  await expect(alert).toContainText(`${what} ${why}`);
  await expect(alert).toContainText(next);
  await expect(alert).not.toContainText(/<|Bad gateway/);
}

test.beforeEach(({ guard }) => guard.expectStatus(400, 401, 403, 404, 409, 429, 500, 502));

test('the list', async ({ app, page }) => {
  await app.openReadKeys();
  for (const [fault, why, next] of [...ANYWHERE, ...NOT_THERE, ...FAILED]) {
    await sandbox.addFault('GET', KEYS_PATH, fault);
    await refresh(app);
    await expectTold(page.getByRole('alert'), 'The keys could not be read.', why, next);
    await expect(rowOf(app, NAME)).toBeVisible();
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByText('24 of 500 keys, read just now')).toBeVisible();
    await expect(page.getByRole('alert')).toHaveCount(0);
  }
});

test('a create', async ({ app }) => {
  await app.openForm();
  await app.form.getByLabel('Name').fill('refused-first');
  await app.choose('Billing admin', { where: 'Organization' });
  for (const [fault, why, next] of [...CREATE, ...ANYWHERE, ...NOT_THERE]) {
    await sandbox.addFault('POST', KEYS_PATH, fault);
    await app.submit();
    await expectTold(app.form.getByRole('alert'), 'The key was not created.', why, next);
    await expect(app.form.getByLabel('Name')).toHaveValue('refused-first');
  }
  expect(await sandbox.keysNamed('refused-first')).toEqual([]);
  await app.submit();
  await expect(app.secretDialog).toBeVisible();
  expect(await sandbox.keysNamed('refused-first')).toHaveLength(1);
});

test('a revoke', async ({ app }) => {
  await app.openReadKeys();
  await app.revokeButton(NAME).click();
  const dialog = app.revokeDialog(NAME);
  for (const [fault, why, next] of [...ANYWHERE, ...NOT_THERE]) {
    await sandbox.addFault('DELETE', ONE_KEY, fault);
    await dialog.getByRole('button', { name: 'Revoke key' }).click();
    await expectTold(dialog.getByRole('alert'), 'The key was not revoked.', why, next);
  }
  expect(await sandbox.keysNamed(NAME)).toHaveLength(1);
  await dialog.getByRole('button', { name: 'Revoke key' }).click();
  await expect(app.messages).toContainText(`${NAME} is revoked.`);
  expect(await sandbox.keysNamed(NAME)).toEqual([]);
});

test('a revoke of what is gone is no failure', async ({ app, page }) => {
  await app.openReadKeys();
  await sandbox.addFault('DELETE', ONE_KEY, coded(404, 'api_keys.key_not_found'));
  await app.revoke(NAME);
  await expect(app.messages).toContainText(`${NAME} was gone already.`);
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('the page of a key', async ({ app, page }) => {
  await app.openReadKeys();
  for (const [fault, why, next] of [...ANYWHERE, ...FAILED]) {
    await sandbox.addFault('GET', ONE_KEY, fault);
    await follow(app, NAME);
    await expectTold(page.getByRole('alert'), 'The key could not be read.', why, next);
    await expect(page.getByRole('region', { name: 'Access' })).toContainText('Editor on 2 deployments');
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByText('As JSON', { exact: true })).toBeVisible();
    await expect(page.getByRole('alert')).toHaveCount(0);
    await back(app);
  }
});

test('the page of a key does not take a missing organization or account for a missing key', async ({ app, page }) => {
  await app.openReadKeys();
  for (const [fault, why, next] of NOT_THERE) {
    await sandbox.addFault('GET', ONE_KEY, fault);
    await follow(app, NAME);
    await expectTold(page.getByRole('alert'), 'The key could not be read.', why, next);
    await expect(page.getByText('This key is gone.')).toHaveCount(0);
    await back(app);
  }
});

for (const [what, fault, why, next] of [
  ['a code', coded(401, 'root.unauthorized'), `The service doesn't accept this sign-in: ${SAID}.`, 'Sign in again.'],
  ['an unknown user', coded(401, 'user.not_found'), `The service doesn't know whose key this is: ${SAID}.`, ANOTHER_KEY],
  [
    'the body of the gateway',
    gateway(401),
    "The service doesn't accept this sign-in: Invalid credential headers.",
    'Sign in again.',
  ],
  ['an empty body', { status: 401 }, "The service doesn't accept this sign-in.", 'Sign in again.'],
  ['a page of HTML', html(401), "The service doesn't accept this sign-in.", 'Sign in again.'],
]) {
  test(`a sign-in that is no good any more, with ${what}`, async ({ app, page }) => {
    await app.openReadKeys();
    await sandbox.addFault('GET', KEYS_PATH, fault);
    await refresh(app);
    await expect(app.askAgain).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(app.askAgain).toBeHidden();
    await expectTold(page.getByRole('alert'), 'The keys could not be read.', why, next);
    await sandbox.addFault('GET', KEYS_PATH, fault);
    await page.getByRole('button', { name: 'Try again' }).click();
    await app.signIn({ form: app.askAgain.getByRole('form') });
    await expect(page.getByText('24 of 500 keys, read just now')).toBeVisible();
    await expect(page.getByRole('alert')).toHaveCount(0);
  });
}
