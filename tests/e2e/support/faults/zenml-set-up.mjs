// The one call that sets a ZenML server up, for which each case has a server that is as new.
import { expect } from '@playwright/test';
import { path as PAGE } from '../accounts.mjs';
import { defaultConfig, ELASTIC, ZENML_CONNECTION } from '../config.mjs';
import { startServer } from '../zenml-server.mjs';
import { matches, one } from './zenml-ways.mjs';

const PASSWORD = 'the first of all 1';

let server;
let isUsed = false;

export async function startNew() {
  server = await startServer({ name: 'faults-set-up', isNew: true });
}

export const stopNew = () => server?.stop();

const form = ({ page }) => page.getByRole('form', { name: 'Set up ZenML' });
const isActive = async () => (await (await fetch(`${server.url}/api/v1/info`)).json()).active;

export const SET_UP = one({
  name: 'set up',
  method: 'PUT',
  url: (address) => matches('/activate')(address.pathname),
  arrive: async ({ app, guard, page }) => {
    if (isUsed) await server.reset(server.pristine);
    isUsed = true;
    app.configure(defaultConfig({ connections: [ELASTIC, { ...ZENML_CONNECTION, base_url: server.url }] }));
    guard.secret(PASSWORD, server.url);
    await page.goto(PAGE);
  },
  // Who was elsewhere finds the form for signing in, which leads to the other one while nobody has set it up.
  ready: async (env) => {
    if (!(await form(env).isVisible())) {
      const signIn = env.app.signInForm('ZenML');
      await signIn.getByLabel('Username', { exact: true }).fill('first');
      await signIn.getByLabel('Password', { exact: true }).fill(PASSWORD);
      await signIn.getByRole('button', { name: 'Sign in' }).click();
      const isIn = env.operation.done(env);
      const begin = signIn.getByRole('button', { name: 'Set it up' });
      await expect(begin.or(isIn).first()).toBeVisible({ timeout: 20_000 });
      if (await isIn.isVisible()) return;
      await begin.click();
    }
    await form(env).getByLabel('Your username').fill('first');
    await form(env).getByLabel('Password', { exact: true }).fill(PASSWORD);
    await form(env).getByLabel('Password again').fill(PASSWORD);
  },
  act: async (env) => {
    if (!(await env.operation.done(env).isVisible())) await form(env).getByRole('button', { name: 'Set up and sign in' }).click();
  },
  done: ({ app }) => app.heading('Service accounts on ZenML'),
  effect: async () => ((await isActive()) ? 1 : 0),
});
