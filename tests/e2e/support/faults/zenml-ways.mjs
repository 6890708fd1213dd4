// How one comes to the places of a ZenML server in the app, and how that server refuses.
import { expect } from '@playwright/test';
import { Accounts } from '../accounts.mjs';
import { ZENML } from '../env.mjs';
import * as zenml from '../zenml.mjs';
import { named, openKey, openKeys } from '../zenml-key.mjs';
import { operation, pressFirst } from './operation.mjs';

const ZENML_WAY = { origin: ZENML, refusal: () => ({ detail: ['FaultError', 'The test wants it so.'] }) };

/** An operation of ZenML; `at` tells its calls from others, `url` may do so where another server is meant. */
export const one = (all) => {
  const url = (address, env) => address.origin === ZENML && all.at(address.pathname, env, address.searchParams);
  return operation('ZenML', ZENML_WAY, { path: '/', url, ...all });
};

const ID = '[0-9a-f-]{36}';
/** Whether a path is one of its API that fits. */
export const matches = (pattern) => (pathname) => new RegExp(`^/api/v1${pattern}$`).test(pathname);

export const AT = {
  info: matches('/info'),
  login: matches('/login'),
  user: matches('/current-user'),
  token: matches('/api_token'),
  logout: matches('/logout'),
  accounts: matches('/service_accounts'),
  account: matches(`/service_accounts/${ID}`),
  keys: matches(`/service_accounts/${ID}/api_keys`),
  key: matches(`/service_accounts/${ID}/api_keys/${ID}`),
  rotate: matches(`/service_accounts/${ID}/api_keys/${ID}/rotate`),
};

/** From nothing to the list of accounts, in which one of this case's own stands. */
export async function toAccount(env) {
  env.account = await zenml.account(named('faults'));
  await openAccount(env);
}

/** From nothing to the account of this case in the list. */
export async function openAccount(env) {
  env.pages = await Accounts.open(env.app, `?search=${env.account.name}`);
  await expect(env.pages.row(env.account.name)).toBeVisible();
}

/** From nothing to the keys of an account of this case's own. */
export async function toKeys(env) {
  env.account = await zenml.account(named('faults'), [{ name: 'deploy' }]);
  env.guard.secret(env.account.keys[0].body.key, ZENML);
  await openKeys(env.app, env.page, env.account);
}

/** From nothing to the page of a key of this case's own, to which something may be done before. */
export async function toKey(env, before) {
  env.account = await zenml.account(named('faults'), [{ name: 'deploy' }]);
  [env.key] = env.account.keys;
  env.guard.secret(env.key.body.key, ZENML);
  await before?.(env);
  await openKey(env.app, env.page, env.account, env.key);
}

/** The key as the server has it; nothing where it is gone. */
export const stored = ({ account, key }) => zenml.key(account.id, key.id).catch(() => undefined);

/** How many accounts of this name there are. */
export const countOf = async (name) => (await zenml.accounts({ name: `equals:${name}` })).length;

/** The account as the server has it; nothing where it is gone. */
export const storedAccount = async ({ account }) => (await zenml.accounts({ id: account.id }))[0];

/** The question that is asked about the key or the account, whatever it has come to. */
const question = ({ page }) => page.locator('dialog[open]').last();

/** Presses what there is of these buttons there. */
export const press = (...names) => async (env) => {
  await expect(question(env)).toBeVisible();
  return pressFirst(question(env), ...names);
};
