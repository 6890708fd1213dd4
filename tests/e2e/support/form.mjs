// The access part of the form for a key, and what a key's own page tells of it, as a person meets them.
import { expect } from '@playwright/test';
import { KEYS_PATH, ORGANIZATION } from './env.mjs';
import * as sandbox from './sandbox.mjs';

/** Of the seed: what there is to reach. */
export const IDS = {
  'prod-logs': 'ce03a623751b4fc98d48400fec58b9c0',
  staging: '2b94e1f07c3d4a6e8f51d0b7a36c98e4',
  'shop-search': 'a3f81c07d2e64b59880c6f1e9d3b7a42',
  'docs-search': 'b6702ed94c1f4a8fb13d5c8e07a9f264',
  'platform-observability': 'c91d4a3b70e84f26a5d8e2b6f07c193e',
  'edge-observability': 'd4e85b16fa0c4739bc72903e1d6fa580',
  soc: 'e72c0f9d8b5a416e9f3ad1c7b4068e25',
  'product-embeddings': 'f13b9d64e80c4275a6c0e9d2174b5f8a',
  'support-rag': '0a64c7e1b5924d3f8e17d0b9c652fa3e',
  'factory-line-7': 'a91e5d03c6f24b78903de7f41b6ca852',
  lab: '0d8b6a4f2e9c4175a3b1f5c08e7d2964',
};

/** The body of every create that was sent, oldest first. */
export const sent = async () => (await sandbox.requests('POST', KEYS_PATH)).map((request) => request.body);

/** The access that the only create asked for. */
export async function sentAccess() {
  const bodies = await sent();
  expect(bodies).toHaveLength(1);
  return bodies[0].role_assignments;
}

/** An entry of a request. */
export const entry = (role_id, more = {}) => ({ role_id, organization_id: ORGANIZATION, ...more });

/** One block of access, from 0: what lies in a block is no block. */
export const block = (app, at = 0) =>
  app.form
    .getByRole('group', { name: /^(?!Access$)./ })
    .filter({ has: app.page.getByLabel('Where') })
    .nth(at);

/** What the picker of a block offers. */
export const offered = (app, at, many) => block(app, at).getByRole('group', { name: many, exact: true });

export const chosen = (app, at = 0) => block(app, at).getByRole('group', { name: 'Chosen' });

export const reach = (app, at = 0) => block(app, at).getByRole('radiogroup', { name: 'Reach' });

export const opens = (app, at = 0) => block(app, at).getByRole('radiogroup', { name: 'Opens' });

/** The roles to tick inside Elasticsearch and Kibana. */
export const inside = (app, at = 0) =>
  block(app, at).getByRole('group', { name: 'Roles in Elasticsearch and Kibana' });

export const tick = (scope, name) => scope.getByRole('checkbox', { name: new RegExp(`^${name}( |$)`) });

/** Fills in a block, which must be there; `on` is 'all' or names to tick. */
export async function fillBlock(app, at, { where, kind, role, on, stack = [] }) {
  const own = block(app, at);
  await own.getByLabel('Where').selectOption({ label: where });
  if (kind) {
    await own.getByLabel('Type of project').fill(kind);
    await own.getByLabel('Role id').fill(role);
  } else {
    await own.getByLabel('Role', { exact: true }).selectOption({ label: role });
  }
  if (on === 'all') await app.pick(/^All .*, future ones too$/, reach(app, at));
  for (const name of Array.isArray(on) ? on : []) await own.getByRole('checkbox', { name }).check();
  if (stack.length > 0) await app.pick('Cloud, Elasticsearch and Kibana API', opens(app, at));
  for (const name of stack) await tick(inside(app, at), name).check();
}

/** Fills in the form from an open, empty one; one block for each grant. */
export async function fill(app, name, grants) {
  await app.form.getByLabel('Name', { exact: true }).fill(name);
  for (const [at, grant] of grants.entries()) {
    if (at > 0) await app.form.getByRole('button', { name: 'Add access' }).click();
    await fillBlock(app, at, grant);
  }
}

/** Sends the form, puts the secret away, and is at the list. */
export async function make(app) {
  await app.submit();
  await app.dismissSecret();
  await app.expectRead();
}

/** Opens a key's own page from the list. */
export async function openKey(app, name) {
  await app.page.getByRole('link', { name, exact: true }).click();
  await expect(app.heading(name)).toBeVisible();
}

/** The grants on a key's own page. */
export const grants = (app) => app.page.getByRole('region', { name: 'Access' }).getByRole('listitem');
