// A new key that begins from a template of config.json.
import fs from 'node:fs';
import { defaultConfig, ELASTIC } from './support/config.mjs';
import { expect, test } from './support/test.mjs';
import { block, entry, fill, IDS, inside, make, reach, sent, tick } from './support/form.mjs';

const SHIPPED = JSON.parse(fs.readFileSync(new URL('../../config.json', import.meta.url), 'utf8')).templates;

const withTemplates = (templates, policy) => ({ ...defaultConfig({ connections: [ELASTIC], policy }), templates });
const card = (app, name) =>
  app.page.getByRole('region', { name: 'Start from a template' }).getByRole('button', { name });
const name = (app) => app.form.getByLabel('Name', { exact: true });
const note = (app) => app.form.getByRole('status').filter({ hasText: 'Filled in from' });
const undo = (app) => note(app).getByRole('button', { name: 'Undo' });

test('the templates that come with the app say what they are for, and fill in the form', async ({ app }) => {
  app.configure(withTemplates(SHIPPED));
  await app.openForm();
  for (const { name: title, purpose } of SHIPPED) await expect(card(app, title)).toContainText(purpose);
  await name(app).fill('costs to the sheet');
  await card(app, 'Billing export').click();
  await expect(note(app)).toContainText('Filled in from Billing export. Check everything below.');
  await expect(name(app)).toHaveValue('costs to the sheet');
  await expect(name(app)).toBeFocused();
  await expect(app.form.getByRole('radio', { name: '1 year' })).toBeChecked();
  await make(app);
  await app.page.getByRole('link', { name: 'Create key' }).click();
  await expect(note(app)).toHaveCount(0);
  await card(app, 'Read-only monitoring').click();
  await name(app).fill('health');
  await make(app);
  expect(await sent()).toEqual([
    {
      description: 'costs to the sheet',
      expiration: '365d',
      role_assignments: { organization: [entry('billing-admin')] },
    },
    {
      description: 'health',
      expiration: '90d',
      role_assignments: { deployment: [entry('deployment-viewer', { all: true })] },
    },
  ]);
});

test('a template that names nothing to reach asks for it', async ({ app }) => {
  app.configure(withTemplates(SHIPPED));
  await app.openForm();
  await card(app, 'Search application').click();
  await name(app).fill('shop window');
  await expect(tick(inside(app), 'viewer')).toBeChecked();
  await app.submit();
  await expect(reach(app)).toHaveAccessibleDescription(
    'Choose at least one Elasticsearch project for Viewer, or all Elasticsearch projects.',
  );
  await card(app, 'CI deploys').click();
  await expect(reach(app)).toHaveAccessibleDescription(
    'Choose at least one deployment for Editor, or all deployments.',
  );
  expect(await sent()).toEqual([]);
  await block(app).getByRole('checkbox', { name: 'staging' }).check();
  await make(app);
  expect((await sent())[0].role_assignments).toEqual({
    deployment: [entry('deployment-editor', { all: false, deployment_ids: [IDS.staging] })],
  });
});

test('a template with access everywhere stands in the form as it is sent', async ({ app }) => {
  const access = [
    { where: 'organization', role: 'billing-admin' },
    { where: 'deployments', role: 'deployment-viewer', on: [IDS.staging, IDS['prod-logs']] },
    { where: 'security-projects', role: 'security-t1-analyst', on: 'all', stack_roles: ['t1_analyst'] },
    { where: 'vectordb-projects', role: 'vectordb-viewer', on: [IDS['support-rag']], stack_roles: ['viewer'] },
    { where: 'connected-clusters', role: 'cloud-connected-admin', on: [IDS.lab] },
  ];
  app.configure(withTemplates([{ name: '<b>all of it</b>', days: 30, access }]));
  await app.openForm();
  await card(app, '<b>all of it</b>').click();
  await expect(note(app)).toContainText('<b>all of it</b>');
  await expect(block(app, 3).getByLabel('Type of project')).toHaveValue('vectordb');
  await expect(block(app, 3).getByRole('checkbox', { name: 'support-rag' })).toBeChecked();
  await expect(block(app, 4).getByRole('checkbox', { name: 'lab' })).toBeChecked();
  await name(app).fill('everywhere');
  await make(app);
  const ids = (member, ...names) => ({ all: false, [member]: names.map((one) => IDS[one]) });
  expect(await sent()).toEqual([
    {
      description: 'everywhere',
      expiration: '30d',
      role_assignments: {
        organization: [entry('billing-admin')],
        deployment: [entry('deployment-viewer', ids('deployment_ids', 'staging', 'prod-logs'))],
        project: {
          security: [entry('security-t1-analyst', { all: true, application_roles: ['t1_analyst'] })],
          vectordb: [entry('vectordb-viewer', { ...ids('project_ids', 'support-rag'), application_roles: ['viewer'] })],
        },
        cloud_connected_resource: [entry('cloud-connected-admin', ids('resource_ids', 'lab'))],
      },
    },
  ]);
});

