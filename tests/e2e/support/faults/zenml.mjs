// Every call of ZenML but the one that sets a server up.
import { expect } from '@playwright/test';
import { path as ACCOUNTS_PAGE, signIn } from '../accounts.mjs';
import { ZENML } from '../env.mjs';
import * as zenml from '../zenml.mjs';
import { act, dialog, named, openEdit, secretDialog } from '../zenml-key.mjs';
import { expectSecretWorks } from './elastic.mjs';
import { isLost, pressFirst, readyAgain, toldOfLost, wayOutOfLost } from './operation.mjs';
import { AT, countOf, one, openAccount, stored, storedAccount, toAccount, toKey, toKeys } from './zenml-ways.mjs';

const DESCRIBED = 'changed through faults';

/** The question that is asked about the key or the account, whatever it has come to. */
const question = ({ page }) => page.locator('dialog[open]').last();
const press = (...names) => async (env) => {
  await expect(question(env)).toBeVisible();
  return pressFirst(question(env), ...names);
};

const signingIn = (name, method, at) => one({
  name,
  method,
  at,
  writes: false,
  arrive: ({ page }) => page.goto(ACCOUNTS_PAGE),
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

const tokenDialog = (page) => page.getByRole('dialog', { name: 'The temporary token is created. Save it now.' });

async function toTokens({ app, page }) {
  await page.goto('/connections');
  await signIn(app);
  await expect(page.getByRole('button', { name: 'Create a temporary token' })).toBeVisible();
}

/** What is pressed where a secret is shown, to see whether it works; leaving would lose the secret. */
const trying = (what, where) => {
  const button = (env) => where(env).getByRole('button', { name: `Try the ${what}` });
  return {
    // A service knows whom it forbids something.
    isNoFaultAt: ['status 403'],
    act: (env) => button(env).click(),
    stays: () => true,
    again: (env) => button(env).click(),
    done: (env) => where(env).getByText(`ZenML accepts the ${what}.`),
    told: (env) => where(env).getByText(new RegExp(`^The ${what} (could not be tried|was not accepted)`)),
  };
};

async function leakedOf({ guard }, account) {
  const secret = account.keys[0].body.key;
  guard.secret(secret, ZENML);
  return secret;
}

/** What is pasted into the search leads to the key of this name. */
const searching = (name) => ({
  act: ({ app, leaked }) => app.search.fill(leaked),
  // Whoever was elsewhere pastes it anew.
  again: (env) => env.operation.act(env),
  done: ({ app }) => app.heading(name),
});

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
  // It is made by a call that reads, as far as its method tells. The server keeps none, so it can't tell how many it made.
  one({
    name: 'a temporary token',
    method: 'GET',
    writes: true,
    at: AT.token,
    arrive: toTokens,
    ready: ({ page }) => page.getByRole('button', { name: 'Create a temporary token' }).click(),
    act: press('Create token'),
    done: ({ page }) => tokenDialog(page),
    check: ({ page }) => expectSecretWorks(tokenDialog(page), (token) => new zenml.Zenml().statusOf(token), 'New token'),
  }),
  one({
    name: 'try the new token',
    method: 'GET',
    at: AT.user,
    arrive: async (env) => {
      await toTokens(env);
      await env.page.getByRole('button', { name: 'Create a temporary token' }).click();
      await press('Create token')(env);
      await expect(tokenDialog(env.page)).toBeVisible();
    },
    ...trying('token', ({ page }) => tokenDialog(page)),
    // Of a call that is let in nothing is read but that.
    isNoFaultAt: ['status 403', 'truncated JSON', 'wrong types', 'empty body'],
  }),
  one({
    name: 'try the new key',
    method: 'POST',
    writes: false,
    at: AT.login,
    arrive: async (env) => {
      await toKeys(env);
      await env.page.getByRole('link', { name: 'Create key' }).click();
      await env.app.form.getByLabel('Name', { exact: true }).fill('made');
      await env.app.submit();
      await expect(env.app.secretDialog).toBeVisible();
    },
    ...trying('key', ({ app }) => app.secretDialog),
  }),
  one({
    name: 'leaked key, all accounts',
    method: 'GET',
    at: AT.accounts,
    arrive: async (env) => {
      await toKeys(env);
      env.leaked = await leakedOf(env, await zenml.account(named('faults-leak'), [{ name: 'leaked' }]));
    },
    ...searching('leaked'),
  }),
  one({
    name: 'leaked key, one account',
    method: 'GET',
    // Only where it is: the others are asked for it, too.
    at: (pathname, env) => AT.key(pathname) && pathname.includes(env.account.id),
    arrive: async (env) => {
      await toKeys(env);
      env.leaked = await leakedOf(env, env.account);
    },
    ...searching('deploy'),
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
];
