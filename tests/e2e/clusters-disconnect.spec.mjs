// Disconnecting a cluster: its name is typed, it takes a while, and what became of it is told.
import {
  changeBehind, CLUSTER_KEY, clusterPath, CLUSTERS, ClustersPages, disconnectBehind, FRANKFURT, IDS, LIST_PAGE, listBehind,
  sentOnce, workingKeys,
} from './support/clusters.mjs';
import { API, ORGANIZATION } from './support/env.mjs';
import { expect, test } from './support/test.mjs';
import { clearFaults } from './support/change.mjs';
import * as sandbox from './support/sandbox.mjs';

/** What is there only for narrow windows does not count. */
const SEEN = { useInnerText: true };
const NOW = '2026-11-25T12:00:00Z';
const LATER = '2026-11-25T12:10:00Z';
const DELETE = ['DELETE', clusterPath(FRANKFURT)];
const leaving = (page) => page.getByRole('main').getByText('This cluster is being disconnected.');
const press = (dialog) => dialog.getByRole('button', { name: 'Disconnect cluster' });
const isThere = async () => (await listBehind()).some((cluster) => cluster.id === IDS[FRANKFURT]);

/** An admin of one cluster, as the owner makes one. */
async function chosenAdmin() {
  const grant = { role_id: 'cloud-connected-admin', organization_id: ORGANIZATION, all: false, resource_ids: [IDS[FRANKFURT]] };
  const made = await sandbox.createKey('chosen', { role_assignments: { cloud_connected_resource: [grant] } });
  return made.key;
}

test.beforeEach(() => sandbox.reset({ now: NOW }));

