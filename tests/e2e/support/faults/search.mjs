// Every call of the Search API.
import { expect } from '@playwright/test';
import { SEARCH_API, SEARCH_KEY } from '../env.mjs';
import { configOf, hold, KEYS_PAGE, listed, ODD, PATH, SearchKeys } from '../search.mjs';
import { goTo, isLost, operation, toldOfLost, wayOutOfLost } from './operation.mjs';

const SEARCH_WAY = { origin: SEARCH_API, refusal: () => ({ detail: 'The test wants it so.' }) };
const one = (all) => operation('Search API', SEARCH_WAY, all);

const KEY = 'W8rN0bYq5MzE2cLd7UkS';
const MASK = 'W8r••••••UkS';

const arrive = async (env) => {
  await env.page.setViewportSize({ width: 1280, height: 2200 });
  env.keys = await SearchKeys.open(env.app);
};

const signIn = ({ app }) => app.signIn({ key: SEARCH_KEY, connection: 'Search API' });
const editor = ({ page }) => page.getByRole('dialog', { name: /^Edit the config of / });

export const SEARCH_OPERATIONS = [
  one({
    name: 'sign in',
    method: 'GET',
    path: PATH,
    arrive: async ({ app, page }) => {
      await hold(ODD);
      app.guard.keys(ODD.map(([key]) => key));
      await goTo(page, KEYS_PAGE);
    },
    act: signIn,
    again: signIn,
    done: ({ app }) => app.heading('Search API keys'),
  }),
  one({
    name: 'list',
    method: 'GET',
    path: PATH,
    arrive,
    act: ({ page }) => page.getByRole('button', { name: 'Refresh' }).click(),
    done: ({ page }) => page.getByText(/^8 keys, read just now$/),
  }),
  // The service tells all keys or none: a page of one reads them all.
  one({
    name: 'one key',
    method: 'GET',
    path: PATH,
    arrive,
    act: ({ keys }) => keys.link(MASK).click(),
    done: ({ page }) => page.getByText('Config as JSON', { exact: true }).or(page.getByText('As JSON', { exact: true })),
  }),
  one({
    name: 'create',
    method: 'POST',
    path: PATH,
    arrive: async (env) => {
      await arrive(env);
      await env.page.getByRole('link', { name: 'Create key' }).click();
      await expect(env.app.form).toBeVisible();
    },
    ready: ({ keys }) => keys.json.fill('{"permissions": "read", "team": "faults"}'),
    act: ({ app }) => app.submit(),
    stays: isLost,
    told: toldOfLost,
    // One that was made all the same can be read: nothing else is made for it.
    again: async (env) => {
      if (await isLost(env)) return wayOutOfLost(env);
      await expect(env.keys.json).toHaveValue(/"faults"/);
      return env.operation.act(env);
    },
    done: ({ app, page }) => app.secretDialog.or(page.getByRole('region', { name: 'Access', exact: true }).getByText(/team: faults/)),
    effect: async () => (await listed()).length - ODD.length,
  }),
  one({
    name: 'change',
    method: 'PUT',
    path: `${PATH}*`,
    arrive: async (env) => {
      await arrive(env);
      await env.keys.follow(MASK);
      await expect(env.keys.button('Edit config')).toBeVisible();
    },
    ready: async ({ keys, page }) => {
      // Who comes back to the page may find that it could not be read.
      const retry = page.getByRole('main').getByRole('button', { name: 'Try again' });
      await expect(keys.button('Edit config').or(retry).first()).toBeVisible();
      if (await retry.isVisible()) await retry.click();
      await expect(keys.button('Edit config')).toBeVisible();
      await keys.review({ permissions: 'write' });
    },
    act: (env) => editor(env).getByRole('button', { name: 'Save changes' }).click(),
    done: ({ app }) => app.messages.getByText(/is changed/),
    effect: async () => ((await configOf(KEY))?.permissions === 'write' ? 1 : 0),
  }),
  one({
    name: 'revoke',
    method: 'DELETE',
    path: `${PATH}*`,
    arrive,
    ready: ({ app }) => app.revokeButton(MASK).click(),
    act: ({ app }) => app.confirmRevoke(MASK),
    done: ({ app }) => app.messages.getByText(/is revoked|was gone already/),
    effect: async () => ((await configOf(KEY)) === undefined ? 1 : 0),
  }),
];
