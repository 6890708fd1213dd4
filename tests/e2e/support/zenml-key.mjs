// What the tests of one ZenML key share: signing in, its page, and its dialogs.
import { randomUUID } from 'node:crypto';
import { expect } from '@playwright/test';
import { ZENML, ZENML_PASSWORD, ZENML_USER } from './env.mjs';
import * as zenml from './zenml.mjs';

export const named = (name) => `${name}-${randomUUID().slice(0, 8)}`;

const ADMIN = { username: ZENML_USER, password: ZENML_PASSWORD };

export async function signIn(app, form = app.signInForm('ZenML'), { username, password } = ADMIN) {
  await form.getByLabel('Username', { exact: true }).fill(username);
  await form.getByLabel('Password', { exact: true }).fill(password);
  await form.getByRole('button', { name: 'Sign in' }).click();
}

/** Signs in as a service account does. */
export async function signInWithKey(app, secret) {
  const form = app.signInForm('ZenML');
  await app.pick('API key', form);
  await form.getByRole('textbox', { name: 'API key', exact: true }).fill(secret);
  await form.getByRole('button', { name: 'Sign in' }).click();
}

/** The address of every call of this method from now on. */
export function watch(page, method) {
  const sent = [];
  page.on('request', (request) => {
    if (request.method() === method) sent.push(request.url());
  });
  return sent;
}

/** From nothing to the keys of a service account. */
export async function openKeys(app, page, account) {
  await page.goto(account.page);
  await signIn(app);
  await expect(app.heading(`Keys of ${account.name}`)).toBeVisible();
  await app.expectRead();
}

export const pageOf = (account, id) => `/connections/zenml/${account.id}/key/${id}`;

/** From nothing to the page of a key. */
export async function openKey(app, page, account, key, user) {
  await page.goto(pageOf(account, key.id));
  await signIn(app, undefined, user);
  await expect(app.heading(key.name)).toBeVisible();
  await expect(act(page, 'Edit')).toBeVisible();
}

/** An account with one key, and that key's page. */
export async function openOne(app, guard, page, { name = 'deploy', description = '', before } = {}) {
  const account = await zenml.account(named('one'), [{ name, description }]);
  const [key] = account.keys;
  const secret = key.body.key;
  guard.secret(secret, ZENML);
  await before?.(account, key);
  await openKey(app, page, account, key);
  return { account, key, secret };
}

export const act = (page, name) => page.getByRole('main').getByRole('button', { name, exact: true });

export const dialog = (page, name) => page.getByRole('dialog', { name, exact: true });

/** Opens the form for a name and a description; it takes the focus a moment after it is there. */
export async function openEdit(page, name) {
  await act(page, 'Edit').click();
  await expect(dialog(page, `Edit ${name}`).getByLabel('Name')).toBeFocused();
  return dialog(page, `Edit ${name}`);
}

/** Opens the question how to rotate the key whose page is shown. */
export async function askToRotate(page, name) {
  await act(page, 'Rotate').click();
  await expect(dialog(page, `Rotate ${name}`)).toBeVisible();
  return dialog(page, `Rotate ${name}`);
}

export async function choose(asked, label) {
  await asked.getByText(label, { exact: true }).click();
  await expect(asked.getByRole('radio', { name: label, exact: true })).toBeChecked();
}

export const rotate = (asked) => asked.getByRole('button', { name: /^(Rotate key|End it and rotate)$/ }).click();

export const secretDialog = (page, name) => dialog(page, `${name} has a new secret. Save it now.`);

/** Reads the secret that is shown, and hides it again. */
export async function shownSecret(told) {
  await told.getByRole('button', { name: 'Show' }).click();
  const secret = await told.getByLabel('New key').innerText();
  await told.getByRole('button', { name: 'Hide' }).click();
  return secret;
}

/** Says that the secret is saved, and closes its dialog. */
export async function dismiss(told) {
  await told.getByLabel('I saved it elsewhere').check();
  await told.getByRole('button', { name: 'Close' }).click();
  await expect(told).toBeHidden();
}

/** Lets the server do what the next call asks for, and loses its answer. */
export const loseAnswer = (page, path, method = 'PUT') =>
  page.route(
    `${ZENML}/api/v1/service_accounts/*/api_keys/${path}`,
    async (route, request) => {
      if (request.method() !== method) return route.fallback();
      await route.fetch();
      return route.abort('connectionreset');
    },
    { times: 1 },
  );

/** Loses the next calls before they reach the server. */
export const loseCalls = (page, path, method, times = 1) => {
  let left = times;
  return page.route(`${ZENML}/api/v1/service_accounts/*/api_keys/${path}`, (route, request) => {
    if (request.method() !== method || left === 0) return route.fallback();
    left -= 1;
    return route.abort('connectionreset');
  });
};

/** What the server writes for its own log: SQL, hashes, classes, paths, Python objects. */
export const INTERNALS = /SQL|sqlite|UNIQUE|\$2b\$|Error\b|CredentialsNotValid|Traceback|Schema\b|\.py\b|\/zenml\/|\{'|urn:uuid/;

/** A refusal that says this, and nothing that is not for people. */
export async function expectTold(alert, sentence) {
  await expect(alert).toContainText(sentence);
  await expect(alert).not.toContainText(INTERNALS);
}