test('the name is typed first, and what is lost is told', async ({ app, page }) => {
  const clusters = new ClustersPages(app);
  await clusters.open(FRANKFURT);
  const dialog = await clusters.ask(clusters.button('Disconnect'), `Disconnect ${FRANKFURT}`);
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await expect(dialog).toContainText("Its services are switched off, and their data is lost.");
  await expect(dialog).toContainText("That can't be undone.");
  await press(dialog).dispatchEvent('click');
  const typed = dialog.getByLabel(`Type ${FRANKFURT} to confirm`);
  await typed.fill('Frankfurt');
  await page.keyboard.press('Enter');
  await expect(press(dialog)).toHaveAttribute('aria-disabled', 'true');
  expect(await sandbox.requests(...DELETE)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(clusters.button('Disconnect')).toBeFocused();
});

test('it is being disconnected on its page and in the list, over a reload, until it is gone', async ({ app, page }) => {
  const clusters = new ClustersPages(app);
  await clusters.open(FRANKFURT);
  await clusters.disconnect(FRANKFURT);
  await expect(app.messages).toContainText('Disconnecting has begun.');
  await expect(leaving(page)).toBeVisible();
  await expect(clusters.button('Disconnect')).toHaveCount(0);
  expect((await sentOnce(...DELETE)).headers).toContain('if-match');
  await page.getByRole('link', { name: 'All clusters' }).click();
  await expect(clusters.row(FRANKFURT)).toContainText('Disconnecting');
  await page.reload();
  await app.signIn();
  await expect(clusters.row(FRANKFURT)).toContainText('Disconnecting');
  expect(await isThere()).toBe(true);
  await sandbox.setClock(LATER);
  await expect(clusters.row(FRANKFURT)).toHaveCount(0, { timeout: 10_000 });
  await expect(app.messages).toContainText(`${FRANKFURT} is disconnected.`);
  expect(await clusters.names()).toHaveLength(3);
  expect(await page.evaluate(() => localStorage.getItem('latchkey.rotations'))).not.toContain(IDS[FRANKFURT]);
});

test('its own page tells when it is gone', async ({ app, guard, page }) => {
  guard.expectStatus(404);
  const clusters = new ClustersPages(app);
  await clusters.open(FRANKFURT);
  await clusters.disconnect(FRANKFURT);
  await expect(leaving(page)).toBeVisible();
  await sandbox.setClock(LATER);
  await expect(page.getByRole('heading', { name: "This cluster isn't connected" })).toBeVisible({ timeout: 10_000 });
  await expect(app.messages).toContainText(`${FRANKFURT} is disconnected.`);
  await expect(app.messages.getByText('is disconnected.')).toHaveCount(1);
  await expect(leaving(page)).toHaveCount(0);
});

test('while it is being disconnected nothing offers to change it', async ({ app, page }) => {
  const clusters = new ClustersPages(app);
  await clusters.open(FRANKFURT);
  await clusters.disconnect(FRANKFURT);
  await expect(leaving(page)).toBeVisible();
  for (const name of ['Rename', 'Disconnect', 'Switch off AutoOps', 'Rotate cluster key', 'End old keys']) {
    await expect(clusters.button(name), name).toHaveCount(0);
  }
});

test('one that is still there long after is told, and can be disconnected again', async ({ app, guard, page }) => {
  guard.expectStatus(404);
  const clusters = new ClustersPages(app);
  await clusters.open(FRANKFURT);
  await clusters.disconnect(FRANKFURT);
  await expect(leaving(page)).toBeVisible();
  await page.evaluate(() => {
    const all = JSON.parse(localStorage.getItem('latchkey.rotations'));
    const earlier = all.map((one) => ({ ...one, at: one.at - 20 * 60_000 }));
    localStorage.setItem('latchkey.rotations', JSON.stringify(earlier));
  });
  await page.reload();
  await app.signIn();
  await expect(page.getByText('Disconnecting this cluster was begun 20 minutes ago, and it is still connected.')).toBeVisible();
  await expect(clusters.button('Rename')).toBeVisible();
  await sandbox.setClock(LATER);
  await clusters.disconnect(FRANKFURT);
  await expect(page.getByRole('heading', { name: "This cluster isn't connected" })).toBeVisible();
});

test('a second tab learns of it', async ({ app, context, page }) => {
  const clusters = new ClustersPages(app);
  await clusters.open(FRANKFURT);
  const second = new ClustersPages(Object.assign(Object.create(app), { page: await context.newPage() }));
  await second.page.goto(LIST_PAGE);
  await second.page.getByRole('form', { name: 'Sign in to Elastic Cloud' }).getByLabel('API key', { exact: true }).fill('essu_demo_owner_key');
  await second.page.keyboard.press('Enter');
  await expect(second.link(FRANKFURT)).toBeVisible();
  await clusters.disconnect(FRANKFURT);
  await expect(leaving(page)).toBeVisible();
  await expect(second.row(FRANKFURT)).toContainText('Disconnecting');
});

test('an admin of chosen clusters may not, and is told', async ({ app, guard }) => {
  guard.expectStatus(403);
  const key = await chosenAdmin();
  guard.secret(key, API);
  const clusters = new ClustersPages(app);
  await clusters.open(FRANKFURT, { key });
  const dialog = await clusters.disconnect(FRANKFURT);
  await expect(dialog.getByRole('alert')).toContainText("The cluster was not disconnected. You aren't allowed to do this");
  await expect(dialog.getByRole('alert')).toContainText('admin on all connected clusters');
  expect(await isThere()).toBe(true);
});

test('a cluster that changed meanwhile is shown first, and then disconnected', async ({ app, guard, page }) => {
  guard.expectStatus(412);
  const clusters = new ClustersPages(app);
  await clusters.open(FRANKFURT);
  await changeBehind(FRANKFURT, { services: { auto_ops: { enabled: false } } });
  const dialog = await clusters.disconnect(FRANKFURT);
  await expect(dialog.getByRole('row', { name: /^AutoOps/ })).toHaveText(/on\s*off/, SEEN);
  await expect(dialog.getByLabel(`Type ${FRANKFURT} to confirm`)).toHaveValue(FRANKFURT);
  await press(dialog).click();
  await expect(leaving(page)).toBeVisible();
});

test('a cluster that was renamed meanwhile has its new name typed', async ({ app, guard, page }) => {
  guard.expectStatus(412);
  const clusters = new ClustersPages(app);
  await clusters.open(FRANKFURT);
  await changeBehind(FRANKFURT, { name: 'lab' });
  const dialog = await clusters.disconnect(FRANKFURT);
  await expect(dialog.getByRole('row', { name: /^Name/ })).toHaveText(/Frankfurt data center\s*lab/, SEEN);
  await expect(dialog).toHaveAccessibleName('Disconnect lab');
  await expect(press(dialog)).toHaveAttribute('aria-disabled', 'true');
  await dialog.getByLabel('Type lab to confirm').fill('lab');
  await press(dialog).click();
  await expect(leaving(page)).toBeVisible();
});

test('a lost answer leaves it open, and sending it again does no harm', async ({ app, guard, page }) => {
  guard.expectLostCalls();
  guard.expectStatus(409, 412);
  const clusters = new ClustersPages(app);
  await clusters.open(FRANKFURT);
  await sandbox.addFault(...DELETE, { drop: 'after_commit' });
  const dialog = await clusters.disconnect(FRANKFURT);
  await expect(dialog.getByRole('alert')).toContainText("It isn't known whether this was done: the answer was lost.");
  await expect(dialog).toContainText('If it was, the cluster is gone from the list in a while.');
  await sandbox.setClock(LATER);
  guard.expectStatus(404);
  await press(dialog).click();
  await expect(page.getByRole('heading', { name: "This cluster isn't connected" })).toBeVisible();
  expect(await isThere()).toBe(false);
});

test('a call that never arrived is told so, and can be sent again', async ({ app, guard, page }) => {
  guard.expectLostCalls();
  const clusters = new ClustersPages(app);
  await clusters.open(FRANKFURT);
  await sandbox.addFault(...DELETE, { drop: 'before' }, 9);
  const dialog = await clusters.disconnect(FRANKFURT);
  await expect(dialog.getByRole('alert')).toContainText("The cluster was not disconnected. The answer was lost, and it wasn't done");
  await expect(leaving(page)).toHaveCount(0);
  await clearFaults();
  await press(dialog).click();
  await expect(leaving(page)).toBeVisible();
});

test('a cluster that is gone already is as good as disconnected', async ({ app, guard, page }) => {
  guard.expectStatus(404);
  await sandbox.reset({ disconnect_ms: 0 });
  const clusters = new ClustersPages(app);
  await clusters.open(FRANKFURT);
  await disconnectBehind(FRANKFURT);
  await clusters.disconnect(FRANKFURT);
  await expect(app.messages).toContainText(`${FRANKFURT} is disconnected.`);
  await expect(page.getByRole('heading', { name: "This cluster isn't connected" })).toBeVisible();
});

test("a cluster's own key disconnects its cluster, and is told what that means for the sign-in", async ({ app, guard, page }) => {
  guard.expectStatus(401, 403);
  const clusters = new ClustersPages(app);
  await clusters.open(FRANKFURT, { key: CLUSTER_KEY });
  const dialog = await clusters.ask(clusters.button('Disconnect'), `Disconnect ${FRANKFURT}`);
  await expect(dialog).toContainText("The cluster's key and all its old ones stop working.");
  await dialog.getByLabel(`Type ${FRANKFURT} to confirm`).fill(FRANKFURT);
  await press(dialog).click();
  await expect(app.messages).toContainText('Disconnecting has begun.');
  await expect(app.askAgain).toBeVisible();
  expect((await workingKeys(IDS[FRANKFURT])).cluster.current).toEqual([]);
  expect(await sandbox.requests('DELETE', `${CLUSTERS}/*`)).toHaveLength(1);
  await expect(page).toHaveURL(new RegExp(IDS[FRANKFURT]));
});
