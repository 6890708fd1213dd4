// Every call of Cloud Connect.
import { expect } from '@playwright/test';
import * as clusters from '../clusters.mjs';
import { API, KEYS_PAGE, OWNER_KEY } from '../env.mjs';
import * as rotations from '../rotations.mjs';
import * as sandbox from '../sandbox.mjs';
import { ELASTIC_WAY, expectSecretWorks } from './elastic.mjs';
import { operation, pressFirst, readyAgain } from './operation.mjs';

const { AUTO_OPS, ClustersPages, FRANKFURT, INFERENCE, WAREHOUSE } = clusters;
const one = (all) => operation('Cloud Connect', ELASTIC_WAY, all);

const TERMS_PAGE = KEYS_PAGE.replace(/keys$/, 'terms');
const RENAMED = 'renamed through faults';
const isOn = async (name, service = 'auto_ops') => (await clusters.readBehind(name)).services[service].enabled;

async function isAccepted() {
  const answer = await fetch(`${API}${clusters.TERMS}`, { headers: { authorization: `ApiKey ${OWNER_KEY}` } });
  return Boolean((await answer.json()).accepted);
}

/** From nothing to the page of a cluster. */
const openCluster = (name) => async (env) => {
  env.pages = new ClustersPages(env.app);
  await env.pages.open(name);
};

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
const question = ({ page }) => page.locator('dialog[open]').last();

/** What is asked about a cluster before it is done. */
const ask = (button, title) => async ({ pages, page }) => {
  // Each answer that reads the cluster anew makes its buttons anew.
  await expect(pages.button(button).or(page.getByRole('button', { name: button, exact: true })).first()).toBeVisible();
  await page.getByRole('button', { name: button, exact: true }).first().click();
  await expect(page.getByRole('dialog', { name: title }).or(page.getByRole('alertdialog', { name: title }))).toBeVisible();
};

/** Looks again where that is all there is, then sends it again. */
const pressOnce = (...names) => async (env) => {
  await pressFirst(question(env), ...names);
};

function rotation(key) {
  const cluster = rotations.FRANKFURT;
  const path = rotations.rotatePath(cluster, key);
  return one({
    name: `rotate the ${key}`,
    method: 'POST',
    path,
    arrive: openCluster(FRANKFURT),
    ready: ask(`Rotate ${key}`, new RegExp(`^Rotate the ${key} of`)),
    act: pressOnce('Rotate key', 'Rotate again'),
    done: ({ page }) => page.getByRole('dialog', { name: /Save the new key now\.$/ }),
    check: async (env) => {
      const dialog = env.operation.done(env);
      const statusWith = (secret) => rotations.readsWith(cluster, secret);
      if (key === 'cluster key') return expectSecretWorks(dialog, statusWith);
      await dialog.getByRole('button', { name: 'Show', exact: true }).click();
      const shown = await dialog.getByLabel('New key', { exact: true }).innerText();
      expect((await rotations.workingKeys(cluster, key)).current).toEqual([shown]);
      return undefined;
    },
    effect: async () => (await rotations.workingKeys(cluster, key)).pending.length,
    // A key that went with its answer is no use: there is another one in the end.
    inTheEnd: ({ fault }) => (fault.arrives && !fault.isLate ? 2 : 1),
  });
}

function ending(key) {
  const cluster = rotations.FRANKFURT;
  return one({
    name: `end the old ${key}s`,
    method: 'POST',
    path: rotations.endPath(cluster, key),
    arrive: async (env) => {
      await rotations.rotateBehind(cluster, key);
      await openCluster(FRANKFURT)(env);
      const rotating = new rotations.Rotations(env.app);
      await rotating.rotateAndSave(key);
      env.rotating = rotating;
    },
    ready: async ({ rotating }) => {
      await rotating.card(key).getByRole('button', { name: /^End (the old keys? now|old keys)$/ }).first().click();
      await expect(rotating.endQuestion(key)).toBeVisible();
    },
    act: pressOnce('End old keys'),
    done: ({ app }) => app.messages.getByText('The old keys are ended'),
    effect: async () => ((await rotations.workingKeys(cluster, key)).pending.length === 0 ? 1 : 0),
  });
}

