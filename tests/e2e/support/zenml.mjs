// Speaks to a real ZenML server behind the app's back.
import { execFile } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { ZENML, ZENML_PASSWORD, ZENML_USER } from './env.mjs';

/** The account with 10,000 keys, which `cargo xtask test zenml` makes before the tests. */
export const MANY = 'ten-thousand';

const SEED = fileURLToPath(new URL('../../zenml/seed.py', import.meta.url));

/** A server and its administrator; by default the one that all tests share. */
export class Zenml {
  constructor({ url = ZENML, database = process.env.ZENML_DATABASE } = {}) {
    this.api = `${url}/api/v1`;
    this.database = database;
  }

  logIn(form) {
    return fetch(`${this.api}/login`, { method: 'POST', body: new URLSearchParams(form) });
  }

  /** A token for these credentials. */
  async tokenOf(form) {
    const answer = await this.logIn(form);
    if (!answer.ok) throw new Error(`ZenML refused ${form.username ?? 'a key'}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()).access_token;
  }

  /** What a call with this token is answered. */
  async statusOf(token) {
    const headers = { authorization: `Bearer ${token}` };
    return (await fetch(`${this.api}/current-user`, { headers })).status;
  }

  async send(method, path, body) {
    this.token ??= await this.tokenOf({ username: ZENML_USER, password: ZENML_PASSWORD });
    return fetch(`${this.api}${path}`, {
      method,
      headers: { authorization: `Bearer ${this.token}`, 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  }

  async call(method, path, body) {
    let response = await this.send(method, path, body);
    if (response.status === 401) {
      this.token = undefined;
      response = await this.send(method, path, body);
    }
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
    return JSON.parse(text);
  }

  described({ id, name, metadata }) {
    return { id, name, description: metadata?.description ?? '', page: `/connections/zenml/${id}/keys` };
  }

  /** A service account of its own for a test, with these keys made in this order. */
  account = async (name, keys = [], more = {}) => {
    const { description = `Made for a test: ${name}` } = more;
    const made = await this.call('POST', '/service_accounts', { name, active: true, ...more, description });
    const created = [];
    for (const key of keys) created.push(await this.createKey(made.id, key));
    return { ...this.described(made), keys: created };
  };

  /** A service account that is there already. */
  accountNamed = async (name) => this.described(await this.call('GET', `/service_accounts/${encodeURIComponent(name)}`));

  /**
   * A service account with many keys at once: so many, each as different as real ones are, or the described ones
   * (`{ name, description, active, created, last_login, last_rotated }`). `secretOf` tells what a key signs in with.
   */
  accountWithMany = async (name, keys) => {
    const { id, secret } = await this.seed(name, keys);
    const secretOf = (key) => `ZENKEY_${btoa(JSON.stringify({ id: key.id ?? key, key: secret }))}`;
    return { ...this.described(await this.call('GET', `/service_accounts/${id}`)), secretOf };
  };

  async seed(name, keys) {
    const python = process.env.ZENML_PYTHON;
    if (!python || !this.database) throw new Error('ZENML_PYTHON and ZENML_DATABASE have to say how keys can be seeded.');
    const isListed = Array.isArray(keys);
    const seeding = promisify(execFile)(python, [SEED, this.database, name, isListed ? '-' : String(keys)], {
      env: { ...process.env, ZENML_ANALYTICS_OPT_IN: 'false', ZENML_CONFIG_PATH: path.join(path.dirname(this.database), 'config') },
    });
    seeding.child.stdin.end(isListed ? JSON.stringify(keys) : '');
    return JSON.parse((await seeding).stdout);
  }

  createKey = (id, { name, description = '' }) =>
    this.call('POST', `/service_accounts/${id}/api_keys`, { name, description });

  changeKey = (id, key, change) => this.call('PUT', `/service_accounts/${id}/api_keys/${key}`, change);

  /** Gives a key a new secret; the old one works on for so many minutes. */
  rotateKey = (id, key, minutes = 0) =>
    this.call('PUT', `/service_accounts/${id}/api_keys/${key}/rotate`, { retain_period_minutes: minutes });

  deleteKey = (id, key) => this.call('DELETE', `/service_accounts/${id}/api_keys/${key}`);

  switchOff = (id) => this.call('PUT', `/service_accounts/${id}`, { active: false });

  key = (id, key) => this.call('GET', `/service_accounts/${id}/api_keys/${key}`);

  keys = async (id) => (await this.list(id, { hydrate: true, size: 10_000 })).items;

  /** The server's own answer to a query, as an object or as a list of pairs, for one name may come twice. */
  list = (id, query = {}) => this.call('GET', `/service_accounts/${id}/api_keys?${new URLSearchParams(query)}`);

  /** What the server answers to a query for accounts. */
  accounts = async (query) => (await this.call('GET', `/service_accounts?${new URLSearchParams({ hydrate: true, size: 1000, ...query })}`)).items;

  /** Marks an account as one that another service manages, which no call does. */
  manageElsewhere = (id, external) => {
    const change = 'import sqlite3, sys; db = sqlite3.connect(sys.argv[1], timeout=60); '
      + "db.execute('UPDATE user SET external_user_id = ? WHERE id = ?', sys.argv[2:]); db.commit()";
    const hex = (uuid) => uuid.replaceAll('-', '');
    return promisify(execFile)(process.env.ZENML_PYTHON, ['-c', change, this.database, hex(external), hex(id)]);
  };

  deleteAccount = (id) => this.call('DELETE', `/service_accounts/${id}`);

  /** Makes a thing of the server as the owner of a key, so that it is its account's. */
  ownSomething = async (secret, name) => {
    const owner = new Zenml({ url: this.api.replace('/api/v1', ''), database: this.database });
    owner.token = await this.tokenOf({ grant_type: 'zenml-api-key', password: secret });
    await owner.call('POST', '/tags', { name, color: 'blue' });
  };

  /** The names that a query finds, in the server's order. */
  names = async (id, query) => (await this.list(id, query)).items.map((key) => key.name);

  /** Somebody who may look only, unless said otherwise: what they sign in with. */
  user = async (name, { admin = false } = {}) => {
    const password = `${name}-Passw0rd`;
    await this.call('POST', '/users', { name, password, active: true, is_admin: admin });
    return { username: name, password };
  };

  demote = (name) => this.call('PUT', `/users/${name}`, { is_admin: false });

  /** What signing in with a key's secret is answered. */
  statusWith = async (secret) => (await this.logIn({ grant_type: 'zenml-api-key', password: secret })).status;
}

export const {
  account,
  accountNamed,
  accountWithMany,
  accounts,
  manageElsewhere,
  deleteAccount,
  ownSomething,
  createKey,
  changeKey,
  rotateKey,
  deleteKey,
  switchOff,
  key,
  keys,
  list,
  names,
  user,
  demote,
  statusWith,
} = new Zenml();

/** An empty list, and headers that let a page read an answer made up for it. */
export const noAccounts = { index: 1, max_size: 50, total_pages: 1, total: 0, items: [] };
export const OPEN = { 'access-control-allow-origin': '*' };
