// Speaks to the sandbox behind the app's back: its control path, and its API as another client.
import { API, KEYS_PATH, ORGANIZATION, OWNER_KEY } from './env.mjs';

async function call(method, path, body, headers = {}) {
  const response = await fetch(`${API}${path}`, {
    method,
    headers: body === undefined ? headers : { 'content-type': 'application/json', ...headers },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
  return text ? JSON.parse(text) : undefined;
}

const asOwner = { authorization: `ApiKey ${OWNER_KEY}` };

/** Back to the seed, with so many demo keys; faults, the clock and the noted requests go too. */
export async function reset(options = {}) {
  await call('POST', '/_sandbox/reset', options);
  await call('DELETE', '/_sandbox/requests');
}

/** Fixes the backends' clock; null lets it run. */
export const setClock = (now) => call('POST', '/_sandbox/clock', { now });

/** Makes the next matching calls go wrong, or each so-many-th of them. */
export const addFault = (method, path, fault, times = 1, every = 1) =>
  call('POST', '/_sandbox/faults', { method, path, times, every, fault });

/** The answer of Elastic's services to a call that they refuse. */
export const refusal = (status, code, message) => ({
  status,
  body: JSON.stringify({ errors: [{ code, message }] }),
});

export const TOO_MANY = refusal(429, 'root.rate_limit_exceeded', 'Too many calls.');

/** The same, with the service's wish of how long to wait, for a page to read. */
export const asking = (seconds) => ({
  ...TOO_MANY,
  headers: { 'retry-after': String(seconds), 'access-control-expose-headers': 'Retry-After' },
});

export const reports = () => call('GET', '/_sandbox/csp');
export const clearReports = () => call('DELETE', '/_sandbox/csp');

/** The calls that reached the backends, oldest first; a star at the end of `path` stands for anything. */
export async function requests(method, path) {
  const fits = (one) => (path.endsWith('*') ? one.startsWith(path.slice(0, -1)) : one === path);
  const all = await call('GET', '/_sandbox/requests');
  return all.filter((request) => request.method === method && fits(request.path));
}

/** Every key of the organization, newest first. */
export async function keys() {
  const all = [];
  let cursor;
  do {
    const query = cursor ? `?next_page=${encodeURIComponent(cursor)}` : '';
    const page = await call('GET', `${KEYS_PATH}${query}`, undefined, asOwner);
    all.push(...page.keys);
    cursor = page.next_page;
  } while (cursor);
  return all;
}

export const keysNamed = async (name) => (await keys()).filter((key) => key.description === name);

/** Makes a key as another client would. */
export const createKey = (description, more = {}) =>
  call('POST', KEYS_PATH, { description, expiration: '90d', role_assignments: billing, ...more }, asOwner);

export const revokeKey = (id) => call('DELETE', `${KEYS_PATH}/${id}`, undefined, asOwner);

/** Accepts the terms as the demo owner would elsewhere. */
export const acceptTerms = () =>
  call('POST', `/api/v1/cloud-connected/organizations/${ORGANIZATION}/terms-and-conditions/_accept`, undefined, asOwner);

/** What the service says to a secret: 200 while its key lives. */
export async function statusWith(secret) {
  const headers = { authorization: `ApiKey ${secret}` };
  return (await fetch(`${API}/api/v1/organizations`, { headers })).status;
}

const billing = { organization: [{ role_id: 'billing-admin', organization_id: ORGANIZATION }] };
