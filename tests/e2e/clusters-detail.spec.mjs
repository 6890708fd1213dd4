// The page of a cluster: what is told of it, and what is made of answers that lack something or mean harm.
import {
  answerWith, AUTO_OPS, CLUSTER_KEY, clusterPath, ClustersPages, FRANKFURT, IDS, INFERENCE, LIST_PAGE, pageOf,
  SUBSCRIPTION, VIEWER_KEY, WAREHOUSE,
} from './support/clusters.mjs';
import { ORGANIZATION } from './support/env.mjs';
import { expect, test } from './support/test.mjs';
import * as clipboard from './support/clipboard.mjs';
import * as sandbox from './support/sandbox.mjs';

test('both names, version, license, who connected it and when, and both ids', async ({ app, page }) => {
  const clusters = new ClustersPages(app);
  await clusters.open(FRANKFURT);
  await expect(page).toHaveTitle(new RegExp(`^${FRANKFURT}`));
  await expect(clusters.fact('Name here')).toHaveText(FRANKFURT);
  await expect(clusters.fact('Name in the cluster')).toHaveText('fra-prod');
  await expect(clusters.fact('Stack version')).toHaveText('9.3.1');
  await expect(clusters.fact('License')).toContainText('enterprise');
  await expect(clusters.fact('License')).toContainText('5e0c2f7a-91b4-4d6e-8a3f-c7d215b09e64');
  await expect(clusters.fact('Connected')).toContainText('17 Mar 2026, 10:41');
  await expect(clusters.fact('Connected').locator('time')).toHaveAttribute('datetime', /^2026-03-17T09:41:00/);
  await expect(clusters.fact('Connected by')).toHaveText('Ada Nowak (user 1014289666002276)');
  await expect(clusters.fact('Connection id')).toContainText(IDS[FRANKFURT]);
  await expect(clusters.fact('Cluster id')).toContainText('Zq3kPX8vT1uWc5bYd7EhAg');
});

test('both ids are copied, each by its own button', async ({ app, context }) => {
  await clipboard.allow(context);
  const clusters = new ClustersPages(app);
  await clusters.open(FRANKFURT);
  await clusters.facts.getByRole('button', { name: 'Copy connection id' }).click();
  await expect(app.messages).toContainText('Copy connection id: copied.');
  expect(await clipboard.read(context)).toBe(IDS[FRANKFURT]);
  await clusters.facts.getByRole('button', { name: 'Copy cluster id' }).click();
  await expect(app.messages).toContainText('Copy cluster id: copied.');
  expect(await clipboard.read(context)).toBe('Zq3kPX8vT1uWc5bYd7EhAg');
});

test('who connected it and is no member any more is told by id', async ({ app }) => {
  const clusters = new ClustersPages(app);
  await clusters.open('factory-line-7');
  await expect(clusters.fact('Connected by')).toHaveText(/^user \d+$/);
});

test('names that can not be read leave the id, and nothing else is amiss', async ({ app, guard }) => {
  guard.expectStatus(403);
  const members = `/api/v1/organizations/${ORGANIZATION}/members`;
  await sandbox.addFault('GET', members, sandbox.refusal(403, 'root.unauthorized', 'No.'), 9);
  const clusters = new ClustersPages(app);
  await clusters.open(FRANKFURT);
  await expect(clusters.fact('Connected by')).toHaveText('user 1014289666002276');
  await expect(clusters.alert).toHaveCount(0);
});

