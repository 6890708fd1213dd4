// What connects a cluster, and what makes and ends its keys.
import { expect } from '@playwright/test';
import * as clusters from '../clusters.mjs';
import * as rotations from '../rotations.mjs';
import { ask, isOn, one, openCluster, pressOnce, question } from './connect-ways.mjs';
import { expectSecretWorks } from './elastic.mjs';
import { readyAgain } from './operation.mjs';

const { ClustersPages, FRANKFURT, INFERENCE, WAREHOUSE } = clusters;

/** Rotating a key of a cluster, whose new one is told once. */
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

export const CLUSTER_KEY_OPERATIONS = [
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
  rotation('cluster key'),
  rotation('inference key'),
  ending('cluster key'),
  ending('inference key'),
];
