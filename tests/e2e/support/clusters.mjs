// Connected clusters as a person meets them, and as another client changes them.
import { expect } from '@playwright/test';
import { API, ORGANIZATION, OWNER_KEY } from './env.mjs';
import * as sandbox from './sandbox.mjs';

/** A key that may look at all clusters, and the own key of one of them. */
export const VIEWER_KEY = 'essu_demo_cluster_viewer_key';
export const CLUSTER_KEY = 'essu_demo_cluster_key';

/** Of the seed, by name. */
export const IDS = {
  'Frankfurt data center': '4c7f09e2b8d14a63b5f0e1d97a2c8b36',
  'factory-line-7': 'a91e5d03c6f24b78903de7f41b6ca852',
  lab: '0d8b6a4f2e9c4175a3b1f5c08e7d2964',
  'warehouse-north': 'e6270c9b5d3f4a1891c4b7e05fa3d842',
};
export const FRANKFURT = 'Frankfurt data center';
export const WAREHOUSE = 'warehouse-north';

export const AUTO_OPS = 'AutoOps';
export const INFERENCE = 'Elastic Inference Service';

export const CLUSTERS = '/api/v1/cloud-connected/clusters';
export const clusterPath = (name) => `${CLUSTERS}/${IDS[name]}`;
export const TERMS = `/api/v1/cloud-connected/organizations/${ORGANIZATION}/terms-and-conditions`;
export const SUBSCRIPTION = `/api/v1/cloud-connected/organizations/${ORGANIZATION}/subscription`;

export const LIST_PAGE = `/connections/elastic/${ORGANIZATION}/clusters`;
export const CONNECT_PAGE = `${LIST_PAGE}/new`;
export const pageOf = (name) => `/connections/elastic/${ORGANIZATION}/cluster/${IDS[name] ?? name}`;

