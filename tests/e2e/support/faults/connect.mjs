// Every call of Cloud Connect.
import { expect } from '@playwright/test';
import * as clusters from '../clusters.mjs';
import { API, KEYS_PAGE, OWNER_KEY } from '../env.mjs';
import * as sandbox from '../sandbox.mjs';
import { CLUSTER_KEY_OPERATIONS } from './connect-keys.mjs';
import { ask, isOn, one, openCluster, pressOnce, question } from './connect-ways.mjs';
import { pressFirst } from './operation.mjs';

const { AUTO_OPS, ClustersPages, FRANKFURT, WAREHOUSE } = clusters;
const TERMS_PAGE = KEYS_PAGE.replace(/keys$/, 'terms');
const RENAMED = 'renamed through faults';

async function isAccepted() {
  const answer = await fetch(`${API}${clusters.TERMS}`, { headers: { authorization: `ApiKey ${OWNER_KEY}` } });
  return Boolean((await answer.json()).accepted);
}

const openTerms = async ({ app, page }) => {
  await page.goto(TERMS_PAGE);
  await app.signIn();
  await expect(app.heading('Terms and subscription')).toBeVisible();
};

/** From another page of the app, so that the page of the terms is read by a press. */
const openListFirst = async (env) => {
  env.pages = new ClustersPages(env.app);
  await env.pages.openList();
  await expect(env.pages.link(FRANKFURT)).toBeVisible();
};

const termsLink = ({ app }) => app.nav.getByRole('link', { name: 'Terms and subscription' });
const region = ({ page }, name) => page.getByRole('region', { name, exact: true });
const termsBox = (env) => region(env, 'Terms').getByRole('checkbox', { name: /I have read the terms/ });

/** Switching the service that gives out no key. */
function switching(name, on) {
  return one({
    name: `switch ${on ? 'on' : 'off'} a service`,
    method: 'PATCH',
    path: clusters.clusterPath(name),
    arrive: openCluster(name),
    ready: ask(`Switch ${on ? 'on' : 'off'} ${AUTO_OPS}`, new RegExp(`^Switch ${on ? 'on' : 'off'} ${AUTO_OPS}`)),
    act: pressOnce(`Switch ${on ? 'on' : 'off'}`),
    again: async (env) => {
      const before = env.pages.switchButton(AUTO_OPS, on);
      await expect(before.or(env.operation.done(env)).first()).toBeVisible();
      if (await env.operation.done(env).isVisible()) return;
      await env.operation.ready(env);
      await env.operation.act(env);
    },
    done: ({ pages }) => pages.switchButton(AUTO_OPS, !on),
    effect: async () => ((await isOn(name)) === on ? 1 : 0),
  });
}

export const CONNECT_OPERATIONS = [
  one({
    name: 'terms',
    method: 'GET',
    path: clusters.TERMS,
    arrive: openListFirst,
    act: (env) => termsLink(env).click(),
    done: (env) => region(env, 'Terms').getByText('Not accepted'),
  }),
  one({
    name: 'accept the terms',
    method: 'POST',
    path: `${clusters.TERMS}/_accept`,
    arrive: openTerms,
    ready: (env) => termsBox(env).check(),
    act: (env) => region(env, 'Terms').getByRole('button', { name: 'Accept terms' }).click(),
    // Reading the page again may show that they are accepted.
    again: async (env) => {
      const box = termsBox(env);
      await expect(box.or(env.operation.done(env)).first()).toBeVisible();
      if (!(await box.isVisible())) return;
      await box.check();
      await env.operation.act(env);
    },
    done: (env) => region(env, 'Terms').getByText(/^Accepted$/),
    effect: async () => ((await isAccepted()) ? 1 : 0),
  }),
  one({
    name: 'subscription',
    method: 'GET',
    path: clusters.SUBSCRIPTION,
    arrive: openListFirst,
    act: (env) => termsLink(env).click(),
    place: (env) => region(env, 'Subscription'),
    done: (env) => region(env, 'Subscription').getByText('Trial'),
  }),
  one({
    name: 'list of clusters',
    method: 'GET',
    path: clusters.CLUSTERS,
    arrive: openListFirst,
    act: ({ page }) => page.getByRole('button', { name: 'Refresh' }).click(),
    done: ({ pages }) => pages.link(FRANKFURT),
  }),
  one({
    name: 'one cluster',
    method: 'GET',
    path: clusters.clusterPath(FRANKFURT),
    arrive: openListFirst,
    act: ({ pages }) => pages.link(FRANKFURT).click(),
    done: ({ pages }) => pages.button('Disconnect'),
    // That there is no such cluster is an answer, and the way leads to those that there are.
    told: ({ page }) => page.getByText(/^It was disconnected, or the key that you are signed in with may not see it/).locator('..'),
    detour: async ({ page, pages }) => {
      if (!(await pressFirst(page, 'See all clusters'))) return false;
      await pages.link(FRANKFURT).click();
      return true;
    },
  }),
  one({
    name: 'rename',
    method: 'PATCH',
    path: clusters.clusterPath(FRANKFURT),
    arrive: openCluster(FRANKFURT),
    ready: async (env) => {
      await ask('Rename', /^Rename /)(env);
      await question(env).getByLabel('Name', { exact: true }).fill(RENAMED);
    },
    act: pressOnce('Save name'),
    again: async (env) => {
      // It was renamed all the same, and the page says so.
      if (await env.app.heading(RENAMED).isVisible()) return;
      await env.operation.ready(env);
      await env.operation.act(env);
    },
    done: ({ app }) => app.heading(RENAMED),
    effect: async () => ((await clusters.readBehind(FRANKFURT)).name === RENAMED ? 1 : 0),
  }),
  switching(WAREHOUSE, true),
  switching(FRANKFURT, false),
  one({
    name: 'disconnect',
    method: 'DELETE',
    path: clusters.clusterPath(FRANKFURT),
    arrive: async (env) => {
      await sandbox.reset({ disconnect_ms: 100 });
      await openCluster(FRANKFURT)(env);
    },
    ready: async (env) => {
      await ask('Disconnect', /^Disconnect /)(env);
      await question(env).getByLabel(`Type ${FRANKFURT} to confirm`).fill(FRANKFURT);
    },
    act: pressOnce('Disconnect cluster'),
    // Where it was done all the same, the page shows it.
    again: async (env) => {
      await expect(env.pages.button('Disconnect').or(env.operation.done(env)).first()).toBeVisible();
      if (await env.operation.done(env).first().isVisible()) return;
      await env.operation.ready(env);
      await env.operation.act(env);
    },
    effect: async () => ((await clusters.listBehind()).some((it) => it.id === clusters.IDS[FRANKFURT]) ? 0 : 1),
    // That there is no such cluster counts as done: the service says so, not the network.
    inTheEnd: ({ fault }) => (fault.status === 404 ? 0 : 1),
    done: ({ app, page }) =>
      app.messages.getByText('Disconnecting has begun').or(page.getByText('This cluster is being disconnected.')).or(page.getByText("This cluster isn't connected")),
  }),
  ...CLUSTER_KEY_OPERATIONS,
];
