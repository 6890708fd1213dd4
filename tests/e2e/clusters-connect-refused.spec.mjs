// Connecting a cluster that is refused, or of which the answer is lost: what is told, and what stays.
import { CLUSTER_KEY, CLUSTERS, ClustersPages, CONNECT_PAGE, listBehind, NEW, TERMS, VIEWER_KEY } from './support/clusters.mjs';
import { expect, test } from './support/test.mjs';
import { clearFaults } from './support/change.mjs';
import * as sandbox from './support/sandbox.mjs';

const field = (clusters, label) => clusters.connectForm.getByLabel(label, { exact: true });
const alert = (clusters) => clusters.connectForm.getByRole('alert');
const name = NEW.self_managed_cluster.name;

/** From nothing to a form that was sent. */
async function send(clusters, { change = () => {}, ...options } = {}) {
  await clusters.openConnect(options);
  await clusters.paste();
  await change();
  await clusters.connect();
}

const isConnected = async () => (await listBehind()).some((cluster) => cluster.self_managed_cluster.name === name);

for (const [label, value, sentence, next] of [
  [
    'Cluster id', 'another-organizations1',
    'This cluster is connected to another organization', 'Disconnect it there first, or sign in to that organization.',
  ],
  [
    'License id', 'another-organizations-license',
    'This license is used by another organization', 'Check the license id. A license belongs to one organization only.',
  ],
]) {
  test(`${sentence}: told, with what to do, and all that was typed stays`, async ({ app, guard }) => {
    guard.expectStatus(409);
    const clusters = new ClustersPages(app);
    await send(clusters, { change: () => field(clusters, label).fill(value) });
    await expect(alert(clusters)).toContainText(`The cluster was not connected. ${sentence}`);
    await expect(alert(clusters)).toContainText(next);
    await expect(field(clusters, label)).toHaveValue(value);
    await expect(field(clusters, 'Name in the cluster')).toHaveValue(name);
  });
}

test('a license that the service calls expired', async ({ app, guard }) => {
  guard.expectStatus(400);
  const refused = sandbox.refusal(400, 'LICENSE_EXPIRED', 'The license has expired.');
  const clusters = new ClustersPages(app);
  await clusters.openConnect();
  await clusters.paste();
  await sandbox.addFault('POST', CLUSTERS, refused);
  await clusters.connect();
  await expect(alert(clusters)).toContainText('The license of this cluster has expired');
  await expect(alert(clusters)).toContainText('Renew it in the cluster, then connect it again.');
});

for (const [who, key] of [['a key that may only look', VIEWER_KEY], ["a cluster's own key", CLUSTER_KEY]]) {
  test(`${who} is told which role it takes`, async ({ app, guard }) => {
    guard.expectStatus(403);
    const clusters = new ClustersPages(app);
    await send(clusters, { key });
    await expect(alert(clusters)).toContainText('The cluster was not connected.');
    await expect(alert(clusters)).toContainText('Organization owner or Connected cluster admin');
    await expect(alert(clusters)).not.toContainText('terms');
    expect(await isConnected()).toBe(false);
  });
}

test('an organization that Cloud Connect does not know is not a matter of roles', async ({ app, guard }) => {
  guard.expectStatus(403);
  await sandbox.reset({ connect_organization: false });
  const clusters = new ClustersPages(app);
  await send(clusters);
  await expect(alert(clusters)).toContainText("Cloud Connect doesn't know an organization of this key that can connect clusters");
  await expect(alert(clusters)).not.toContainText('role');
});

test('without accepted terms the way leads to them and back, and nothing typed is lost', async ({ app, guard, page }) => {
  guard.expectStatus(403);
  const clusters = new ClustersPages(app);
  await send(clusters, { terms: false, change: () => field(clusters, 'Create a key for it').check() });
  await expect(page.getByText("The terms aren't accepted yet.").first()).toBeVisible();
  await expect(alert(clusters)).toContainText("The cluster was not connected. The terms aren't accepted yet.");
  await expect(alert(clusters)).not.toContainText('role');
  await alert(clusters).getByRole('link', { name: 'Read and accept the terms' }).click();
  await expect(app.heading('Terms and subscription')).toBeVisible();
  await page.getByRole('checkbox', { name: /I have read the terms/ }).check();
  await page.getByRole('button', { name: 'Accept terms' }).click();
  await page.getByRole('main').getByRole('link', { name: 'Connect a cluster' }).click();
  await expect(field(clusters, 'Cluster id')).toHaveValue(NEW.self_managed_cluster.id);
  await expect(field(clusters, 'License type')).toHaveValue('enterprise');
  await expect(field(clusters, 'Create a key for it')).toBeChecked();
  await expect(page.getByText("The terms aren't accepted yet.")).toHaveCount(0);
  await clusters.connect();
  await clusters.dismissSecret();
  await expect(app.heading(name)).toBeVisible();
});

test('terms of which nothing is known still lead to the terms page when the service refuses for them', async ({ app, guard }) => {
  guard.expectStatus(403, 500);
  await sandbox.addFault('GET', TERMS, { status: 500 }, 9);
  const clusters = new ClustersPages(app);
  await send(clusters, { terms: false });
  await expect(alert(clusters)).toContainText('Connecting needs accepted terms, and the role');
  await clusters.connectForm.getByRole('link', { name: 'See whether the terms are accepted' }).click();
  await expect(app.heading('Terms and subscription')).toBeVisible();
});

