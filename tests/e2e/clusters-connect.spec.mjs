// Connecting a cluster: what the form takes, what is sent, and what comes of it.
import {
  CLUSTERS, ClustersPages, connectBehind, IDS, LICENSE_ANSWER, listBehind, NEW, pageOf, ROOT_ANSWER,
  sentOnce, workingKeys,
} from './support/clusters.mjs';
import { expect, test } from './support/test.mjs';
import { kept, leaks } from './support/leaks.mjs';
import * as sandbox from './support/sandbox.mjs';
import { download } from './support/watch.mjs';

const FIELDS = {
  'Cluster id': NEW.self_managed_cluster.id,
  'Name in the cluster': NEW.self_managed_cluster.name,
  'Stack version': NEW.self_managed_cluster.version,
  'License type': NEW.license.type,
  'License id': NEW.license.uid,
};
const field = (clusters, label) => clusters.connectForm.getByLabel(label, { exact: true });
const result = (clusters) => clusters.connectForm.getByRole('status');
const name = NEW.self_managed_cluster.name;

async function expectFilled(clusters, fields = FIELDS) {
  for (const [label, value] of Object.entries(fields)) await expect(field(clusters, label)).toHaveValue(value);
}

for (const [what, text] of [
  ['both answers', `${ROOT_ANSWER}\n${LICENSE_ANSWER}`],
  ['the license first', `${LICENSE_ANSWER}${ROOT_ANSWER}`],
  ['what a console shows', `# GET / 200 OK\n${ROOT_ANSWER}\n# GET /_license 200 OK\n${LICENSE_ANSWER}\n`],
]) {
  test(`${what} pasted fill in the form`, async ({ app }) => {
    const clusters = new ClustersPages(app);
    await clusters.openConnect();
    await clusters.paste(text);
    await expect(result(clusters)).toContainText('Filled in: ');
    await expectFilled(clusters);
  });
}

test('the answers can be pasted one after the other, and what was typed stays', async ({ app }) => {
  const clusters = new ClustersPages(app);
  await clusters.openConnect();
  await field(clusters, 'Name here (optional)').fill('Berlin');
  await clusters.paste(LICENSE_ANSWER);
  await expect(result(clusters)).toHaveText('Filled in: license type and license id.');
  await clusters.paste(ROOT_ANSWER);
  await expect(result(clusters)).toHaveText('Filled in: cluster id, name in the cluster and stack version.');
  await expectFilled(clusters, { ...FIELDS, 'Name here (optional)': 'Berlin' });
});

test('what is no JSON is told with line and column, and changes nothing', async ({ app }) => {
  const clusters = new ClustersPages(app);
  await clusters.openConnect();
  await field(clusters, 'Cluster id').fill('mine');
  await clusters.paste('{\n  "cluster_uuid": oops\n}');
  await expect(result(clusters)).toContainText(/line 2, column \d+/);
  await expect(clusters.connectForm.getByLabel('Fill in from the cluster (optional)')).toHaveAttribute('aria-invalid', 'true');
  await expect(field(clusters, 'Cluster id')).toHaveValue('mine');
  await clusters.paste('{"status": 401}');
  await expect(result(clusters)).toContainText('Paste the answers of the cluster to GET / and GET /_license.');
  await clusters.paste('');
  await expect(result(clusters)).toHaveText('');
});

test('a license that has expired is told before it is sent', async ({ app }) => {
  const clusters = new ClustersPages(app);
  await clusters.openConnect();
  await clusters.paste(LICENSE_ANSWER.replace('active', 'expired'));
  await expect(result(clusters)).toContainText('The license is expired: the service may refuse the cluster.');
});

