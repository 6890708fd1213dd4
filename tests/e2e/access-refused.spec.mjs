// The access of a new key where something is missing: lists that can't be read, what the service does not
// take, what can't stand together, and roles of existing keys that the app does not know.
import { KEYS_PATH, ORGANIZATION } from './support/env.mjs';
import { expect, test } from './support/test.mjs';
import * as sandbox from './support/sandbox.mjs';
import {
  block, chosen, entry, fill, fillBlock, grants, IDS, make, offered, openKey, reach, sent, sentAccess,
} from './support/form.mjs';

const CLUSTERS = '/api/v1/cloud-connected/clusters';
const DEPLOYMENTS = '/api/v1/deployments';

const role = (app, at) => block(app, at).getByLabel('Role', { exact: true });
const add = (app) => app.form.getByRole('button', { name: 'Add access' }).click();
const places = (app) => block(app).getByLabel('Where').getByRole('option');

test('connected clusters are offered where there are some, and granted', async ({ app }) => {
  await app.openForm();
  await fill(app, 'on our own machines', [
    { where: 'Connected clusters', role: 'Admin', on: ['factory-line-7', 'lab'] },
  ]);
  await expect(block(app)).toContainText('Connect clusters and run their services.');
  await expect(block(app).getByRole('radiogroup', { name: 'Opens' })).toHaveCount(0);
  await make(app);
  const more = { all: false, resource_ids: [IDS['factory-line-7'], IDS.lab] };
  expect(await sentAccess()).toEqual({ cloud_connected_resource: [entry('cloud-connected-admin', more)] });
  await openKey(app, 'on our own machines');
  await expect(grants(app)).toContainText('Admin on 2 connected clusters');
  await expect(grants(app)).toContainText('factory-line-7');
});

test('where the service refuses roles on connected clusters, the form stays and says so', async ({ app, guard }) => {
  guard.expectStatus(400);
  await sandbox.reset({ connected_cluster_roles: 'refused' });
  await app.openForm();
  await fill(app, 'not taken', [{ where: 'Connected clusters', role: 'Admin', on: ['lab'] }]);
  await app.submit();
  await expect(app.form.getByRole('alert')).toContainText('The key was not created.');
  await expect(app.form.getByRole('alert')).toContainText('This field is unknown');
  await expect(app.form.getByLabel('Name', { exact: true })).toHaveValue('not taken');
  await expect(role(app, 0)).toHaveValue('cloud-connected-admin');
  await expect(block(app).getByRole('checkbox', { name: 'lab' })).toBeChecked();
  expect(await sandbox.keysNamed('not taken')).toEqual([]);
  await fillBlock(app, 0, { where: 'Hosted deployments', role: 'Viewer', on: ['staging'] });
  await make(app);
  expect(await sandbox.keysNamed('not taken')).toHaveLength(1);
});

for (const [what, fault] of [
  ['there are none', { status: 200, body: '{"items":[]}' }],
  ['they may not be seen', sandbox.refusal(403, 'root.unauthorized', 'Not yours.')],
  ['the service does not know them', { status: 404 }],
]) {
  test(`connected clusters are no place where ${what}`, async ({ app, guard, page }) => {
    guard.expectStatus(403, 404);
    await sandbox.addFault('GET', CLUSTERS, fault, 9);
    const answered = page.waitForResponse((response) => response.url().endsWith(CLUSTERS));
    await app.openForm();
    await (await answered).finished();
    // What comes of the answer is there by then: a role is chosen and its line shown.
    await role(app, 0).selectOption({ label: 'Viewer' });
    await expect(block(app)).toContainText('See settings and health.');
    await expect(places(app)).toHaveText([
      'Organization', 'Hosted deployments', 'Elasticsearch projects', 'Observability projects',
      'Security projects', 'Other projects',
    ]);
    await expect(app.form.getByRole('alert')).toHaveCount(0);
  });
}

test('connected clusters that can\'t be read for now are offered, and read again from there', async ({ app, guard }) => {
  guard.expectStatus(503);
  await sandbox.addFault('GET', CLUSTERS, sandbox.refusal(503, 'root.unavailable', 'Down for now.'), 1);
  await app.openForm();
  await block(app).getByLabel('Where').selectOption({ label: 'Connected clusters' });
  const alert = block(app).getByRole('alert');
  await expect(alert).toContainText('The connected clusters could not be read.');
  await alert.getByRole('button', { name: 'Try again' }).click();
  await block(app).getByRole('checkbox', { name: 'lab' }).check();
  await role(app, 0).selectOption({ label: 'Admin' });
  await expect(block(app)).toContainText('Connect clusters and run their services.');
});

