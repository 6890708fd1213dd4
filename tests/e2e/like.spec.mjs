// “Create one like this”: a new key with the access and the life of one that is there, whatever that is.
import { KEYS_PAGE, KEYS_PATH } from './support/env.mjs';
import { expect, test } from './support/test.mjs';
import * as sandbox from './support/sandbox.mjs';
import { block, entry, fillBlock, IDS, inside, make, openKey, sent, tick } from './support/form.mjs';

const NEW_PAGE = `${KEYS_PAGE}/new`;

const name = (app) => app.form.getByLabel('Name', { exact: true });
const note = (app) => app.form.getByRole('status').filter({ hasText: 'Filled in from' });
const undo = (app) => note(app).getByRole('button', { name: 'Undo' });

/** From the list to the form that begins like one of its keys. */
async function beginLike(app, of) {
  await openKey(app, of);
  await app.page.getByRole('link', { name: 'Create one like this' }).click();
  await expect(note(app)).toContainText(`Filled in from ${of}. Check everything below.`);
}

for (const of of [
  'ci-logs', 'terraform-prod', 'shop-search-indexer', 'soc-triage-bot', 'catalog-writer', 'release-pipeline',
  '<img src=x onerror=alert(1)>', 'لقطات الحوادث', '🏭 factory agents 🤖', 'siem-rules-sync',
]) {
  test(`a key like ${of} gets the same access`, async ({ app }) => {
    const [old] = await sandbox.keysNamed(of);
    await app.openReadKeys();
    await beginLike(app, of);
    await expect(name(app)).toHaveValue(`${of}-2`);
    await make(app);
    const [body] = await sent();
    expect(body.description).toBe(`${of}-2`);
    expect(body.role_assignments).toEqual(old.role_assignments);
  });
}

test('the name counts on past those that are taken, and stays within 255 characters', async ({ app }) => {
  await sandbox.createKey('ci-logs-2');
  const long = (await sandbox.keys()).find((key) => key.description.length === 255).description;
  await app.openReadKeys();
  await beginLike(app, 'ci-logs');
  await expect(name(app)).toHaveValue('ci-logs-3');
  await app.page.getByRole('link', { name: 'Cancel' }).click();
  await beginLike(app, long);
  await expect(name(app)).toHaveValue(`${long.slice(0, 253)}-2`);
  await make(app);
  expect(await sandbox.keysNamed(`${long.slice(0, 253)}-2`)).toHaveLength(1);
});

test('the new key lives as long as the old one was given, in whole days', async ({ app, page }) => {
  const lives = { '30d': '30d', '365d': '365d', '45d': '45d', '5h': '1d' };
  for (const expiration of Object.keys(lives)) await sandbox.createKey(`given ${expiration}`, { expiration });
  await app.openReadKeys();
  for (const given of Object.keys(lives)) {
    await beginLike(app, `given ${given}`);
    await expect(page.getByRole('group', { name: 'Expires' }).getByRole('radio', { checked: true })).toHaveCount(1);
    await make(app);
  }
  expect((await sent()).slice(-4).map((body) => body.expiration)).toEqual(Object.values(lives));
});

test('an endless key is not made again as an endless one', async ({ app }) => {
  await app.openReadKeys();
  await beginLike(app, 'cost-watch');
  await expect(app.form.getByRole('radio', { name: '3 months' })).toBeChecked();
});

test('the address is that of the plain form, which a reload leaves empty', async ({ app, page }) => {
  await app.openReadKeys();
  await beginLike(app, 'nightly-backup');
  await expect(page).toHaveURL(new RegExp(`${NEW_PAGE}$`));
  await page.reload();
  await app.signIn();
  await expect(app.form).toBeVisible();
  await expect(name(app)).toHaveValue('');
  await expect(note(app)).toHaveCount(0);
  await expect(block(app).getByLabel('Role', { exact: true })).toHaveValue('');
});

test('going back leads to the key, and forward to the form with what was filled in', async ({ app, page }) => {
  await app.openReadKeys();
  await beginLike(app, 'nightly-backup');
  await page.goBack();
  await expect(app.heading('nightly-backup')).toBeVisible();
  await page.goForward();
  await expect(name(app)).toHaveValue('nightly-backup-2');
});

