// Every call of ZenML but the one that sets a server up.
import { expect } from '@playwright/test';
import { path as ACCOUNTS_PAGE, signIn } from '../accounts.mjs';
import * as zenml from '../zenml.mjs';
import { act, dialog, named, openEdit, secretDialog } from '../zenml-key.mjs';
import { expectSecretWorks } from './elastic.mjs';
import { goTo, isLost, readyAgain, toldOfLost, wayOutOfLost } from './operation.mjs';
import { SECRET_OPERATIONS } from './zenml-secrets.mjs';
import { AT, countOf, one, openAccount, press, stored, storedAccount, toAccount, toKey, toKeys } from './zenml-ways.mjs';

const DESCRIBED = 'changed through faults';

const signingIn = (name, method, at) => one({
  name,
  method,
  at,
  writes: false,
  arrive: ({ page }) => goTo(page, ACCOUNTS_PAGE),
  act: ({ app }) => signIn(app),
  again: ({ app }) => signIn(app),
  done: ({ app }) => app.heading('Service accounts on ZenML'),
});

const toAccounts = (env) => toAccount(env);
const said = (pattern) => ({ app }) => app.messages.getByText(pattern);

/** The way on that there is: the change may be there already, so that nothing is left to do. */
const unlessDone = (isDone) => async (env) => {
  if (await isDone(env)) return;
  await readyAgain(env);
  await env.operation.act(env);
};

