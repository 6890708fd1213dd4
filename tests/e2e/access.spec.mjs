// The access of a new key: every place, every reach, and what it opens inside projects.
import { expect, test } from './support/test.mjs';
import {
  block, chosen, entry, fill, grants, IDS, inside, make, offered, openKey, opens, sent, sentAccess, tick,
} from './support/form.mjs';

const some = (member, ...names) => ({ all: false, [member]: names.map((name) => IDS[name]) });

test('everything at every place, future ones too, is marked before and after', async ({ app }) => {
  await app.openForm();
  await fill(app, 'far and wide', [
    { where: 'Organization', role: 'Billing admin' },
    { where: 'Hosted deployments', role: 'Admin', on: 'all' },
    { where: 'Elasticsearch projects', role: 'Developer', on: 'all' },
    { where: 'Observability projects', role: 'Editor', on: 'all' },
    { where: 'Security projects', role: 'SOC manager', on: 'all' },
  ]);
  await expect(block(app, 0)).not.toContainText('future');
  for (const at of [1, 2, 3, 4]) await expect(block(app, at)).toContainText('includes future ones');
  const phrases = [
    'Admin on all deployments', 'Developer on all Elasticsearch projects',
    'Editor on all Observability projects', 'SOC manager on all Security projects',
  ];
  await expect(app.summary.getByRole('listitem')).toHaveText([
    /^end on /, 'be Billing admin', ...phrases.map((phrase) => `be ${phrase} (includes future ones)`),
  ]);
  await make(app);
  expect(await sentAccess()).toEqual({
    organization: [entry('billing-admin')],
    deployment: [entry('deployment-admin', { all: true })],
    project: {
      elasticsearch: [entry('elasticsearch-developer', { all: true })],
      observability: [entry('observability-editor', { all: true })],
      security: [entry('security-soc-manager', { all: true })],
    },
  });
  await expect(app.row('far and wide')).toContainText('and 4 more');
  await openKey(app, 'far and wide');
  await expect(grants(app)).toHaveCount(5);
  await expect(grants(app).filter({ hasText: 'includes future ones' })).toHaveCount(4);
  for (const phrase of phrases) await expect(grants(app).filter({ hasText: phrase })).toHaveCount(1);
});

test('chosen ones at every place, by their names', async ({ app }) => {
  await app.openForm();
  await fill(app, 'hand-picked', [
    { where: 'Hosted deployments', role: 'Editor', on: ['staging', 'prod-logs'] },
    { where: 'Elasticsearch projects', role: 'Viewer', on: ['docs-search'] },
    { where: 'Observability projects', role: 'Admin', on: ['edge-observability', 'platform-observability'] },
    { where: 'Security projects', role: 'Rule author', on: ['soc'] },
  ]);
  await expect(app.form.getByText('future ones', { exact: true })).toHaveCount(0);
  await make(app);
  expect(await sentAccess()).toEqual({
    deployment: [entry('deployment-editor', some('deployment_ids', 'staging', 'prod-logs'))],
    project: {
      elasticsearch: [entry('elasticsearch-viewer', some('project_ids', 'docs-search'))],
      observability: [
        entry('observability-admin', some('project_ids', 'edge-observability', 'platform-observability')),
      ],
      security: [entry('security-rule-author', some('project_ids', 'soc'))],
    },
  });
  await openKey(app, 'hand-picked');
  await expect(grants(app)).toHaveCount(4);
  const deployments = grants(app).filter({ hasText: 'Editor on 2 deployments' });
  await expect(deployments).toContainText('staging');
  await expect(deployments).toContainText('prod-logs');
  await expect(deployments).toContainText('Change and scale, but not manage access.');
  await expect(grants(app).filter({ hasText: 'Rule author on 1 Security project' })).toContainText('soc');
  await expect(app.page.getByRole('region', { name: 'Access' })).not.toContainText('future');
});

test('a role says what it lets one do, and changing the place asks for another', async ({ app }) => {
  await app.openForm();
  const role = block(app).getByLabel('Role');
  for (const [where, name, lets] of [
    ['Organization', 'Billing admin', 'Billing, subscription and usage.'],
    ['Hosted deployments', 'Viewer', 'See settings and health.'],
    ['Elasticsearch projects', 'Developer', 'Work with its data and settings.'],
    ['Security projects', 'Tier 1 analyst', 'Without access to Elasticsearch and Kibana it counts as Viewer.'],
  ]) {
    await block(app).getByLabel('Where').selectOption({ label: where });
    await expect(role).toHaveValue('');
    await role.selectOption({ label: name });
    await expect(block(app)).toContainText(lets);
  }
  await app.pick('Cloud, Elasticsearch and Kibana API', opens(app));
  await expect(block(app)).not.toContainText('counts as Viewer');
  await block(app).getByLabel('Where').selectOption({ label: 'Hosted deployments' });
  await expect(opens(app)).toHaveCount(0);
});

test('roles inside follow the role, are read from the project, and go out as chosen', async ({ app }) => {
  await app.openForm();
  await fill(app, 'into the project', [{ where: 'Elasticsearch projects', role: 'Developer', on: ['shop-search'] }]);
  await expect(opens(app).getByRole('radio', { name: 'Cloud API only' })).toBeChecked();
  await app.pick('Cloud, Elasticsearch and Kibana API', opens(app));
  await expect(tick(inside(app), 'developer')).toBeChecked();
  await block(app).getByLabel('Role', { exact: true }).selectOption({ label: 'Admin' });
  await expect(tick(inside(app), 'admin')).toBeChecked();
  await expect(tick(inside(app), 'developer')).not.toBeChecked();
  await expect(inside(app)).toContainText('Creates API keys, indices, and pipelines');
  await tick(inside(app), 'viewer').check();
  const phrase = 'Admin on 1 Elasticsearch project, in Elasticsearch and Kibana as admin, viewer';
  await expect(app.summary).toContainText(`be ${phrase}`);
  await make(app);
  const more = { ...some('project_ids', 'shop-search'), application_roles: ['admin', 'viewer'] };
  expect(await sentAccess()).toEqual({ project: { elasticsearch: [entry('elasticsearch-admin', more)] } });
  await expect(app.row('into the project')).toContainText(phrase);
  await openKey(app, 'into the project');
  await expect(grants(app)).toContainText(phrase);
});

