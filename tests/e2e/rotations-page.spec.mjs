// All rotations on one page and in the navigation: over a reload, without a sign-in, and until they are over.
import { ORGANIZATION } from './support/env.mjs';
import { expect, test } from './support/test.mjs';
import { CLUSTERS_PATH, DAY, FACTORY, FRANKFURT, Rotations, STORED, workingKeys } from './support/rotations.mjs';
import * as sandbox from './support/sandbox.mjs';

const cards = (page) => page.getByRole('main').getByRole('region');
const card = (page, cluster) => cards(page).filter({ hasText: cluster });

/** An instant as the app writes it, in the zone of the tests. */
function localTime(page, millis) {
  const form = { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
  return page.evaluate(([at, how]) => new Intl.DateTimeFormat('en-GB', how).format(at), [millis, form]);
}

/** Notes of this browser as an earlier visit left them. */
async function noted(page, ...notes) {
  const usual = { connection: 'elastic', holder: ORGANIZATION, cluster: FRANKFURT.id, what: 'cluster-key' };
  const all = notes.map((note) => ({ ...usual, saved: null, handed: null, lost: null, ...note }));
  await page.addInitScript(([name, text]) => localStorage.getItem(name) ?? localStorage.setItem(name, text), [
    STORED,
    JSON.stringify(all),
  ]);
}

test('without any, the page says so and the navigation has no entry', async ({ app, page }) => {
  await page.goto('/rotations');
  await expect(page.getByRole('heading', { name: 'No rotation is under way' })).toBeVisible();
  await expect(new Rotations(app).link).toHaveCount(0);
});

test('several, by name where one is signed in, with the way to each cluster', async ({ app, page }) => {
  const rotations = new Rotations(app);
  await rotations.open();
  await rotations.rotateAndSave('inference key');
  await rotations.rotateAndSave('cluster key');
  await expect(rotations.link).toContainText('2');
  await expect(rotations.link).toContainText(/(7 days|6 days 23 hours) left/);
  await rotations.link.click();
  await expect(page).toHaveTitle(/Key rotations/);
  await expect(rotations.link).toHaveAttribute('aria-current', 'page');
  await expect(cards(page).getByRole('heading')).toHaveText(['Inference key', 'Cluster key']);
  for (const index of [0, 1]) {
    await expect(cards(page).nth(index)).toContainText('Frankfurt data center on Elastic Cloud');
    await expect(cards(page).nth(index)).toContainText('New key saved');
  }
  await cards(page).first().getByRole('link', { name: FRANKFURT.name }).click();
  await rotations.expectOpen();
});

test('a reload keeps them, without a sign-in by the ids of their clusters', async ({ app, page }) => {
  const rotations = new Rotations(app);
  await rotations.open();
  await rotations.rotateAndSave('cluster key');
  await page.goto('/rotations');
  await expect(card(page, FRANKFURT.id)).toContainText(`Cluster ${FRANKFURT.id} on Elastic Cloud`);
  await expect(card(page, FRANKFURT.id)).toContainText('Old key works for');
  await expect(rotations.link).toContainText('1');
  await card(page, FRANKFURT.id).getByLabel('The new key is in use').check();
  await page.reload();
  await expect(card(page, FRANKFURT.id).getByLabel('The new key is in use')).toBeChecked();
  await card(page, FRANKFURT.id).getByRole('link', { name: FRANKFURT.id }).click();
  await app.signIn();
  await rotations.expectOpen();
  await expect(rotations.timelines('cluster key').getByLabel('The new key is in use')).toBeChecked();
});

test('a cluster that is not there any more keeps its id', async ({ app, page }) => {
  await noted(page, { at: Date.now(), cluster: 'f'.repeat(32) }, { at: Date.now() - 1, cluster: FACTORY.id });
  const rotations = new Rotations(app);
  await rotations.open();
  await rotations.link.click();
  await expect(card(page, 'factory-line-7')).toBeVisible();
  await expect(card(page, `Cluster ${'f'.repeat(32)}`)).toBeVisible();
});

test('a name that can not be read takes nothing away', async ({ app, guard, page }) => {
  guard.expectStatus(500);
  const rotations = new Rotations(app);
  await rotations.open();
  await rotations.rotateAndSave('cluster key');
  await sandbox.addFault('GET', CLUSTERS_PATH, { status: 500 }, 9);
  await rotations.link.click();
  await expect(card(page, FRANKFURT.id)).toContainText(`Cluster ${FRANKFURT.id} on Elastic Cloud`);
});

test('the one that ends first stands first, and tells the time left', async ({ app, page }) => {
  const now = Date.now();
  await noted(page, { at: now - DAY, what: 'inference-key' }, { at: now - 6 * DAY - DAY / 2 });
  await page.goto('/rotations');
  await expect(cards(page).getByRole('heading')).toHaveText(['Cluster key', 'Inference key']);
  await expect(new Rotations(app).link).toContainText(/1[12] hours left/);
  await expect(new Rotations(app).link).toContainText('2');
});

test('after seven days the old key ended: it can be removed', async ({ app, page }) => {
  await noted(page, { at: Date.now() - 7 * DAY - 60_000 }, { at: Date.now() - DAY, what: 'inference-key' });
  await page.goto('/rotations');
  const ended = cards(page).filter({ hasText: 'Cluster key' });
  await expect(ended).toContainText(/Old key ended (1 minute|\d+ seconds|just now)/);
  await expect(new Rotations(app).link).toContainText('1');
  await ended.getByRole('button', { name: 'Remove from this page' }).click();
  await expect(ended).toHaveCount(0);
  await expect(cards(page)).toHaveCount(1);
  await expect(page.getByRole('main')).toBeFocused();
  await page.reload();
  await expect(cards(page)).toHaveCount(1);
});

test('it ends before one’s eyes, leaves the navigation, and goes by itself later', async ({ app, page }) => {
  await page.clock.install();
  const rotations = new Rotations(app);
  await rotations.open();
  await rotations.rotateAndSave('cluster key');
  await rotations.link.click();
  await expect(card(page, FRANKFURT.name)).toContainText('Old key works for');
  const onward = async (days) => {
    await page.clock.setSystemTime(Date.now() + days * DAY);
    await page.clock.runFor(16_000);
  };
  await onward(7.01);
  await expect(cards(page)).toContainText('Old key ended');
  await expect(rotations.link).toHaveCount(0);
  await onward(9.9);
  await expect(cards(page)).toContainText('Old key ended');
  await onward(10.1);
  await expect(page.getByRole('heading', { name: 'No rotation is under way' })).toBeVisible();
});

test('the service ends the old key when the page says so', async ({ app, page }) => {
  const start = new Date();
  await sandbox.reset({ now: start.toISOString() });
  const rotations = new Rotations(app);
  await rotations.open();
  await rotations.rotateAndSave('cluster key');
  await sandbox.setClock(new Date(start.getTime() + 7 * DAY - 60_000).toISOString());
  expect((await workingKeys(FRANKFURT)).pending).toHaveLength(1);
  await sandbox.setClock(new Date(start.getTime() + 7 * DAY + 1_000).toISOString());
  expect((await workingKeys(FRANKFURT)).pending).toHaveLength(0);
  const [one] = await rotations.stored();
  await expect(page.getByRole('main')).toContainText(`Until ${await localTime(page, one.at + 7 * DAY)}`);
});

test('what is kept and can not be read is left out', async ({ page }) => {
  await page.addInitScript((name) => localStorage.setItem(name, '[{"at":1},"x",{'), STORED);
  await page.goto('/rotations');
  await expect(page.getByRole('heading', { name: 'No rotation is under way' })).toBeVisible();
});
