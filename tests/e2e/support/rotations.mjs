// Keys of connected clusters rotated as a person does it: by roles and names.
import { expect } from '@playwright/test';
import { API, ORGANIZATION, OWNER_KEY } from './env.mjs';

export const CLUSTERS_PATH = '/api/v1/cloud-connected/clusters';
export const FRANKFURT = { id: '4c7f09e2b8d14a63b5f0e1d97a2c8b36', name: 'Frankfurt data center' };
export const FACTORY = { id: 'a91e5d03c6f24b78903de7f41b6ca852', name: 'factory-line-7' };
export const LAB = { id: '0d8b6a4f2e9c4175a3b1f5c08e7d2964', name: 'lab' };
export const CLUSTER_KEY = 'essu_demo_cluster_key';
/** What the app keeps of rotations in this browser. */
export const STORED = 'latchkey.rotations';
export const DAY = 86_400_000;

const PATHS = { 'cluster key': 'apikey', 'inference key': 'apikey/eis' };
const asOwner = { authorization: `ApiKey ${OWNER_KEY}`, 'content-type': 'application/json' };

export const clusterPath = ({ id }) => `${CLUSTERS_PATH}/${id}`;
export const rotatePath = (cluster, key) => `${clusterPath(cluster)}/${PATHS[key]}/_rotate`;
export const endPath = (cluster, key) => `${clusterPath(cluster)}/${PATHS[key]}/_revoke-pending`;
export const clusterPage = ({ id }) => `/connections/elastic/${ORGANIZATION}/cluster/${id}`;

async function call(method, path, body) {
  const response = await fetch(`${API}${path}`, {
    method,
    headers: asOwner,
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
  return text ? JSON.parse(text) : undefined;
}

/** The keys of a cluster that work: `{current, pending}`, only their texts. */
export async function workingKeys(cluster, key = 'cluster key') {
  const all = await call('GET', `/_sandbox/clusters/${cluster.id}/keys`);
  const { current, pending } = all[key === 'cluster key' ? 'cluster' : 'eis'];
  return { current, pending: pending.map((one) => one.key) };
}

/** Changes a cluster as somebody else would. */
export const changeBehind = (cluster, change) => call('PATCH', clusterPath(cluster), change);
export const rotateBehind = (cluster, key) => call('POST', rotatePath(cluster, key));
export const endBehind = (cluster, key) => call('POST', endPath(cluster, key));

/** What the service says to a key of a cluster that reads it: 200 while it lives. */
export async function readsWith(cluster, secret) {
  const headers = { authorization: `ApiKey ${secret}` };
  return (await fetch(`${API}${clusterPath(cluster)}`, { headers })).status;
}

/** One cluster's page, its keys, and what is asked and told there. */
export class Rotations {
  constructor(app, cluster = FRANKFURT) {
    this.app = app;
    this.page = app.page;
    this.cluster = cluster;
    this.secret = this.page.getByRole('dialog', { name: /Save the new key now\.$/ });
    this.value = this.secret.getByLabel('New key');
    this.link = app.nav.getByRole('link', { name: /^Key rotations/ });
  }

  /** From nothing to the cluster's page. */
  async open(credential) {
    await this.page.goto(clusterPage(this.cluster));
    await this.app.signIn(credential);
    await this.expectOpen();
  }

  async expectOpen(name = this.cluster.name) {
    await expect(this.app.heading(name)).toBeVisible();
    await expect(this.card('cluster key')).toBeVisible();
  }

  /** Reloads, which signs out, and comes back. */
  async reload(credential) {
    await this.page.reload();
    await this.app.signIn(credential);
    await this.expectOpen();
  }

  card(key) {
    return this.page.getByRole('region', { name: key[0].toUpperCase() + key.slice(1), exact: true });
  }

  rotateButton(key) {
    return this.page.getByRole('button', { name: `Rotate ${key}`, exact: true });
  }

  /** The question, whatever the cluster is called by now: it says the name that the service tells. */
  question(key) {
    return this.page.getByRole('dialog', { name: new RegExp(`^Rotate the ${key} of .`) });
  }

  endQuestion(key, name = this.cluster.name) {
    return this.page.getByRole('dialog', { name: `End the old ${key}s of ${name}`, exact: true });
  }

  async ask(key) {
    await this.rotateButton(key).click();
    await expect(this.question(key)).toBeVisible();
  }

  confirm(key) {
    return this.question(key).getByRole('button', { name: 'Rotate key' }).click();
  }

  /** From the page to the new key, learned from the answer as nothing but the dialog should tell it. */
  async rotate(key) {
    const isIt = (response) => response.request().method() === 'POST' && response.url().endsWith('/_rotate');
    const answer = this.page.waitForResponse((response) => isIt(response) && response.ok());
    await this.ask(key);
    await this.confirm(key);
    const made = (await (await answer).json()).key;
    await expect(this.secret).toBeVisible();
    return made;
  }

  /** Says that the key is saved, and closes the dialog. */
  async save() {
    await this.secret.getByLabel('I saved it elsewhere').check();
    await this.secret.getByRole('button', { name: 'Close' }).click();
    await expect(this.secret).toBeHidden();
  }

  async rotateAndSave(key) {
    const made = await this.rotate(key);
    await this.save();
    return made;
  }

  /** What is said of the rotations of a key on its card, one list a rotation. */
  timelines(key) {
    return this.card(key).getByRole('list');
  }

  async endOld(key) {
    await this.card(key).getByRole('button', { name: /^End (the old keys? now|old keys)$/ }).first().click();
    await this.endQuestion(key).getByRole('button', { name: 'End old keys' }).click();
  }

  /** What this browser keeps of them. */
  stored(page = this.page) {
    return page.evaluate((name) => JSON.parse(localStorage.getItem(name) ?? '[]'), STORED);
  }
}
