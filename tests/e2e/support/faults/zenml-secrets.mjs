// What makes, tries and looks for secrets of a ZenML server, beside its keys.
import { expect } from '@playwright/test';
import { signIn } from '../accounts.mjs';
import { ZENML } from '../env.mjs';
import * as zenml from '../zenml.mjs';
import { named } from '../zenml-key.mjs';
import { expectSecretWorks } from './elastic.mjs';
import { AT, one, press, toKeys } from './zenml-ways.mjs';

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

/** The secret of an account's only key, which may go to its own server. */
function leakedOf({ guard }, account) {
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

export const SECRET_OPERATIONS = [
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
      env.leaked = leakedOf(env, await zenml.account(named('faults-leak'), [{ name: 'leaked' }]));
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
      env.leaked = leakedOf(env, env.account);
    },
    ...searching('deploy'),
  }),
];
