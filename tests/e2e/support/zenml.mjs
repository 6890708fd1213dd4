// Speaks to the real ZenML server behind the app's back.
import { ZENML, ZENML_PASSWORD, ZENML_USER } from './env.mjs';

const API = `${ZENML}/api/v1`;

async function logIn(form) {
  return fetch(`${API}/login`, { method: 'POST', body: new URLSearchParams(form) });
}

let token;

async function call(method, path, body) {
  if (!token) {
    const answer = await logIn({ username: ZENML_USER, password: ZENML_PASSWORD });
    if (!answer.ok) throw new Error(`ZenML refused ${ZENML_USER}: ${answer.status} ${await answer.text()}`);
    token = (await answer.json()).access_token;
  }
  const response = await fetch(`${API}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
  return JSON.parse(text);
}

/** A service account of its own for a test, with these keys made in this order. */
export async function account(name, keys = [], more = {}) {
  const { description = `Made for a test: ${name}` } = more;
  const { id } = await call('POST', '/service_accounts', { name, active: true, ...more, description });
  const made = [];
  for (const key of keys) made.push(await createKey(id, key));
  return { id, name, description, keys: made, page: `/connections/zenml/${id}/keys` };
}

export const createKey = (id, { name, description = '' }) =>
  call('POST', `/service_accounts/${id}/api_keys`, { name, description });

export const changeKey = (id, key, change) => call('PUT', `/service_accounts/${id}/api_keys/${key}`, change);

export const rotateKey = (id, key) =>
  call('PUT', `/service_accounts/${id}/api_keys/${key}/rotate`, { retain_period_minutes: 0 });

export const switchOff = (id) => call('PUT', `/service_accounts/${id}`, { active: false });

/** What the server answers to a query for accounts. */
export async function accounts(query) {
  const params = new URLSearchParams({ hydrate: 'true', size: '1000', ...query });
  return (await call('GET', `/service_accounts?${params}`)).items;
}

/** A user with a password, who is an admin until told otherwise. */
export async function user(name, password) {
  const { id } = await call('POST', '/users', { name, password, active: true, is_admin: true });
  return { id, name, password };
}

export const changeUser = (id, change) => call('PUT', `/users/${id}`, change);

export const deleteAccount = (id) => call('DELETE', `/service_accounts/${id}`);

/** Makes a thing of the server as the owner of a key, so that it is its account's. */
export async function ownSomething(secret, name) {
  const { access_token } = await (await logIn({ grant_type: 'zenml-api-key', password: secret })).json();
  const headers = { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ name, color: 'blue' });
  const response = await fetch(`${API}/tags`, { method: 'POST', headers, body });
  if (!response.ok) throw new Error(`POST /tags answered ${response.status}`);
}

/** An empty list of accounts, and headers that let a page read an answer made up for it. */
export const noAccounts = { index: 1, max_size: 50, total_pages: 1, total: 0, items: [] };
export const OPEN = { 'access-control-allow-origin': '*' };

export async function keys(id) {
  return (await call('GET', `/service_accounts/${id}/api_keys?hydrate=true&size=1000`)).items;
}

/** What signing in with a key's secret is answered. */
export async function statusWith(secret) {
  return (await logIn({ grant_type: 'zenml-api-key', password: secret })).status;
}
