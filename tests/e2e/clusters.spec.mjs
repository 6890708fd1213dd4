// The list of connected clusters: what it shows in each state, what it finds, and who sees what.
import {
  CLUSTER_KEY, CLUSTERS, ClustersPages, FRANKFURT, IDS, LIST_PAGE, listBehind, TERMS, VIEWER_KEY,
} from './support/clusters.mjs';
import { MEMBER_KEY, ORGANIZATION } from './support/env.mjs';
import { longTasks } from './support/tasks.mjs';
import { expect, test } from './support/test.mjs';
import * as sandbox from './support/sandbox.mjs';

const ALL = ['factory-line-7', 'Frankfurt data center', 'lab', 'warehouse-north'];
const found = (page) => page.getByRole('main').getByRole('status').filter({ hasText: / found$/ });
const under = (app) => app.heading('Connected clusters').locator('xpath=following-sibling::p');

test('a link to the list asks to sign in, and then lists every cluster by name', async ({ app, page }) => {
  const clusters = new ClustersPages(app);
  await clusters.openList();
  await expect(page).toHaveURL(LIST_PAGE);
  await expect(page).toHaveTitle(/^Connected clusters/);
  await expect(clusters.table).toBeVisible();
  expect(await clusters.names()).toEqual(ALL);
  await expect(under(app)).toHaveText('4 clusters of Acme Observability');
  await expect(clusters.row(FRANKFURT).getByRole('cell')).toHaveText([
    /^Frankfurt data center\s*fra-prod$/, /^9\.3\.1\s*enterprise$/, /On$/, /On$/, /^8 months ago|^\d+ (days|months) ago/,
  ]);
});

test('the navigation leads to the list and marks it', async ({ app, page }) => {
  await app.openReadKeys();
  const link = app.nav.getByRole('link', { name: 'Connected clusters' });
  await link.click();
  await expect(app.heading('Connected clusters')).toBeVisible();
  await expect(link).toHaveAttribute('aria-current', 'page');
  await expect(app.nav.locator('[aria-current=page]')).toHaveCount(1);
  await new ClustersPages(app).link('lab').click();
  await expect(app.heading('lab')).toBeVisible();
  await expect(link).toHaveAttribute('aria-current', 'true');
  await page.goBack();
  await expect(app.heading('Connected clusters')).toBeVisible();
});

test('each service says whether it is on, off, or what it lacks', async ({ app }) => {
  const clusters = new ClustersPages(app);
  await clusters.openList();
  const services = (name) => clusters.row(name).getByRole('cell');
  await expect(services(FRANKFURT).nth(2)).toContainText('On');
  await expect(services('factory-line-7').nth(2)).toContainText('On');
  await expect(services('factory-line-7').nth(3)).toContainText('Newer stack needed');
  await expect(services('lab').nth(3)).toContainText('License needed');
  await expect(services('warehouse-north').nth(2)).toContainText('Off');
  await expect(services('warehouse-north').nth(3)).toContainText('Off');
});

test('a service that needs a subscription says so in the list too', async ({ app }) => {
  await sandbox.reset({ subscription: 'inactive' });
  const clusters = new ClustersPages(app);
  await clusters.openList();
  await expect(clusters.row('warehouse-north').getByRole('cell').nth(3)).toContainText('Subscription needed');
});

for (const [what, text, names] of [
  ['the name here', 'FRANKFURT', [FRANKFURT]],
  ['the name in the cluster', 'line7', ['factory-line-7']],
  ['the id here', IDS.lab.slice(3, 20), ['lab']],
  ['the id in the cluster', 'vd8sy2wlq5', ['warehouse-north']],
  ['the version', ' 9.3 ', [FRANKFURT, 'lab']],
  ['the license', 'enterprise', ['factory-line-7', FRANKFURT]],
]) {
  test(`clusters are found by ${what}`, async ({ app, page }) => {
    const clusters = new ClustersPages(app);
    await clusters.openList();
    await clusters.search.fill(text);
    await expect(found(page)).toHaveText(`${names.length} ${names.length === 1 ? 'cluster' : 'clusters'} found`);
    expect(await clusters.names()).toEqual(names);
  });
}