/** Where a key went with its answer: another one in its place. */
async function rotateInstead(env, key) {
  await ask(`Rotate ${key}`, new RegExp(`^Rotate the ${key} of`))(env);
  await question(env).getByRole('button', { name: 'Rotate key' }).click();
}

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

const isNew = (it) => it.self_managed_cluster.id === clusters.NEW.self_managed_cluster.id;
const connected = async () => (await clusters.listBehind()).filter(isNew);

/** Connecting, with a key for the cluster or without. */
const connecting = (all) => one({
  method: 'POST',
  path: clusters.CLUSTERS,
  arrive: async (env) => {
    env.pages = new ClustersPages(env.app);
    await env.pages.openConnect();
  },
  act: ({ pages }) => pages.connect(),
  effect: async () => (await connected()).length,
  ...all,
  ready: async (env) => {
    await expect(env.pages.connectForm).toBeVisible();
    await env.pages.paste();
    await expect(env.pages.connectForm.getByLabel('Cluster id')).toHaveValue(clusters.NEW.self_managed_cluster.id);
    await all.ready?.(env);
  },
});

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
    told: ({ page }) => page.getByText(/^It was disconnected, or the key that you are signed in with may not see it/),
    detour: async ({ page, pages }) => {
      if (!(await pressFirst(page, 'See all clusters'))) return false;
      await pages.link(FRANKFURT).click();
      return true;
    },
  }),
  connecting({
    name: 'connect',
    done: ({ app }) => app.heading(clusters.NEW.self_managed_cluster.name),
  }),
  connecting({
    name: 'connect with a key',
    ready: ({ pages }) => pages.connectForm.getByLabel('Create a key for it').check(),
    // Where it is connected its page stands there, and its key can be rotated; where it is not, the form.
    again: async (env) => {
      const isThere = env.app.heading(clusters.NEW.self_managed_cluster.name);
      await expect(env.pages.connectForm.or(isThere).first()).toBeVisible();
      if (await isThere.isVisible()) return rotateInstead(env, 'cluster key');
      await readyAgain(env);
      return env.operation.act(env);
    },
    done: ({ pages }) => pages.secret,
    check: async ({ pages }) => {
      const [{ id }] = await connected();
      return expectSecretWorks(pages.secret, (secret) => rotations.readsWith({ id }, secret));
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
    name: 'switch on inference',
    method: 'PATCH',
    path: clusters.clusterPath(WAREHOUSE),
    arrive: openCluster(WAREHOUSE),
    ready: ask(`Switch on ${INFERENCE}`, new RegExp(`^Switch on ${INFERENCE}`)),
    act: pressOnce('Switch on'),
    again: async (env) => {
      const off = env.pages.switchButton(INFERENCE, false);
      await expect(off.or(env.pages.switchButton(INFERENCE, true)).first()).toBeVisible();
      if (await off.isVisible()) return rotateInstead(env, 'inference key');
      await env.operation.ready(env);
      return env.operation.act(env);
    },
    done: ({ pages }) => pages.secret,
    check: async ({ pages }) => {
      await pages.secret.getByRole('button', { name: 'Show', exact: true }).click();
      const shown = await pages.secret.getByLabel('New key', { exact: true }).innerText();
      const { current } = await rotations.workingKeys({ id: clusters.IDS[WAREHOUSE] }, 'inference key');
      expect(current, 'the keys that work').toEqual([shown]);
    },
    effect: async () => ((await isOn(WAREHOUSE, 'eis')) ? 1 : 0),
  }),
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
  rotation('cluster key'),
  rotation('inference key'),
  ending('cluster key'),
  ending('inference key'),
];