test('an unknown type of license is shown and told with those that can be chosen', async ({ app }) => {
  const clusters = new ClustersPages(app);
  await clusters.openConnect();
  await clusters.paste(`${ROOT_ANSWER}${LICENSE_ANSWER.replace('enterprise', 'diamond')}`);
  await clusters.connect();
  await expect(field(clusters, 'License type')).toBeFocused();
  await expect(field(clusters, 'License type')).toHaveAccessibleDescription(/“diamond” can't be connected\. Choose trial, basic/);
});

test('each field that is wrong is told, and the first of them has the focus', async ({ app }) => {
  const clusters = new ClustersPages(app);
  await clusters.openConnect();
  await field(clusters, 'Name here (optional)').fill('ж'.repeat(256));
  await clusters.connect();
  const wrong = {
    'Cluster id': /Enter the cluster's id/,
    'Name in the cluster': /Enter the cluster's own name/,
    'Stack version': /such as 9\.3\.1/,
    'License type': /Choose the type of the license/,
    'License id': /Enter the license id/,
    'Name here (optional)': /Shorten the name to 255 characters; it has 256/,
  };
  for (const [label, sentence] of Object.entries(wrong)) {
    await expect(field(clusters, label)).toHaveAttribute('aria-invalid', 'true');
    await expect(field(clusters, label)).toHaveAccessibleDescription(sentence);
  }
  for (const label of Object.keys(FIELDS)) {
    await expect(field(clusters, label), label).toBeFocused();
    if (label === 'License type') await field(clusters, label).selectOption(FIELDS[label]);
    else await field(clusters, label).fill(FIELDS[label]);
    await clusters.connect();
  }
  await expect(field(clusters, 'Name here (optional)')).toBeFocused();
  expect(await sandbox.requests('POST', CLUSTERS)).toEqual([]);
});

test('a field that is mended is no longer told as wrong', async ({ app }) => {
  const clusters = new ClustersPages(app);
  await clusters.openConnect();
  await clusters.connect();
  await field(clusters, 'Cluster id').fill('abc');
  await expect(field(clusters, 'Cluster id')).not.toHaveAttribute('aria-invalid');
  await expect(field(clusters, 'License id')).toHaveAttribute('aria-invalid', 'true');
});

test('without name and key just what is needed is sent, and the cluster is shown', async ({ app, page }) => {
  const clusters = new ClustersPages(app);
  await clusters.openConnect();
  await clusters.paste();
  await clusters.connect();
  await expect(app.messages).toContainText(`${name} is connected.`);
  await expect(app.heading(name)).toBeVisible();
  const sent = await sentOnce('POST', CLUSTERS);
  expect(sent.query).toBeNull();
  expect(sent.body).toEqual(NEW);
  await expect(clusters.secret).toBeHidden();
  await page.goBack();
  await expect(clusters.connectForm).toHaveCount(0);
});

test('with name and key all is sent, and the key is held until it is saved', async ({ app, page }) => {
  const clusters = new ClustersPages(app);
  await clusters.openConnect();
  await clusters.paste();
  await field(clusters, 'Name here (optional)').fill(' Berlin ');
  await field(clusters, 'Create a key for it').check();
  const answer = page.waitForResponse((response) => response.request().method() === 'POST' && response.ok());
  await clusters.connect();
  const { id, key } = await (await answer).json();
  await expect(clusters.secret).toHaveAccessibleName('Berlin is connected. Save its key now.');
  await expect(clusters.secret).toContainText('Elastic Cloud shows it only this once.');
  const sent = await sentOnce('POST', CLUSTERS);
  expect(sent.query).toBe('create_api_key=true');
  expect(sent.body).toEqual({ name: 'Berlin', ...NEW });
  expect((await workingKeys(id)).cluster.current).toEqual([key]);

  await page.keyboard.press('Escape');
  await expect(clusters.secret.getByRole('status')).toContainText('Save the key first');
  await expect(clusters.secret).toBeVisible();
  expect(leaks(await kept(page), [key])).toEqual([]);
  const { name: file, text } = await download(page, () => clusters.secret.getByRole('button', { name: 'Download CSV' }).click());
  expect(file).toMatch(/\.csv$/);
  expect(text).toContain(`"${id}"`);
  expect(text).toContain(`"${key}"`);
  await clusters.secret.getByRole('button', { name: 'Close' }).click();
  await expect(clusters.secret).toBeHidden();
  await expect(app.heading('Berlin')).toBeVisible();
  await expect(page).toHaveURL(pageOf(id));
});

test('leaving the page asks while the key is not saved', async ({ app, page }) => {
  const clusters = new ClustersPages(app);
  await clusters.openConnect();
  await clusters.paste();
  await field(clusters, 'Create a key for it').check();
  await clusters.connect();
  await expect(clusters.secret).toBeVisible();
  let asked = 0;
  page.on('dialog', (dialog) => { asked += 1; return dialog.dismiss(); });
  await page.evaluate(() => location.reload());
  await expect.poll(() => asked).toBe(1);
  await expect(clusters.secret).toBeVisible();
  await clusters.dismissSecret();
});

test('the key of the dialog can be tried', async ({ app, guard }) => {
  // The service tells a cluster's own key nothing of its user.
  guard.expectStatus(404);
  const clusters = new ClustersPages(app);
  await clusters.openConnect();
  await clusters.paste();
  await field(clusters, 'Create a key for it').check();
  await clusters.connect();
  await clusters.secret.getByRole('button', { name: 'Try the key' }).click();
  await expect(clusters.secret.getByRole('status')).toContainText('Elastic Cloud accepts the key.');
  await clusters.dismissSecret();
});

test('a cluster that is connected already is told apart, with and without a key', async ({ app, page }) => {
  const clusters = new ClustersPages(app);
  await sandbox.acceptTerms();
  await connectBehind({ name: 'Berlin', ...NEW });
  await clusters.openConnect({ terms: false });
  await clusters.paste();
  await field(clusters, 'Name here (optional)').fill('Another name');
  await clusters.connect();
  await expect(app.messages).toContainText('Berlin was connected before. It stays as it was.');
  await expect(app.heading('Berlin')).toBeVisible();
  await page.getByRole('link', { name: 'All clusters' }).click();
  await page.getByRole('main').getByRole('link', { name: 'Connect a cluster' }).click();
  await expect(field(clusters, 'Cluster id')).toHaveValue('');
  await clusters.paste();
  await field(clusters, 'Create a key for it').check();
  await clusters.connect();
  await expect(clusters.secret).toHaveAccessibleName('Berlin has another key. Save its key now.');
  await clusters.dismissSecret();
  expect((await listBehind()).filter((cluster) => cluster.self_managed_cluster.name === name)).toHaveLength(1);
});

test('the list shows the new cluster', async ({ app, page }) => {
  const clusters = new ClustersPages(app);
  await clusters.openConnect();
  await clusters.paste();
  await clusters.connect();
  await expect(app.heading(name)).toBeVisible();
  await page.getByRole('link', { name: 'All clusters' }).click();
  await expect(clusters.link(name)).toBeVisible();
  expect(await clusters.names()).toHaveLength(Object.keys(IDS).length + 1);
});