test('where nothing matches, the search is cleared by one press and has the focus', async ({ app, page }) => {
  const clusters = new ClustersPages(app);
  await clusters.openList();
  await clusters.search.fill('nowhere');
  await expect(page.getByRole('heading', { name: 'No cluster matches' })).toBeVisible();
  await expect(found(page)).toHaveText('0 clusters found');
  await page.getByRole('button', { name: 'Clear search' }).click();
  await expect(clusters.search).toHaveValue('');
  await expect(clusters.search).toBeFocused();
  expect(await clusters.names()).toEqual(ALL);
});

test('what was searched for is there after a look at a cluster and after a reload', async ({ app, page }) => {
  const clusters = new ClustersPages(app);
  await clusters.openList();
  await clusters.search.fill('enterprise');
  await expect(page).toHaveURL(`${LIST_PAGE}?search=enterprise`);
  await clusters.link(FRANKFURT).click();
  await expect(app.heading(FRANKFURT)).toBeVisible();
  await page.goBack();
  await expect(clusters.search).toHaveValue('enterprise');
  await expect(found(page)).toHaveText('2 clusters found');
  await page.reload();
  await app.signIn();
  await expect(clusters.search).toHaveValue('enterprise');
  await expect(found(page)).toHaveText('2 clusters found');
});

test('while the list is read that is said', async ({ app, page }) => {
  await sandbox.addFault('GET', CLUSTERS, { delay_ms: 1500 });
  const clusters = new ClustersPages(app);
  await clusters.openList();
  await expect(page.getByText('Reading the clusters…')).toBeVisible();
  await expect(clusters.table).toBeVisible();
  await expect(page.getByText('Reading the clusters…')).toBeHidden();
});

test('a list that can not be read says why, and is read again', async ({ app, guard, page }) => {
  guard.expectStatus(500);
  await sandbox.addFault('GET', CLUSTERS, { status: 500 });
  const clusters = new ClustersPages(app);
  await clusters.openList();
  await expect(clusters.alert).toContainText('The clusters could not be read. The service failed (status 500).');
  await expect(page.getByText('No cluster is connected')).toHaveCount(0);
  await clusters.alert.getByRole('button', { name: 'Try again' }).click();
  await expect(clusters.table).toBeVisible();
  await expect(clusters.alert).toHaveCount(0);
});

test('a refresh that fails keeps what was read', async ({ app, guard, page }) => {
  guard.expectStatus(503);
  const clusters = new ClustersPages(app);
  await clusters.openList();
  await expect(clusters.table).toBeVisible();
  await sandbox.addFault('GET', CLUSTERS, { status: 503 });
  await page.getByRole('button', { name: 'Refresh' }).click();
  await expect(clusters.alert).toContainText('The clusters could not be read.');
  expect(await clusters.names()).toEqual(ALL);
});

for (const [what, fault, why] of [
  ['cut off', { truncate: 40 }, 'No answer came from'],
  ['of another kind', { status: 200, body: '{"items":[{}]}' }, "The service answered in a way Latchkey can't read"],
]) {
  test(`an answer that is ${what} is no empty list`, async ({ app, guard, page }) => {
    guard.expectLostCalls();
    await sandbox.addFault('GET', CLUSTERS, fault);
    const clusters = new ClustersPages(app);
    await clusters.openList();
    await expect(clusters.alert).toContainText(why);
    await expect(page.getByText('No cluster is connected')).toHaveCount(0);
  });
}

test('an organization without clusters is led to connect one', async ({ app, page }) => {
  await sandbox.reset({ clusters: 0 });
  const clusters = new ClustersPages(app);
  await clusters.openList();
  await expect(page.getByRole('heading', { name: 'No cluster is connected' })).toBeVisible();
  await expect(clusters.search).toHaveCount(0);
  await page.getByRole('main').getByRole('link', { name: 'Connect a cluster' }).last().click();
  await expect(clusters.connectForm).toBeVisible();
});