test('what was typed is there after a look elsewhere', async ({ app, page }) => {
  const clusters = new ClustersPages(app);
  await clusters.openConnect();
  await field(clusters, 'Stack version').fill('9.9.9');
  await app.nav.getByRole('link', { name: 'Connected clusters' }).click();
  await page.getByRole('main').getByRole('link', { name: 'Connect a cluster' }).first().click();
  await expect(field(clusters, 'Stack version')).toHaveValue('9.9.9');
});

test('an answer lost after the cluster was connected is looked into: it is, and its key is not', async ({ app, guard }) => {
  guard.expectLostCalls();
  const clusters = new ClustersPages(app);
  await clusters.openConnect();
  await clusters.paste();
  await field(clusters, 'Create a key for it').check();
  await sandbox.addFault('POST', CLUSTERS, { drop: 'after_commit' });
  await clusters.connect();
  await expect(app.heading(name)).toBeVisible();
  await expect(app.messages).toContainText(`${name} is connected. The answer was lost, but it is in the list.`);
  await expect(app.messages).toContainText('If a key was made, it was lost with the answer. Rotate the cluster key for one that you can save.');
});

test('an answer lost before it was connected: it is not, and can be sent again', async ({ app, guard }) => {
  guard.expectLostCalls();
  const clusters = new ClustersPages(app);
  await clusters.openConnect();
  await clusters.paste();
  await sandbox.addFault('POST', CLUSTERS, { drop: 'before' }, 9);
  await clusters.connect();
  await expect(alert(clusters)).toContainText('The cluster was not connected.');
  await expect(alert(clusters)).toContainText('The answer was lost');
  await clearFaults();
  await clusters.connect();
  await expect(app.heading(name)).toBeVisible();
});

test('an answer that is cut off may hold a key that nobody saw', async ({ app, guard }) => {
  guard.expectLostCalls();
  const clusters = new ClustersPages(app);
  await clusters.openConnect();
  await clusters.paste();
  await field(clusters, 'Create a key for it').check();
  await sandbox.addFault('POST', CLUSTERS, { truncate: 60 });
  await clusters.connect();
  await expect(app.heading(name)).toBeVisible();
  await expect(app.messages).toContainText('If a key was made, it was lost with the answer.');
});

test('a lost answer and a list that can not be read leave it open, and say what does no harm', async ({ app, guard }) => {
  guard.expectLostCalls();
  guard.expectStatus(500);
  const clusters = new ClustersPages(app);
  await clusters.openConnect();
  await clusters.paste();
  await sandbox.addFault('POST', CLUSTERS, { drop: 'after_commit' });
  await sandbox.addFault('GET', CLUSTERS, { status: 500 });
  await clusters.connect();
  await expect(alert(clusters)).toContainText("It isn't known whether the cluster is connected");
  await expect(alert(clusters)).toContainText('Connecting it once more does no harm.');
  await clusters.connect();
  await expect(app.messages).toContainText(`${name} was connected before.`);
});

test('a cluster that was there before is not taken for one that was connected now', async ({ app, guard }) => {
  guard.expectLostCalls();
  const clusters = new ClustersPages(app);
  await clusters.openConnect();
  await clusters.paste();
  await field(clusters, 'Cluster id').fill('Zq3kPX8vT1uWc5bYd7EhAg');
  await field(clusters, 'Create a key for it').check();
  await sandbox.addFault('POST', CLUSTERS, { drop: 'before' }, 3);
  await clusters.connect();
  await expect(app.heading('Frankfurt data center')).toBeVisible();
  await expect(app.messages).toContainText('Frankfurt data center was connected before.');
});

test('a sign-in that ended is renewed on the spot, and connecting goes on', async ({ app, guard }) => {
  guard.expectStatus(401);
  const clusters = new ClustersPages(app);
  await clusters.openConnect();
  await clusters.paste();
  await sandbox.addFault('POST', CLUSTERS, sandbox.refusal(401, 'root.unauthorized', 'Credentials were invalid.'));
  await clusters.connect();
  await app.signIn({ form: app.askAgain });
  await expect(app.heading(name)).toBeVisible();
});

test('while it is sent the button waits, and a second press sends nothing', async ({ app }) => {
  const clusters = new ClustersPages(app);
  await clusters.openConnect();
  await clusters.paste();
  await sandbox.addFault('POST', CLUSTERS, { delay_ms: 1200 });
  await clusters.connect();
  const button = clusters.connectForm.getByRole('button', { name: 'Connect cluster' });
  await expect(button).toHaveAttribute('aria-disabled', 'true');
  await button.dispatchEvent('click');
  await expect(app.heading(name)).toBeVisible();
  expect(await sandbox.requests('POST', CLUSTERS)).toHaveLength(1);
});

test('a link to the form asks to sign in first', async ({ app, page }) => {
  await sandbox.acceptTerms();
  await page.goto(CONNECT_PAGE);
  await app.signIn();
  await expect(new ClustersPages(app).connectForm).toBeVisible();
  await expect(app.heading('Connect a cluster')).toBeVisible();
});