test('the same role twice on the same thing is refused beside the second', async ({ app }) => {
  await app.openForm();
  await fill(app, 'twice', [
    { where: 'Hosted deployments', role: 'Viewer', on: ['staging', 'prod-logs'] },
    { where: 'Hosted deployments', role: 'Viewer', on: ['staging'] },
  ]);
  await app.submit();
  await expect(role(app, 1)).toHaveAccessibleDescription(
    'Viewer is granted above for some of these deployments already. Choose others, or remove this block.',
  );
  await expect(role(app, 1)).toBeFocused();
  await expect(role(app, 0)).toHaveAccessibleDescription('');
  expect(await sent()).toEqual([]);
  await block(app, 1).getByRole('checkbox', { name: 'staging' }).uncheck();
  await block(app, 1).getByRole('checkbox', { name: 'search-catalog' }).check();
  await expect(role(app, 1)).toHaveAccessibleDescription('');
  await make(app);
  expect((await sentAccess()).deployment).toHaveLength(2);
});

test('what the owner’s role includes is refused, unless it opens a project', async ({ app }) => {
  await app.openForm();
  await fill(app, 'owner and more', [
    { where: 'Organization', role: 'Organization owner' },
    { where: 'Elasticsearch projects', role: 'Viewer', on: ['shop-search'] },
  ]);
  await app.submit();
  await expect(role(app, 1)).toHaveAccessibleDescription(
    "Organization owner includes this already. Remove this block, or the owner's role.",
  );
  expect(await sent()).toEqual([]);
  await app.pick('Cloud, Elasticsearch and Kibana API', block(app, 1));
  await expect(role(app, 1)).toHaveAccessibleDescription('');
  await make(app);
  expect(await sentAccess()).toEqual({
    organization: [entry('organization-admin')],
    project: {
      elasticsearch: [
        entry('elasticsearch-viewer', { all: false, project_ids: [IDS['shop-search']], application_roles: ['viewer'] }),
      ],
    },
  });
});

test('what is missing in the last block is said there, and removing it is enough', async ({ app }) => {
  await app.openForm();
  await fill(app, 'half a block', [{ where: 'Hosted deployments', role: 'Viewer', on: 'all' }]);
  await add(app);
  await block(app, 1).getByLabel('Where').selectOption({ label: 'Other projects' });
  await app.submit();
  const kind = block(app, 1).getByLabel('Type of project');
  await expect(kind).toHaveAccessibleDescription('Enter the type of project, such as vectordb.');
  await expect(kind).toBeFocused();
  await kind.fill('vectordb');
  await block(app, 1).getByLabel('Role id').fill('');
  await expect(block(app, 1).getByLabel('Role id')).toHaveAccessibleDescription(
    'Choose a role for vectordb projects, or remove this block.',
  );
  await expect(reach(app, 1)).toHaveAccessibleDescription(/^Choose at least one vectordb project/);
  await app.submit();
  await expect(block(app, 1).getByLabel('Role id')).toBeFocused();
  expect(await sent()).toEqual([]);
  await block(app, 1).getByRole('button', { name: /^Remove / }).click();
  await expect(app.form.getByRole('button', { name: 'Add access' })).toBeFocused();
  await make(app);
  expect(await sentAccess()).toEqual({ deployment: [entry('deployment-viewer', { all: true })] });
});

for (const [what, fault] of [
  ['may not be read', sandbox.refusal(403, 'root.unauthorized', 'Not yours.')],
  ['can’t be read', { status: 500 }],
]) {
  test(`where the list ${what}, ids are typed`, async ({ app, guard }) => {
    guard.expectStatus(403, 500);
    await sandbox.addFault('GET', DEPLOYMENTS, fault, 9);
    await app.openForm();
    await app.form.getByLabel('Name', { exact: true }).fill('by id');
    await expect(block(app).getByRole('alert')).toContainText('The deployments could not be read.');
    await role(app, 0).selectOption({ label: 'Viewer' });
    const ids = block(app).getByLabel('Ids, one deployment a line');
    await ids.fill(`  ${IDS.staging},${IDS['prod-logs']}\n\n${IDS.staging}  `);
    await ids.press('Tab');
    await expect(block(app)).toContainText('2 ids');
    await make(app);
    const more = { all: false, deployment_ids: [IDS.staging, IDS['prod-logs']] };
    expect(await sentAccess()).toEqual({ deployment: [entry('deployment-viewer', more)] });
  });
}