/** Calls the API as another client of the owner does. */
async function asOwner(method, path, body, headers = {}) {
  const response = await fetch(`${API}${path}`, {
    method,
    headers: { authorization: `ApiKey ${OWNER_KEY}`, 'content-type': 'application/json', ...headers },
    body: body && JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`);
  const text = await response.text();
  return text ? JSON.parse(text) : undefined;
}

export const readBehind = (name) => asOwner('GET', clusterPath(name));
export const changeBehind = (name, body) => asOwner('PATCH', clusterPath(name), body);
export const disconnectBehind = (name) => asOwner('DELETE', clusterPath(name));
export const connectBehind = (body) => asOwner('POST', CLUSTERS, body);
export const listBehind = async () => (await asOwner('GET', CLUSTERS)).items;

/** The body of a cluster that can be connected. */
export const NEW = {
  self_managed_cluster: { id: 'aB3dE5gH7jK9mN1pQ3sT5w', name: 'berlin-prod', version: '9.4.1' },
  license: { type: 'enterprise', uid: '11aa22bb-33cc-44dd-55ee-66ff77aa88bb' },
};

/** What such a cluster answers to GET / and GET /_license. */
export const ROOT_ANSWER = JSON.stringify(
  {
    name: 'node-1',
    cluster_name: NEW.self_managed_cluster.name,
    cluster_uuid: NEW.self_managed_cluster.id,
    version: { number: NEW.self_managed_cluster.version, build_flavor: 'default' },
    tagline: 'You Know, for Search',
  },
  null,
  2,
);
export const LICENSE_ANSWER = JSON.stringify(
  { license: { status: 'active', uid: NEW.license.uid, type: NEW.license.type, issued_to: 'Acme' } },
  null,
  2,
);

/** An answer with a cluster of the seed in it that is changed before it is told. */
export async function answerWith(name, change) {
  const cluster = await readBehind(name);
  change(cluster);
  return { status: 200, body: JSON.stringify(cluster), headers: { etag: '"changed"' } };
}

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

export class ClustersPages {
  constructor(app) {
    this.app = app;
    this.page = app.page;
    this.alert = this.page.getByRole('main').getByRole('alert');
    this.search = this.page.getByRole('searchbox', { name: 'Search clusters' });
    this.table = this.page.getByRole('region', { name: 'Clusters' }).getByRole('table');
    this.connectForm = this.page.getByRole('form', { name: 'Connect a cluster' });
    this.facts = this.page.getByRole('region', { name: 'Cluster', exact: true });
    this.secret = this.page.getByRole('dialog', { name: /Save (its|the new) key now/ });
  }

  /** From nothing to the list, by a link, and signing in on the way. */
  async openList(credential) {
    await this.page.goto(LIST_PAGE);
    await this.app.signIn(credential);
    await expect(this.app.heading('Connected clusters')).toBeVisible();
  }

  /** From nothing to the page of a cluster, which is read; it may be called something else there. */
  async open(name, credential, of = name) {
    await this.page.goto(pageOf(of));
    await this.app.signIn(credential);
    await expect(this.app.heading(name)).toBeVisible();
  }

  /** From nothing to the form to connect one; the terms are accepted unless said otherwise. */
  async openConnect({ terms = true, ...credential } = {}) {
    if (terms) await sandbox.acceptTerms();
    await this.page.goto(CONNECT_PAGE);
    await this.app.signIn(credential);
    await expect(this.connectForm).toBeVisible();
  }

  link(name) {
    return this.table.getByRole('link', { name, exact: true });
  }

  row(name) {
    return this.table.getByRole('row').filter({ has: this.page.getByRole('link', { name, exact: true }) });
  }

  /** The names in the list, from the top. */
  names() {
    return this.table.getByRole('link').allInnerTexts();
  }

  /** What is told beside a term. */
  fact(term) {
    const of = this.facts.locator('dt', { hasText: new RegExp(`^${escaped(term)}$`) });
    return of.locator('xpath=following-sibling::dd[1]');
  }

  service(name) {
    return this.page.getByRole('region', { name, exact: true });
  }

  switchButton(kind, on) {
    return this.page.getByRole('button', { name: `Switch ${on ? 'on' : 'off'} ${kind}` });
  }

  button(name) {
    return this.page.getByRole('button', { name, exact: true });
  }

  dialog(title) {
    return this.page.getByRole('dialog', { name: title });
  }

  /** Opens the question about a cluster by its button; its dialog, whatever the cluster is called later. */
  async ask(button, title) {
    await button.click();
    await expect(this.dialog(title)).toBeVisible();
    return this.dialog(new RegExp(`^${title.split(' ')[0]} `));
  }

  /** The dialog to rename a cluster, with a name typed in. */
  async rename(name, to) {
    const dialog = await this.ask(this.button('Rename'), `Rename ${name}`);
    await dialog.getByLabel('Name', { exact: true }).fill(to);
    return dialog;
  }

  /** Sends the name. */
  async renameTo(name, to) {
    const dialog = await this.rename(name, to);
    await dialog.getByRole('button', { name: 'Save name' }).click();
    return dialog;
  }

  /** Asks to switch a service, and says yes. */
  async switch(name, kind, on) {
    const verb = on ? 'Switch on' : 'Switch off';
    const dialog = await this.ask(this.switchButton(kind, on), `${verb} ${kind} for ${name}`);
    await dialog.getByRole('button', { name: verb, exact: true }).click();
    return dialog;
  }

  /** Asks to disconnect a cluster, types its name, and says yes. */
  async disconnect(name) {
    const dialog = await this.ask(this.button('Disconnect'), `Disconnect ${name}`);
    await dialog.getByLabel(`Type ${name} to confirm`).fill(name);
    await dialog.getByRole('button', { name: 'Disconnect cluster' }).click();
    return dialog;
  }

  /** Fills in the form to connect a cluster by what the cluster answers. */
  async paste(text = `${ROOT_ANSWER}\n${LICENSE_ANSWER}`) {
    await this.connectForm.getByLabel('Fill in from the cluster (optional)').fill(text);
  }

  async connect() {
    await this.connectForm.getByRole('button', { name: 'Connect cluster' }).click();
  }

  /** Says that the secret is saved, and closes its dialog. */
  async dismissSecret() {
    await this.secret.getByLabel('I saved it elsewhere').check();
    await this.secret.getByRole('button', { name: 'Close' }).click();
    await expect(this.secret).toBeHidden();
  }
}

/** The calls of a page, without those of another client. */
export async function sentByPage(method, path) {
  return (await sandbox.requests(method, path)).filter((call) => call.headers.includes('origin'));
}

/** The only call of a kind that a page sent. */
export async function sentOnce(method, path) {
  const calls = await sentByPage(method, path);
  expect(calls).toHaveLength(1);
  return calls[0];
}

/** The working keys of a cluster. */
export async function workingKeys(id) {
  return (await fetch(`${API}/_sandbox/clusters/${id}/keys`)).json();
}
