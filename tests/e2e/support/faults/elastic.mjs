// Every call for an organization's keys.
import { expect } from '@playwright/test';
import { API, KEYS_PAGE, KEYS_PATH, ORGANIZATION, OWNER_KEY } from '../env.mjs';
import { block, inside, opens, tick } from '../form.mjs';
import { Replace } from '../change.mjs';
import * as sandbox from '../sandbox.mjs';
import { refresh, rowOf } from '../watch.mjs';
import { goTo, isLost, operation, toldOfLost, wayOutOfLost } from './operation.mjs';

/** How Elastic's services refuse. */
export const ELASTIC_WAY = {
  origin: API,
  refusal: (status) => ({ errors: [{ code: `test.status_${status}`, message: 'The test wants it so.' }] }),
};

const one = (all) => operation('Elastic keys', ELASTIC_WAY, all);

const MADE = 'made-through-faults';
const OLD = 'ci-logs';
const ORGANIZATIONS = '/api/v1/organizations';
const PROJECTS = '/api/v1/serverless/projects';

const list = ({ page }) => page.getByText(/^24 of 500 keys, read just now$/);
const openReadKeys = ({ app, page }) => page.setViewportSize({ width: 1280, height: 2600 }).then(() => app.openReadKeys());
const openForm = ({ app }) => app.openForm();
const openFormByHand = ({ page }) => page.getByRole('link', { name: 'Create key' }).click();
const signIn = async ({ app }) => {
  await app.signIn({ key: OWNER_KEY });
};

/** Offline one is not even signed in; then that is the way on. */
const bySigningIn = async (env) => {
  if (!(await env.app.signInForm().isVisible())) return false;
  await signIn(env);
  return true;
};

/** That the secret which is shown is one that works. */
export async function expectSecretWorks(dialog, statusWith, label = 'New key') {
  await dialog.getByRole('button', { name: 'Show', exact: true }).click();
  const secret = await dialog.getByLabel(label, { exact: true }).innerText();
  await dialog.getByRole('button', { name: 'Hide', exact: true }).click();
  expect(await statusWith(secret), 'what the service says to the secret').toBe(200);
}

const pickerReads = (name, path, where, group) => one({
  name,
  method: 'GET',
  path,
  arrive: openForm,
  act: ({ app }) => block(app).getByLabel('Where').selectOption({ label: where }),
  done: ({ app }) => block(app).getByRole('group', { name: group, exact: true }),
});