test('typed ids are still chosen once the list can be read', async ({ app, guard }) => {
  guard.expectStatus(500);
  await sandbox.addFault('GET', DEPLOYMENTS, { status: 500 });
  await app.openForm();
  await block(app).getByLabel('Ids, one deployment a line').fill(`${IDS.staging}\nnot-there`);
  await block(app).getByRole('button', { name: 'Try again' }).click();
  await expect(block(app).getByRole('checkbox', { name: 'staging' })).toBeChecked();
  await expect(chosen(app)).toContainText('not-there');
  await chosen(app).getByRole('button', { name: 'Take back not-there' }).click();
  await expect(chosen(app)).not.toContainText('not-there');
});

test('of a type of projects that has no list, ids are typed', async ({ app, guard }) => {
  guard.expectStatus(404, 400);
  await app.openForm();
  await fill(app, 'unlisted', [{ where: 'Other projects', kind: 'timeseries', role: 'timeseries-admin' }]);
  await block(app).getByLabel('Ids, one timeseries project a line').fill('abc');
  await block(app).getByLabel('Ids, one timeseries project a line').press('Tab');
  await app.submit();
  await expect(app.form.getByRole('alert').filter({ hasText: 'not created' })).toContainText('This field is unknown');
  expect(await sentAccess()).toEqual({
    project: { timeseries: [entry('timeseries-admin', { all: false, project_ids: ['abc'] })] },
  });
});

test('pressing “Create key” right after the ids were typed creates the key', async ({ app, guard }) => {
  guard.expectStatus(500);
  await sandbox.addFault('GET', DEPLOYMENTS, { status: 500 }, 9);
  await app.openForm();
  await fill(app, 'in one go', [{ where: 'Hosted deployments', role: 'Viewer' }]);
  await block(app).getByLabel('Ids, one deployment a line').fill(IDS.staging);
  await app.submit();
  await expect(app.secretDialog).toBeVisible();
});

test('where there is nothing to choose from, that is said', async ({ app }) => {
  await sandbox.reset({ deployments: 0 });
  await app.openForm();
  await expect(block(app)).toContainText('There is no deployment to choose from.');
  await expect(offered(app, 0, 'deployments')).toHaveCount(0);
});

test('roles and places of existing keys that nobody knows are shown as they are', async ({ app }) => {
  const key = {
    id: 'from-later',
    description: 'from later',
    creation_date: new Date().toISOString(),
    organization_id: ORGANIZATION,
    user_id: '1014289666002276',
    role_assignments: {
      deployment: [entry('deployment-operator', { all: true })],
      project: { vectordb: [entry('vectordb-tuner', { all: false, project_ids: [IDS['support-rag'], 'gone'] })] },
      data_lake: [entry('lake-diver', { all: true })],
      platform: [{ role_id: 'platform-root' }],
    },
  };
  const whole = { status: 200, body: JSON.stringify({ keys: [key] }) };
  await sandbox.addFault('GET', KEYS_PATH, whole, 9);
  await sandbox.addFault('GET', `${KEYS_PATH}/*`, { status: 200, body: JSON.stringify(key) }, 9);
  await app.openReadKeys();
  await expect(app.row('from later')).toContainText('and 3 more');
  await openKey(app, 'from later');
  await expect(grants(app)).toHaveCount(4);
  for (const phrase of [
    'deployment-operator on all deployments', 'vectordb-tuner on 2 vectordb projects',
    'lake-diver on all data_lake resources', 'platform-root on platform resources',
  ]) {
    await expect(grants(app).filter({ hasText: phrase })).toHaveCount(1);
  }
  await expect(grants(app).filter({ hasText: 'vectordb-tuner' })).toContainText('support-rag');
  await expect(grants(app).filter({ hasText: 'vectordb-tuner' })).toContainText('gone');
  await expect(grants(app).filter({ hasText: 'platform-root' })).toContainText('reaches the whole service');
});
