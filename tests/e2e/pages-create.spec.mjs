// The form for a key in each of its states: axe without violations in light and dark and on a small screen, with
// pictures.
import fs from 'node:fs';
import { defaultConfig, ELASTIC } from './support/config.mjs';
import { look } from './support/look.mjs';
import { expect, test } from './support/test.mjs';
import * as sandbox from './support/sandbox.mjs';
import { block, chosen, fill, fillBlock, inside, opens, reach } from './support/form.mjs';

test.describe.configure({ timeout: 60_000 });

const SHIPPED = JSON.parse(fs.readFileSync(new URL('../../config.json', import.meta.url), 'utf8')).templates;
const name = (app) => app.form.getByLabel('Name', { exact: true });
const add = (app) => app.form.getByRole('button', { name: 'Add access' }).click();

/** Looks with a block at the top of the picture. */
async function lookAt(app, at, picture) {
  await block(app, at).evaluate((one) => one.scrollIntoView({ block: 'start' }));
  await look(app.page, picture);
}

test('with templates, empty and filled in from one', async ({ app, page }) => {
  app.configure({ ...defaultConfig({ connections: [ELASTIC] }), templates: SHIPPED });
  await app.openForm();
  await look(page, 'create-start');
  await page.getByRole('button', { name: /^Search application/ }).click();
  await expect(app.form.getByText('Filled in from')).toBeVisible();
  await expect(block(app).getByRole('checkbox', { name: 'shop-search' })).toBeVisible();
  await look(page, 'create-template');
});

test('like a key with much access', async ({ app, page }) => {
  await app.openReadKeys();
  await page.getByRole('link', { name: 'release-pipeline', exact: true }).click();
  await page.getByRole('link', { name: 'Create one like this' }).click();
  await expect(app.form.getByText('Filled in from')).toBeVisible();
  await expect(block(app, 3)).toBeVisible();
  await look(page, 'create-like');
});

test('every kind of block', async ({ app }) => {
  await app.openForm();
  await fill(app, 'everything at once', [
    { where: 'Organization', role: 'Organization owner' },
    { where: 'Hosted deployments', role: 'Editor', on: 'all' },
    { where: 'Hosted deployments', role: 'Viewer', on: ['staging', 'prod-logs', 'search-catalog'] },
    { where: 'Security projects', role: 'Tier 1 analyst', on: ['soc'] },
    { where: 'Connected clusters', role: 'Admin', on: ['Frankfurt data center', 'lab'] },
    { where: 'Other projects', kind: 'vectordb', role: 'vectordb-viewer', on: ['support-rag'], stack: ['viewer'] },
  ]);
  await lookAt(app, 0, 'create-blocks-1');
  await lookAt(app, 2, 'create-blocks-2');
  await lookAt(app, 4, 'create-blocks-3');
});

test('roles inside projects, one of them custom and missing in a project', async ({ app }) => {
  await app.openForm();
  await fill(app, 'catalog writer', [
    { where: 'Elasticsearch projects', role: 'Viewer', on: ['shop-search', 'docs-search'], stack: ['catalog_writer'] },
  ]);
  await expect(inside(app)).toContainText('Missing in 1 of 2 projects');
  await lookAt(app, 0, 'create-inside');
});

test('errors beside each part', async ({ app }) => {
  await app.openForm();
  await add(app);
  const custom = { role: 'Developer', on: ['shop-search'], stack: ['catalog_writer'] };
  await fillBlock(app, 1, { where: 'Elasticsearch projects', ...custom });
  await add(app);
  await block(app, 2).getByLabel('Where').selectOption({ label: 'Other projects' });
  await add(app);
  await fillBlock(app, 3, { where: 'Organization', role: 'Organization owner' });
  await add(app);
  await fillBlock(app, 4, { where: 'Hosted deployments', role: 'Admin', on: 'all' });
  await app.pick('On a date');
  await app.submit();
  await expect(name(app)).toHaveAccessibleDescription(/Enter a name/);
  await expect(reach(app, 0)).toHaveAccessibleDescription(/^Choose at least one deployment/);
  await expect(opens(app, 1)).toHaveAccessibleDescription(/is a custom role/);
  await look(app.page, 'create-wrong-1');
  await lookAt(app, 0, 'create-wrong-2');
  await lookAt(app, 2, 'create-wrong-3');
});

test('typed ids, and a create that was refused', async ({ app, guard, page }) => {
  guard.expectStatus(400, 403);
  await sandbox.addFault('GET', '/api/v1/deployments', sandbox.refusal(403, 'root.unauthorized', 'Not yours.'), 9);
  await app.openForm();
  await fill(app, 'by id', [{ where: 'Hosted deployments', role: 'Viewer' }]);
  const ids = block(app).getByLabel('Ids, one deployment a line');
  await ids.fill('ce03a623751b4fc98d48400fec58b9c0\nnot-a-deployment');
  await ids.press('Tab');
  await lookAt(app, 0, 'create-ids');
  await app.submit();
  await expect(app.form.getByText('The key was not created.')).toBeVisible();
  await app.form.getByText('The key was not created.').scrollIntoViewIfNeeded();
  await look(page, 'create-refused');
});

test('500 deployments, many of them chosen, and a search among them', async ({ app }) => {
  await sandbox.reset({ deployments: 500 });
  await app.openForm();
  await fill(app, 'many', [{ where: 'Hosted deployments', role: 'Viewer' }]);
  await expect(block(app)).toContainText('500 found of 500');
  await lookAt(app, 0, 'create-500');
  await block(app).getByRole('searchbox').fill('prod');
  await block(app).getByRole('button', { name: /^Choose these/ }).click();
  await expect(chosen(app)).toContainText(/and \d+ more/);
  await lookAt(app, 0, 'create-500-chosen');
});