export const ZENML_OPERATIONS = [
  signingIn('sign in, what the server asks for', 'GET', AT.info),
  signingIn('sign in, a token', 'POST', AT.login),
  signingIn('sign in, who one is', 'GET', AT.user),
  one({
    name: 'list of accounts',
    method: 'GET',
    at: AT.accounts,
    arrive: toAccounts,
    act: ({ page }) => page.getByRole('button', { name: 'Refresh' }).click(),
    done: ({ account, pages }) => pages.row(account.name),
  }),
  one({
    name: 'create an account',
    method: 'POST',
    at: AT.accounts,
    tries: 3,
    arrive: async (env) => {
      await toAccounts(env);
      env.made = `${env.account.name}-made`;
    },
    ready: async ({ made, pages }) => {
      const asked = await pages.openCreate();
      await asked.getByLabel('Name', { exact: true }).fill(made);
    },
    act: press('Create service account'),
    done: ({ made, page }) => page.getByRole('dialog', { name: `${made} is created` }),
    effect: ({ made }) => countOf(made),
  }),
  one({
    name: 'edit an account',
    method: 'PUT',
    at: AT.account,
    arrive: toAccounts,
    ready: async ({ account, pages }) => {
      const asked = await pages.openEdit(account.name);
      await asked.getByLabel('Description').fill(DESCRIBED);
    },
    act: press('Save changes'),
    done: said(/ is changed/),
    effect: async (env) => ((await storedAccount(env)).metadata.description === DESCRIBED ? 1 : 0),
  }),
  one({
    name: 'deactivate an account',
    method: 'PUT',
    at: AT.account,
    arrive: toAccounts,
    ready: ({ account, pages }) => pages.row(account.name).getByRole('button', { name: `Deactivate ${account.name}` }).click(),
    act: press('Deactivate'),
    again: unlessDone(({ account, pages }) => pages.row(account.name).getByText('Deactivated').isVisible()),
    done: ({ account, pages }) => pages.row(account.name).getByText('Deactivated'),
    effect: async (env) => ((await storedAccount(env)).body.active ? 0 : 1),
  }),
  // That ends nothing, so nothing is asked before.
  one({
    name: 'activate an account',
    method: 'PUT',
    at: AT.account,
    arrive: async (env) => {
      env.account = await zenml.account(named('faults'));
      await zenml.switchOff(env.account.id);
      await openAccount(env);
    },
    act: ({ account, pages }) => pages.row(account.name).getByRole('button', { name: `Activate ${account.name}` }).click(),
    again: unlessDone((env) => env.operation.done(env).isVisible()),
    done: ({ account, pages }) => pages.row(account.name).getByRole('button', { name: `Deactivate ${account.name}` }),
    effect: async (env) => ((await storedAccount(env)).body.active ? 1 : 0),
  }),
  one({
    name: 'count of keys before an account is deactivated',
    method: 'GET',
    at: AT.keys,
    isQuiet: true,
    arrive: toAccounts,
    act: ({ account, pages }) => pages.row(account.name).getByRole('button', { name: `Deactivate ${account.name}` }).click(),
    done: ({ account, pages }) => pages.deactivateDialog(account.name).getByText(/ at once, and whatever is signed in| has no keys now/),
    // The next time that it is asked they are counted anew.
    check: async (env) => {
      await env.page.keyboard.press('Escape');
      await env.operation.act(env);
      await expect(env.pages.deactivateDialog(env.account.name)).toContainText('It has no keys now.', { timeout: 15_000 });
    },
  }),
  one({
    name: 'count of keys before an account is deleted',
    method: 'GET',
    at: AT.keys,
    arrive: toAccounts,
    act: ({ account, pages }) => pages.row(account.name).getByRole('button', { name: `Delete ${account.name}` }).click(),
    stays: () => true,
    done: ({ account, pages }) => pages.deleteDialog(account.name).getByText(/It has no keys\./),
  }),
  one({
    name: 'delete an account',
    method: 'DELETE',
    at: AT.account,
    arrive: toAccounts,
    ready: async ({ account, pages }) => {
      await pages.row(account.name).getByRole('button', { name: `Delete ${account.name}` }).click();
      await expect(pages.deleteDialog(account.name)).toContainText('It has no keys.');
    },
    act: press('Delete service account'),
    done: said(/ (is deleted|was gone already)/),
    effect: async (env) => ((await storedAccount(env)) ? 0 : 1),
  }),
  one({
    name: 'list of keys',
    method: 'GET',
    at: AT.keys,
    arrive: toKeys,
    act: ({ page }) => page.getByRole('button', { name: 'Refresh' }).click(),
    done: ({ page }) => page.getByText(/^1 key, read just now$/),
  }),
  one({
    name: 'create a key',
    method: 'POST',
    at: AT.keys,
    tries: 3,
    arrive: async (env) => {
      await toKeys(env);
      await env.page.getByRole('link', { name: 'Create key' }).click();
      await expect(env.app.form).toBeVisible();
    },
    ready: ({ app }) => app.form.getByLabel('Name', { exact: true }).fill('made'),
    act: ({ app }) => app.submit(),
    stays: isLost,
    told: toldOfLost,
    again: async (env) => ((await isLost(env)) ? wayOutOfLost(env) : env.operation.act(env)),
    done: ({ app }) => app.secretDialog,
    check: ({ app }) => expectSecretWorks(app.secretDialog, zenml.statusWith),
    effect: async ({ account }) => (await zenml.keys(account.id)).filter((key) => key.name === 'made').length,
  }),
  one({
    name: 'one key',
    method: 'GET',
    at: AT.key,
    arrive: toKeys,
    act: ({ page }) => page.getByRole('link', { name: 'deploy', exact: true }).click(),
    done: ({ page }) => page.getByText('Last changed or used', { exact: true }),
  }),
  one({
    name: 'edit a key',
    method: 'PUT',
    at: AT.key,
    arrive: toKey,
    ready: async ({ page }) => {
      const asked = await openEdit(page, 'deploy');
      await asked.getByLabel('Description').fill(DESCRIBED);
    },
    act: press('Save changes'),
    done: said(/ is changed/),
    effect: async (env) => ((await stored(env)).metadata.description === DESCRIBED ? 1 : 0),
  }),
  one({
    name: 'disable a key',
    method: 'PUT',
    at: AT.key,
    arrive: toKey,
    ready: ({ page }) => act(page, 'Disable').click(),
    act: press('Disable key'),
    again: unlessDone(({ page }) => act(page, 'Enable').isVisible()),
    done: ({ page }) => act(page, 'Enable'),
    effect: async (env) => ((await stored(env)).body.active ? 0 : 1),
  }),
  one({
    name: 'enable a key',
    method: 'PUT',
    at: AT.key,
    arrive: (env) => toKey(env, ({ account, key }) => zenml.changeKey(account.id, key.id, { active: false })),
    ready: ({ page }) => act(page, 'Enable').click(),
    act: press('Enable key'),
    again: unlessDone(({ page }) => act(page, 'Disable').isVisible()),
    done: ({ page }) => act(page, 'Disable'),
    effect: async (env) => ((await stored(env)).body.active ? 1 : 0),
  }),
  one({
    name: 'rotate a key',
    method: 'PUT',
    at: AT.rotate,
    arrive: toKey,
    ready: async ({ page }) => {
      await act(page, 'Rotate').click();
      await expect(dialog(page, 'Rotate deploy')).toBeVisible();
    },
    act: press('Rotate key', 'End it and rotate'),
    done: ({ page }) => secretDialog(page, 'deploy'),
    check: (env) => expectSecretWorks(env.operation.done(env), zenml.statusWith),
    // The server tells only the last time; that there is no second one, the calls tell.
    effect: async (env) => ((await stored(env)).metadata.last_rotated ? 1 : 0),
  }),
  one({
    name: 'revoke a key',
    method: 'DELETE',
    at: AT.key,
    arrive: toKey,
    ready: ({ page }) => act(page, 'Revoke').click(),
    act: press('Revoke key'),
    done: said(/ (is revoked|was gone already)/),
    effect: async (env) => ((await stored(env)) ? 0 : 1),
  }),
  one({
    name: 'sign out',
    method: 'GET',
    at: AT.logout,
    isQuiet: true,
    arrive: async ({ app, page }) => {
      await page.goto('/connections');
      await signIn(app);
      await expect(page.getByRole('region', { name: 'ZenML' })).toContainText('Signed in as');
    },
    act: ({ page }) => page.getByRole('region', { name: 'ZenML' }).getByRole('button', { name: 'Sign out' }).click(),
    done: ({ app }) => app.signInForm('ZenML'),
  }),
  ...SECRET_OPERATIONS,
];