test('terms that are not accepted are told above the list, and only then', async ({ app, page }) => {
  const clusters = new ClustersPages(app);
  await clusters.openList();
  const link = page.getByRole('link', { name: 'Read and accept the terms' });
  await expect(link).toHaveAttribute('href', `/connections/elastic/${ORGANIZATION}/terms`);
  await sandbox.acceptTerms();
  await page.reload();
  await app.signIn();
  await expect(clusters.table).toBeVisible();
  await expect.poll(async () => (await sandbox.requests('GET', TERMS)).length).toBeGreaterThan(1);
  await expect(link).toHaveCount(0);
});

test('a key that may only look sees them all', async ({ app }) => {
  const clusters = new ClustersPages(app);
  await clusters.openList({ key: VIEWER_KEY });
  await expect(clusters.table).toBeVisible();
  expect(await clusters.names()).toEqual(ALL);
});

test("a cluster's own key sees its cluster alone", async ({ app }) => {
  const clusters = new ClustersPages(app);
  await clusters.openList({ key: CLUSTER_KEY });
  await expect(clusters.table).toBeVisible();
  expect(await clusters.names()).toEqual([FRANKFURT]);
  await expect(under(app)).toContainText('1 cluster of Acme Observability');
});

test('a key without a role on clusters is told what it takes', async ({ app, guard }) => {
  guard.expectStatus(403);
  const clusters = new ClustersPages(app);
  await clusters.openList({ key: MEMBER_KEY });
  await expect(clusters.alert).toContainText("The clusters could not be read. You aren't allowed to do this: ");
  await expect(clusters.alert).toContainText('Sign in with a credential that has the rights, or ask someone who has them.');
});

test('on a phone the last of many clusters is reached, and stays in view', async ({ app, page }) => {
  await page.setViewportSize({ width: 360, height: 780 });
  await sandbox.reset({ clusters: 200 });
  const clusters = new ClustersPages(app);
  await clusters.openList();
  const rows = clusters.table.getByRole('row');
  const region = page.getByRole('region', { name: 'Clusters' });
  await expect(clusters.link('factory-line-7')).toBeVisible();
  expect(await clusters.table.getByRole('link').count()).toBeLessThan(60);
  await region.focus();
  const last = clusters.table.getByRole('link').last();
  await expect(async () => {
    await page.keyboard.press('End');
    await expect(last).toHaveText('warehouse-north-96', { timeout: 500 });
    await expect(last).toBeInViewport({ timeout: 500 });
  }).toPass();
  expect(await rows.count()).toBeLessThan(60);
});

test('a thousand clusters are scrolled and searched without a stutter', async ({ app, browser, page }) => {
  test.setTimeout(90_000);
  await sandbox.reset({ clusters: 1000 });
  const matching = (await listBehind()).filter((cluster) => cluster.name.includes('lab-9')).length;
  const clusters = new ClustersPages(app);
  await clusters.openList();
  await expect(under(app)).toHaveText('1,000 clusters of Acme Observability');
  const tasks = await longTasks(browser, page, 200, async () => {
    await clusters.table.hover();
    for (let turn = 0; turn < 20; turn += 1) {
      await page.mouse.wheel(0, 2_000);
      await page.evaluate(() => new Promise(requestAnimationFrame));
    }
    await clusters.search.pressSequentially('lab-9', { delay: 60 });
    await expect(found(page)).toHaveText(`${matching} clusters found`);
    await clusters.search.fill('');
    await expect(page.getByText('1,000 clusters of')).toBeVisible();
  });
  expect(tasks).toEqual([]);
  await clusters.search.fill('warehouse-north-996');
  await expect(found(page)).toHaveText('1 cluster found');
  expect(await clusters.names()).toEqual(['warehouse-north-996']);
});
