// The pages of connected clusters in every state: axe without violations in every guise, nothing cut off.
import {
  AUTO_OPS, changeBehind, clusterPath, CLUSTERS, ClustersPages, FRANKFURT, INFERENCE, LIST_PAGE, SUBSCRIPTION, WAREHOUSE,
} from './support/clusters.mjs';
import { look } from './support/look.mjs';
import { expect, test } from './support/test.mjs';
import * as sandbox from './support/sandbox.mjs';

test.describe.configure({ timeout: 90_000 });

const NOW = '2026-11-25T12:00:00Z';
/** As long as the pictures of a state take, and shorter than the app waits for an answer. */
const LONG = { delay_ms: 28_000 };

test('the list, full and with terms that are open', async ({ app }) => {
  const clusters = new ClustersPages(app);
  await clusters.openList();
  await expect(clusters.table).toBeVisible();
  await expect(app.page.getByText("The terms aren't accepted")).toBeVisible();
  await look(app.page, 'clusters-list');
  await clusters.search.fill('nowhere');
  await expect(app.page.getByText('No cluster matches')).toBeVisible();
  await look(app.page, 'clusters-no-match');
});

test('the list while it is read, empty, and failed', async ({ app, guard, page }) => {
  guard.expectStatus(500);
  const clusters = new ClustersPages(app);
  await sandbox.reset({ clusters: 0 });
  await clusters.openList();
  await expect(page.getByText('No cluster is connected')).toBeVisible();
  await look(page, 'clusters-empty');
  await sandbox.addFault('GET', CLUSTERS, { status: 500 });
  await page.reload();
  await app.signIn();
  await expect(clusters.alert).toBeVisible();
  await look(page, 'clusters-failed');
  await sandbox.addFault('GET', CLUSTERS, LONG);
  await page.reload();
  await app.signIn();
  await expect(page.getByText('Reading the clusters…')).toBeVisible();
  await look(page, 'clusters-reading');
});

test('names as long as allowed, in the list and on the page', async ({ app, page }) => {
  const long = `${'Rechenzentrum'.repeat(18)} 서울`;
  await changeBehind('lab', { name: long, self_managed_cluster: { name: 'x'.repeat(200), version: '10.11.12-SNAPSHOT' } });
  const clusters = new ClustersPages(app);
  await clusters.openList();
  await expect(clusters.link(long)).toBeVisible();
  await look(page, 'clusters-long');
  await clusters.link(long).click();
  await expect(app.heading(long)).toBeVisible();
  await look(page, 'cluster-long');
  await clusters.ask(clusters.button('Disconnect'), `Disconnect ${long}`);
  await look(page, 'cluster-long-disconnect');
});

test('one that is being disconnected, in the list and on its page', async ({ app, page }) => {
  await sandbox.reset({ now: NOW });
  const clusters = new ClustersPages(app);
  await clusters.open(FRANKFURT);
  await clusters.disconnect(FRANKFURT);
  await expect(page.getByText('This cluster is being disconnected.')).toBeVisible();
  await look(page, 'cluster-disconnecting');
  await page.goto(LIST_PAGE);
  await app.signIn();
  await expect(clusters.row(FRANKFURT)).toContainText('Disconnecting');
  await look(page, 'clusters-disconnecting');
});

test('a cluster: all well, what it lacks, gone, not readable', async ({ app, guard, page }) => {
  guard.expectStatus(404, 500);
  const clusters = new ClustersPages(app);
  await clusters.open(FRANKFURT);
  await expect(clusters.service(INFERENCE)).toBeVisible();
  await look(page, 'cluster');
  await sandbox.addFault('GET', SUBSCRIPTION, { status: 500 });
  await clusters.open('factory-line-7');
  await expect(clusters.alert).toBeVisible();
  await look(page, 'cluster-lacks');
  await page.goto(`${LIST_PAGE.replace(/clusters$/, 'cluster')}/00000000000000000000000000000000`);
  await app.signIn();
  await expect(page.getByRole('heading', { name: "This cluster isn't connected" })).toBeVisible();
  await look(page, 'cluster-absent');
  await sandbox.addFault('GET', clusterPath('lab'), { status: 500 });
  await page.goto(`${LIST_PAGE.replace(/clusters$/, 'cluster')}/${clusterPath('lab').split('/').at(-1)}`);
  await app.signIn();
  await expect(clusters.alert).toBeVisible();
  await look(page, 'cluster-failed');
});