test('a link to the form fills it in after signing in, and one to no key fills in nothing', async ({ app, page }) => {
  const [old] = await sandbox.keysNamed('nightly-backup');
  await page.goto(`${NEW_PAGE}?like=${old.id}`);
  await app.signIn();
  await expect(name(app)).toHaveValue('nightly-backup-2');
  await expect(block(app).getByLabel('Role', { exact: true })).toHaveValue('deployment-admin');
  await expect(page).toHaveURL(new RegExp(`${NEW_PAGE}$`));
  await page.goto(`${NEW_PAGE}?like=no-such-key`);
  await app.signIn();
  await expect(page).toHaveURL(new RegExp(`${NEW_PAGE}$`));
  await expect(app.form).toBeVisible();
  await expect(name(app)).toHaveValue('');
});

test('Undo brings back the draft that stood there', async ({ app, page }) => {
  await app.openForm();
  await name(app).fill('my draft');
  await app.pick('60 days');
  await fillBlock(app, 0, { where: 'Elasticsearch projects', role: 'Viewer', on: ['shop-search'], stack: ['viewer'] });
  await page.getByRole('link', { name: 'Cancel' }).click();
  await beginLike(app, 'release-pipeline');
  await expect(block(app, 3)).toBeVisible();
  await undo(app).click();
  await expect(name(app)).toHaveValue('my draft');
  await expect(name(app)).toBeFocused();
  await expect(app.form.getByRole('radio', { name: '60 days' })).toBeChecked();
  await expect(block(app, 1)).toHaveCount(0);
  await expect(block(app).getByRole('checkbox', { name: 'shop-search' })).toBeChecked();
  await expect(tick(inside(app), 'viewer')).toBeChecked();
});

test('a role that the app does not know is sent as it is, and its refusal is shown', async ({ app, guard }) => {
  guard.expectStatus(400);
  await app.openReadKeys();
  await beginLike(app, 'edge-agents');
  const role = block(app).getByLabel('Role', { exact: true });
  await expect(role.getByRole('option', { name: 'deployment-operator' })).toHaveJSProperty('selected', true);
  await app.submit();
  await expect(app.form.getByRole('alert')).toContainText("There is no role 'deployment-operator'");
  expect((await sent())[0].role_assignments).toEqual({ deployment: [entry('deployment-operator', { all: true })] });
  await role.selectOption({ label: 'Viewer' });
  await make(app);
});

test('what can’t be granted stands in the form, and says that it has to go', async ({ app }) => {
  const [key] = await sandbox.keysNamed('ci-logs');
  key.role_assignments = {
    data_lake: [entry('lake-diver', { all: true })],
    organization: [entry('billing-admin')],
  };
  await sandbox.addFault('GET', KEYS_PATH, { status: 200, body: JSON.stringify({ keys: [key] }) }, 9);
  await sandbox.addFault('GET', `${KEYS_PATH}/*`, { status: 200, body: JSON.stringify(key) }, 9);
  await app.openReadKeys();
  await beginLike(app, 'ci-logs');
  const lake = app.form.getByRole('group', { name: 'lake-diver on all data_lake resources' });
  await app.submit();
  await expect(lake.getByLabel('Role', { exact: true })).toHaveAccessibleDescription(
    "This can't be granted from here. Remove this block to go on without it.",
  );
  expect(await sent()).toEqual([]);
  await lake.getByRole('button', { name: /^Remove / }).click();
  await make(app);
  expect((await sent())[0].role_assignments).toEqual({ organization: [entry('billing-admin')] });
});

test('roles inside hosted deployments, which keys do not have, can be left out', async ({ app }) => {
  const staging = { all: false, deployment_ids: [IDS.staging] };
  const role_assignments = { deployment: [entry('deployment-viewer', { ...staging, application_roles: ['viewer'] })] };
  await sandbox.createKey('hosted inside', { role_assignments });
  await app.openReadKeys();
  await beginLike(app, 'hosted inside');
  await app.submit();
  await expect(block(app)).toContainText('Keys never open Elasticsearch or Kibana of deployments.');
  expect(await sent()).toHaveLength(1);
  await app.pick('Cloud API only', block(app));
  await make(app);
  expect((await sent()).at(-1).role_assignments).toEqual({ deployment: [entry('deployment-viewer', staging)] });
});

test('a key that is gone can still be the pattern for another', async ({ app, guard, page }) => {
  guard.expectStatus(404);
  const [old] = await sandbox.keysNamed('autoscaler');
  await app.openReadKeys();
  await sandbox.revokeKey(old.id);
  await page.getByRole('button', { name: 'Refresh' }).click();
  await openKey(app, 'autoscaler');
  await expect(page.getByText('This key is gone.')).toBeVisible();
  await page.getByRole('link', { name: 'Create one like this' }).click();
  await expect(note(app)).toContainText('Filled in from autoscaler');
  await make(app);
  expect((await sent())[0].role_assignments).toEqual(old.role_assignments);
});