test('a cluster that does not exist is told, with the way to those that do', async ({ app, guard, page }) => {
  guard.expectStatus(404);
  await page.goto(pageOf('00000000000000000000000000000000'));
  await app.signIn();
  await expect(page.getByRole('heading', { name: "This cluster isn't connected" })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Rename' })).toHaveCount(0);
  await page.getByRole('link', { name: 'See all clusters' }).click();
  await expect(page).toHaveURL(LIST_PAGE);
});

test("what a cluster's own key may not see is not told to exist", async ({ app, guard, page }) => {
  // Nor may it read the names of members.
  guard.expectStatus(403, 404);
  await page.goto(pageOf('lab'));
  await app.signIn({ key: CLUSTER_KEY });
  await expect(page.getByText('the key that you are signed in with may not see it')).toBeVisible();
});

test('a cluster that can not be read says why, and is read again', async ({ app, guard, page }) => {
  guard.expectStatus(500);
  await sandbox.addFault('GET', clusterPath(FRANKFURT), { status: 500 });
  const clusters = new ClustersPages(app);
  await page.goto(pageOf(FRANKFURT));
  await app.signIn();
  await expect(clusters.alert).toContainText('The cluster could not be read. The service failed (status 500).');
  await clusters.alert.getByRole('button', { name: 'Try again' }).click();
  await expect(app.heading(FRANKFURT)).toBeVisible();
  await expect(clusters.alert).toHaveCount(0);
});

test('the links of a service open a new tab and tell nothing of this one', async ({ app }) => {
  const clusters = new ClustersPages(app);
  await clusters.open(FRANKFURT);
  const links = clusters.service(AUTO_OPS).getByRole('link');
  await expect(links).toHaveCount(2);
  for (const link of await links.all()) {
    await expect(link).toHaveAttribute('href', /^https:\/\//);
    await expect(link).toHaveAttribute('target', '_blank');
    await expect(link).toHaveAttribute('rel', 'noreferrer noopener');
    await expect(link).toHaveAccessibleName(/\(opens a new tab\)$/);
  }
  await expect(links.first()).toHaveAccessibleName('Open AutoOps (opens a new tab)');
});

for (const hostile of ['javascript:alert(1)', 'http://plain.example/', 'data:text/html,x', '//other.example', ' JavaScript:alert(1)']) {
  test(`${hostile} is no link`, async ({ app }) => {
    await sandbox.addFault('GET', clusterPath(FRANKFURT), await answerWith(FRANKFURT, (cluster) => {
      cluster.services.auto_ops.metadata.service_url = hostile;
      cluster.services.auto_ops.metadata.documentation_url = hostile;
      cluster.services.eis.metadata.documentation_url = 'https://docs.elastic.example/still-there';
    }));
    const clusters = new ClustersPages(app);
    await clusters.open(FRANKFURT);
    await expect(clusters.service(INFERENCE).getByRole('link')).toHaveCount(1);
    await expect(clusters.service(AUTO_OPS)).toContainText('On');
    await expect(clusters.service(AUTO_OPS).getByRole('link')).toHaveCount(0);
  });
}

test('names are text, whatever stands in them', async ({ app, page }) => {
  const name = '<img src=x onerror=alert(1)>';
  await sandbox.addFault('GET', clusterPath(FRANKFURT), await answerWith(FRANKFURT, (cluster) => {
    cluster.name = name;
    cluster.services.auto_ops.config.region_id = '<b>nowhere</b>';
  }));
  const clusters = new ClustersPages(app);
  await clusters.open(name, undefined, FRANKFURT);
  await expect(clusters.service(AUTO_OPS)).toContainText('<b>nowhere</b>');
  await expect(page.getByRole('main').locator('img')).toHaveCount(0);
});

test('what an answer leaves out is told as not reported', async ({ app }) => {
  const body = JSON.stringify({ id: IDS[FRANKFURT], services: { eis: {} } });
  await sandbox.addFault('GET', clusterPath(FRANKFURT), { status: 200, body });
  const clusters = new ClustersPages(app);
  await clusters.open(IDS[FRANKFURT]);
  for (const term of ['Name here', 'Name in the cluster', 'Stack version', 'License', 'Connected', 'Connected by', 'Cluster id']) {
    await expect(clusters.fact(term), term).toHaveText(/^not reported\s*$/);
  }
  await expect(clusters.service(AUTO_OPS)).toHaveCount(0);
  await expect(clusters.service(INFERENCE)).toContainText('Off');
});

test('an answer without services says that none is offered', async ({ app, page }) => {
  await sandbox.addFault('GET', clusterPath(FRANKFURT), await answerWith(FRANKFURT, (cluster) => { cluster.services = {}; }));
  const clusters = new ClustersPages(app);
  await clusters.open(FRANKFURT);
  await expect(page.getByRole('region', { name: 'Services' })).toContainText('No service is offered for this cluster.');
});

test('a subscription that can not be read is told, and blocks nothing by itself', async ({ app, guard, page }) => {
  guard.expectStatus(500);
  await sandbox.addFault('GET', SUBSCRIPTION, { status: 500 });
  const clusters = new ClustersPages(app);
  await clusters.open(WAREHOUSE);
  await expect(clusters.alert).toContainText('The subscription could not be read');
  await expect(clusters.switchButton(INFERENCE, true)).toBeVisible();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(clusters.alert).toHaveCount(0);
});

for (const [what, change] of [
  ['rename it', async (clusters) => clusters.renameTo(FRANKFURT, 'mine')],
  ['switch a service', async (clusters) => clusters.switch(FRANKFURT, AUTO_OPS, false)],
  ['disconnect it', async (clusters) => clusters.disconnect(FRANKFURT)],
]) {
  test(`a key that may only look can not ${what}, and is told`, async ({ app, guard }) => {
    guard.expectStatus(403);
    const clusters = new ClustersPages(app);
    await clusters.open(FRANKFURT, { key: VIEWER_KEY });
    const dialog = await change(clusters);
    await expect(dialog.getByRole('alert')).toContainText(/The (cluster|service) was not /);
    await expect(dialog.getByRole('alert')).toContainText("You aren't allowed to do this");
    await expect(dialog.getByRole('alert')).toContainText('ask someone who has them');
  });
}