test('the form to connect one: empty, pasted, with errors, and refused for the terms', async ({ app, guard, page }) => {
  guard.expectStatus(403);
  const clusters = new ClustersPages(app);
  await clusters.openConnect({ terms: false });
  await clusters.paste('{\n  "cluster_uuid": oops\n}');
  await clusters.connect();
  await expect(clusters.connectForm.getByLabel('Cluster id', { exact: true })).toBeFocused();
  await look(page, 'connect-errors');
  await clusters.paste();
  await clusters.connect();
  await expect(clusters.connectForm.getByRole('alert')).toContainText("The terms aren't accepted yet.");
  await look(page, 'connect-terms');
  await sandbox.acceptTerms();
  await sandbox.addFault('POST', CLUSTERS, LONG);
  await clusters.connect();
  await look(page, 'connect-busy');
});

test('the key of a cluster that was connected just now', async ({ app, page }) => {
  const clusters = new ClustersPages(app);
  await clusters.openConnect();
  await clusters.paste();
  await clusters.connectForm.getByLabel('Create a key for it').check();
  await clusters.connect();
  await expect(clusters.secret).toBeVisible();
  await look(page, 'connect-key');
});

test('a conflict, told field by field', async ({ app, guard, page }) => {
  guard.expectStatus(412);
  const clusters = new ClustersPages(app);
  await clusters.open(FRANKFURT);
  await changeBehind(FRANKFURT, {
    name: `Theirs ${'and longer '.repeat(10)}`.trim(),
    self_managed_cluster: { version: '9.4.2' },
    license: { uid: '0c4be8d7-35a1-4f92-8e6d-a1f7295c03b8' },
    services: { auto_ops: { enabled: false } },
  });
  const dialog = await clusters.renameTo(FRANKFURT, 'Mine');
  await expect(dialog.getByRole('row')).toHaveCount(5);
  await look(page, 'cluster-conflict');
  await dialog.getByLabel('Name', { exact: true }).fill('');
  await dialog.getByRole('button', { name: 'Save name' }).click();
  await expect(page.getByText('Enter a name.')).toBeVisible();
  await look(page, 'cluster-rename-wrong');
});

test('a service that is busy, and the questions of both services', async ({ app, guard, page }) => {
  guard.expectStatus(409);
  await sandbox.reset({ now: NOW, busy_ms: 600_000, expose_etag: false });
  const clusters = new ClustersPages(app);
  await clusters.open(WAREHOUSE);
  for (const kind of [AUTO_OPS, INFERENCE]) {
    const dialog = await clusters.ask(clusters.switchButton(kind, true), `Switch on ${kind} for ${WAREHOUSE}`);
    await look(page, `cluster-switch-${kind === AUTO_OPS ? 'auto-ops' : 'inference'}`);
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  }
  await clusters.switch(WAREHOUSE, AUTO_OPS, true);
  await expect(app.messages).toContainText('AutoOps is switched on.');
  const dialog = await clusters.renameTo(WAREHOUSE, 'Mine');
  await expect(dialog.getByText('(try 2 of 5)')).toBeVisible();
  await sandbox.addFault('PATCH', clusterPath(WAREHOUSE), LONG);
  await look(page, 'cluster-busy');
});

test('the question before a cluster is disconnected', async ({ app, page }) => {
  const clusters = new ClustersPages(app);
  await clusters.open(FRANKFURT);
  await clusters.ask(clusters.button('Disconnect'), `Disconnect ${FRANKFURT}`);
  await look(page, 'cluster-disconnect');
});