test('Undo brings back what was chosen, and loses no name', async ({ app }) => {
  app.configure(withTemplates(SHIPPED));
  await app.openForm();
  await fill(app, 'first', [{ where: 'Hosted deployments', role: 'Admin', on: ['staging'] }]);
  await app.pick('30 days');
  await card(app, 'Billing export').click();
  await name(app).fill('typed after');
  await undo(app).click();
  await expect(note(app)).toHaveCount(0);
  await expect(app.form.getByRole('radio', { name: '30 days' })).toBeChecked();
  await expect(block(app, 1)).toHaveCount(0);
  await expect(name(app)).toHaveValue('typed after');
  await make(app);
  expect(await sent()).toEqual([
    {
      description: 'typed after',
      expiration: '30d',
      role_assignments: { deployment: [entry('deployment-admin', { all: false, deployment_ids: [IDS.staging] })] },
    },
  ]);
});

test('a life that is no preset is shown as chosen, and none goes beyond the policy', async ({ app }) => {
  const access = [{ where: 'organization', role: 'billing-admin' }];
  const templates = [{ name: 'Sprint', days: 45, access }, { name: 'Long', days: 365, access }];
  app.configure(withTemplates(templates, { max_lifetime_days: 60 }));
  await app.openForm();
  await card(app, 'Sprint').click();
  await expect(app.form.getByRole('group', { name: 'Expires' }).getByRole('radio', { checked: true })).toHaveCount(1);
  await name(app).fill('sprint');
  await make(app);
  await app.page.getByRole('link', { name: 'Create key' }).click();
  await card(app, 'Long').click();
  await expect(app.form.getByRole('radio', { name: '60 days' })).toBeChecked();
  await name(app).fill('long');
  await make(app);
  expect((await sent()).map((body) => body.expiration)).toEqual(['45d', '60d']);
});

test('each wrong template is named, and the right ones are offered', async ({ app, page }) => {
  const access = [{ where: 'organization', role: 'billing-admin' }];
  app.configure(
    withTemplates([
      { name: 'Right', access },
      { name: 'No access' },
      { name: 'Nowhere', access: [{ where: 'the moon', role: 'x', on: 'all' }] },
      { name: 'Unlimited', access: [{ where: 'deployments', role: 'deployment-viewer' }] },
      { name: 'Too short', days: 0, access },
      { name: 'Misspelled', acces: access, access },
    ]),
  );
  await page.goto('/connections');
  const problems = page.getByRole('region', { name: 'Problems in config.json' }).getByRole('listitem');
  await expect(problems).toHaveText([
    /^templates\[1\]\.access: It is missing\. /,
    /^templates\[2\]\.access\[0\]\.where: “the moon” is no place/,
    /^templates\[3\]\.access\[0\]\.on: It is missing\. /,
    /^templates\[4\]\.days: /,
    /^templates\[5\]\.acces: /,
  ]);
  await app.openForm();
  await expect(page.getByRole('region', { name: 'Start from a template' }).getByRole('button')).toHaveText(['Right']);
});

test('without templates nothing is offered', async ({ app, page }) => {
  await app.openForm();
  await expect(page.getByText('Start from a template')).toHaveCount(0);
});