export const ELASTIC_OPERATIONS = [
  one({
    name: 'sign in, organizations',
    method: 'GET',
    path: ORGANIZATIONS,
    arrive: ({ page }) => goTo(page, KEYS_PAGE),
    act: signIn,
    again: signIn,
    done: ({ app }) => app.heading('Elastic Cloud keys'),
  }),
  one({
    name: 'list',
    method: 'GET',
    path: KEYS_PATH,
    arrive: openReadKeys,
    act: ({ page }) => page.getByRole('button', { name: 'Refresh' }).click(),
    done: list,
  }),
  one({
    name: 'list, second page',
    method: 'GET',
    path: KEYS_PATH,
    url: (address) => address.origin === API && address.pathname === KEYS_PATH && address.searchParams.has('next_page'),
    isElsewhere: true,
    arrive: async (env) => {
      await sandbox.reset({ keys: 120 });
      await openReadKeys(env);
    },
    act: ({ page }) => page.getByRole('button', { name: 'Refresh' }).click(),
    done: ({ page }) => page.getByText(/^120 of 500 keys, read just now$/),
  }),
  // Signing in reads the organizations of most keys. Those of one that has more of them are read by their page.
  one({
    name: 'holders',
    method: 'GET',
    path: ORGANIZATIONS,
    isElsewhere: true,
    arrive: ({ page }) => goTo(page, '/connections/elastic'),
    act: async ({ app, page }) => {
      const organizations = [{ id: '100', name: 'Acme Observability' }];
      const answer = { json: { organizations, next_page: 'more' }, headers: { 'access-control-allow-origin': '*' } };
      await page.route(`${API}${ORGANIZATIONS}`, (route) => route.fulfill(answer), { times: 1 });
      await signIn({ app });
    },
    detour: bySigningIn,
    // The only one that there is leads on to its keys.
    done: ({ app }) => app.heading('Elastic Cloud keys'),
  }),
  one({
    name: 'create',
    method: 'POST',
    path: KEYS_PATH,
    arrive: openForm,
    ready: async ({ app }) => {
      await app.form.getByLabel('Name').fill(MADE);
      await app.choose('Viewer', { on: ['staging'] });
    },
    act: ({ app }) => app.submit(),
    stays: isLost,
    told: toldOfLost,
    again: async (env) => {
      if (await isLost(env)) return wayOutOfLost(env);
      await expect(env.app.form.getByLabel('Name')).toHaveValue(MADE);
      return env.operation.act(env);
    },
    done: ({ app }) => app.secretDialog,
    check: ({ app }) => expectSecretWorks(app.secretDialog, sandbox.statusWith),
    effect: async () => (await sandbox.keysNamed(MADE)).length,
  }),
  one({
    name: 'one key',
    method: 'GET',
    path: `${KEYS_PATH}/*`,
    arrive: openReadKeys,
    act: ({ page }) => page.getByRole('link', { name: OLD, exact: true }).click(),
    done: ({ page }) => page.getByText('As JSON', { exact: true }),
  }),
  one({
    name: 'revoke',
    method: 'DELETE',
    path: `${KEYS_PATH}/*`,
    arrive: openReadKeys,
    ready: ({ app }) => app.revokeButton(OLD).click(),
    act: ({ app }) => app.confirmRevoke(OLD),
    done: ({ app }) => app.messages.getByText(new RegExp(`${OLD}.* (is revoked|was gone already)`)),
    effect: async () => 1 - (await sandbox.keysNamed(OLD)).length,
  }),
  one({
    name: 'names of members',
    method: 'GET',
    path: `${ORGANIZATIONS}/${ORGANIZATION}/members`,
    isQuiet: true,
    arrive: async ({ page }) => {
      await page.setViewportSize({ width: 1280, height: 2600 });
      await goTo(page, KEYS_PAGE);
    },
    act: signIn,
    detour: bySigningIn,
    done: list,
    // The next time that the list is read they are asked for again.
    check: async ({ app }) => {
      await refresh(app);
      await expect(rowOf(app, OLD)).toContainText('by Ben Okafor');
    },
  }),
  one({
    name: 'own rights',
    method: 'GET',
    path: '/api/v1/saas/user',
    isQuiet: true,
    arrive: ({ page }) => goTo(page, KEYS_PAGE),
    act: signIn,
    detour: bySigningIn,
    done: list,
  }),
  one({
    name: 'deployments',
    method: 'GET',
    path: '/api/v1/deployments',
    arrive: openReadKeys,
    act: openFormByHand,
    done: ({ app }) => block(app).getByRole('checkbox', { name: 'staging' }),
  }),
  pickerReads('Elasticsearch projects', `${PROJECTS}/elasticsearch`, 'Elasticsearch projects', 'Elasticsearch projects'),
  pickerReads('observability projects', `${PROJECTS}/observability`, 'Observability projects', 'Observability projects'),
  pickerReads('security projects', `${PROJECTS}/security`, 'Security projects', 'Security projects'),
  one({
    name: 'connected clusters to give access to',
    method: 'GET',
    path: '/api/v1/cloud-connected/clusters',
    isQuiet: true,
    arrive: openReadKeys,
    act: openFormByHand,
    done: ({ app }) => block(app).getByRole('checkbox', { name: 'staging' }),
    // A form that is opened again asks for them again.
    check: async (env) => {
      await env.page.goBack();
      await expect(list(env)).toBeVisible();
      await openFormByHand(env);
      await block(env.app).getByLabel('Where').selectOption({ label: 'Connected clusters' });
      await expect(block(env.app).getByRole('checkbox', { name: 'lab' })).toBeVisible();
    },
  }),
  one({
    name: 'roles inside a project',
    method: 'GET',
    path: `${PROJECTS}/elasticsearch/*`,
    isQuiet: true,
    arrive: openForm,
    ready: async ({ app }) => {
      await block(app).getByLabel('Where').selectOption({ label: 'Elasticsearch projects' });
      await block(app).getByLabel('Role', { exact: true }).selectOption({ label: 'Developer' });
      await block(app).getByRole('checkbox', { name: 'shop-search' }).check();
    },
    act: ({ app }) => app.pick('Cloud, Elasticsearch and Kibana API', opens(app)),
    done: ({ app }) => block(app).getByRole('group', { name: 'Roles in Elasticsearch and Kibana' }),
    // What the project itself has is asked for again when one opens it again.
    check: async ({ app }) => {
      await app.pick('Cloud API only', opens(app));
      await app.pick('Cloud, Elasticsearch and Kibana API', opens(app));
      await expect(tick(inside(app), 'catalog_writer')).toBeVisible();
    },
  }),
  one({
    name: 'try the new key',
    method: 'GET',
    path: ORGANIZATIONS,
    // A service knows whom it forbids something.
    isNoFaultAt: ['status 403'],
    arrive: async ({ app }) => {
      await app.openForm();
      await app.create(MADE);
      await expect(app.secretDialog).toBeVisible();
    },
    act: ({ app }) => app.secretDialog.getByRole('button', { name: 'Try the key' }).click(),
    stays: () => true,
    again: ({ app }) => app.secretDialog.getByRole('button', { name: 'Try the key' }).click(),
    done: ({ app }) => app.secretDialog.getByText(/accepts the key/),
    told: ({ app }) => app.secretDialog.getByText(/^The key (could not be tried|was not accepted)/),
  }),
  one({
    name: 'try the new key of a replacement',
    method: 'GET',
    path: ORGANIZATIONS,
    isNoFaultAt: ['status 403'],
    arrive: async (env) => {
      await openReadKeys(env);
      env.replace = new Replace(env.app);
      env.made = await env.replace.begin(OLD);
    },
    act: async ({ made, replace }) => {
      await replace.tryForm.getByLabel('New key').fill(made.key);
      await replace.tryForm.getByRole('button', { name: 'Try it' }).click();
    },
    // Whoever was elsewhere pastes it anew.
    again: (env) => env.operation.act(env),
    done: ({ page }) => page.getByRole('region', { name: `Try ${OLD}-2` }).getByText('It works'),
  }),
];