test('back at “Cloud API only” nothing inside is asked for', async ({ app }) => {
  await app.openForm();
  await fill(app, 'outside', [{ where: 'Security projects', role: 'Editor', on: 'all', stack: ['t1_analyst'] }]);
  await app.pick('Cloud API only', opens(app));
  await make(app);
  expect(await sentAccess()).toEqual({ project: { security: [entry('security-editor', { all: true })] } });
});

test('one role inside can be exchanged for another, the first one taken away first', async ({ app }) => {
  await app.openForm();
  await fill(app, 'exchanged', [{ where: 'Security projects', role: 'Editor', on: 'all', stack: ['editor'] }]);
  await tick(inside(app), 'editor').uncheck();
  await tick(inside(app), 'soc_manager').check();
  await make(app);
  const more = { all: true, application_roles: ['soc_manager'] };
  expect(await sentAccess()).toEqual({ project: { security: [entry('security-editor', more)] } });
});

test('a role of the organization may open every project, and that is marked', async ({ app }) => {
  await app.openForm();
  await fill(app, 'all inside', [{ where: 'Organization', role: 'Billing admin', stack: ['viewer'] }]);
  await expect(block(app)).toContainText('opens every project, future ones too');
  await make(app);
  expect(await sentAccess()).toEqual({ organization: [entry('billing-admin', { application_roles: ['viewer'] })] });
  await openKey(app, 'all inside');
  await expect(grants(app)).toContainText('opens every project, future ones too');
});

test('a custom role goes with Viewer only, and where it is missing is said', async ({ app }) => {
  await app.openForm();
  await fill(app, 'catalog', [
    { where: 'Elasticsearch projects', role: 'Developer', on: ['shop-search'], stack: ['catalog_writer'] },
  ]);
  await expect(inside(app)).toContainText('Custom: writes the catalog indices');
  await app.submit();
  await expect(opens(app)).toHaveAccessibleDescription(
    '“catalog_writer” is a custom role, which goes with Viewer only. Choose Viewer above, or leave it out.',
  );
  expect(await sent()).toEqual([]);
  await block(app).getByLabel('Role', { exact: true }).selectOption({ label: 'Viewer' });
  await expect(opens(app)).toHaveAccessibleDescription('');
  await block(app).getByRole('checkbox', { name: 'docs-search' }).check();
  const writer = inside(app).getByRole('checkbox', { name: /^catalog_writer/ });
  await expect(writer).toHaveAccessibleName(/^catalog_writer .*Missing in 1 of 2 projects: opens nothing there$/);
  await block(app).getByRole('checkbox', { name: 'docs-search' }).uncheck();
  await expect(writer).toHaveAccessibleName('catalog_writer Custom: writes the catalog indices');
  await make(app);
  const [{ application_roles }] = (await sentAccess()).project.elasticsearch;
  expect([...application_roles].sort()).toEqual(['catalog_writer', 'viewer']);
});

test('a role inside may be typed, and Enter there sends nothing', async ({ app }) => {
  await app.openForm();
  await fill(app, 'typed role', [
    { where: 'Elasticsearch projects', role: 'Viewer', on: ['shop-search'], stack: ['viewer'] },
  ]);
  const another = block(app).getByLabel('Another role');
  await another.fill('crawl_operator');
  await another.press('Enter');
  await expect(tick(inside(app), 'crawl_operator')).toBeChecked();
  await expect(inside(app)).toContainText('Missing in every project that was read: opens nothing');
  await expect(another).toHaveValue('');
  await expect(app.secretDialog).toBeHidden();
  expect(await sent()).toEqual([]);
  await tick(inside(app), 'viewer').uncheck();
  await make(app);
  expect((await sentAccess()).project.elasticsearch[0].application_roles).toEqual(['crawl_operator']);
});

test('a type of projects that the app does not know is typed, and then listed like others', async ({ app }) => {
  await app.openForm();
  await fill(app, 'vectors', [
    { where: 'Other projects', kind: 'vectordb', role: 'vectordb-admin', on: ['product-embeddings'], stack: ['admin'] },
  ]);
  await expect(inside(app)).toContainText('Full access to project management, properties, and security');
  await expect(offered(app, 0, 'vectordb projects').getByRole('checkbox')).toHaveCount(2);
  await make(app);
  const more = { ...some('project_ids', 'product-embeddings'), application_roles: ['admin'] };
  expect(await sentAccess()).toEqual({ project: { vectordb: [entry('vectordb-admin', more)] } });
  await expect(app.row('vectors')).toContainText('vectordb-admin on 1 vectordb project');
  await openKey(app, 'vectors');
  await expect(grants(app)).toContainText('product-embeddings');
});

test('another type leaves nothing chosen of the one before', async ({ app }) => {
  await app.openForm();
  await fill(app, 'changed its mind', [
    { where: 'Other projects', kind: 'vectordb', role: 'vectordb-viewer', on: ['support-rag'] },
  ]);
  await block(app).getByLabel('Type of project').fill('elasticsearch');
  await block(app).getByLabel('Type of project').press('Tab');
  await expect(block(app).getByRole('checkbox', { name: 'shop-search' })).not.toBeChecked();
  await expect(chosen(app)).toHaveCount(0);
});
