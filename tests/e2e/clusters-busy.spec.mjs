// A cluster on which an earlier change still runs: the app waits where it can be seen, and not forever.
import { AUTO_OPS, changeBehind, clusterPath, ClustersPages, FRANKFURT, INFERENCE, readBehind, sentByPage } from './support/clusters.mjs';
import { expect, test } from './support/test.mjs';
import * as sandbox from './support/sandbox.mjs';

const NOW = '2026-11-25T12:00:00Z';
const LATER = '2026-11-25T12:10:00Z';
const PATCH = ['PATCH', clusterPath(FRANKFURT)];

const waiting = (dialog, tries) => dialog.getByRole('status').filter({ hasText: `(try ${tries} of 5)` });
const sent = async () => (await sentByPage(...PATCH)).length;

/** A cluster of which a service was switched just now, and its page. */
async function openBusy(app, options = {}) {
  await sandbox.reset({ now: NOW, busy_ms: 60_000, ...options });
  await changeBehind(FRANKFURT, { services: { auto_ops: { enabled: false } } });
  const clusters = new ClustersPages(app);
  await clusters.open(FRANKFURT);
  return clusters;
}

for (const status of [409, 400]) {
  test(`told by a ${status}, it is waited for, and done once the service is ready`, async ({ app, guard }) => {
    guard.expectStatus(status);
    const clusters = await openBusy(app, { invalid_state_status: status });
    const dialog = await clusters.renameTo(FRANKFURT, 'Mine');
    await expect(waiting(dialog, 2)).toContainText('An earlier change of the cluster is still being carried out.');
    await expect(dialog.getByRole('button', { name: 'Save name' })).toHaveAttribute('aria-disabled', 'true');
    await sandbox.setClock(LATER);
    await expect(app.messages).toContainText('The cluster is renamed.', { timeout: 10_000 });
    expect((await readBehind(FRANKFURT)).name).toBe('Mine');
    expect(await sent()).toBe(2);
  });
}

test('waiting can be stopped, and then nothing more is sent', async ({ app, guard, page }) => {
  guard.expectStatus(409);
  await page.clock.install();
  const clusters = await openBusy(app);
  const dialog = await clusters.renameTo(FRANKFURT, 'Mine');
  await expect(waiting(dialog, 2)).toBeVisible();
  await dialog.getByRole('button', { name: 'Stop waiting' }).click();
  await expect(dialog.getByRole('button', { name: 'Stop waiting' })).toBeHidden();
  await page.clock.fastForward(10_000);
  await expect(dialog.getByRole('alert')).toContainText('The cluster was not renamed. An earlier change of it is still being carried out');
  await expect(dialog.getByLabel('Name', { exact: true })).toHaveValue('Mine');
  expect(await sent()).toBe(1);
});

test('Escape while it waits stops the waiting and keeps the question', async ({ app, guard, page }) => {
  guard.expectStatus(409);
  await page.clock.install();
  const clusters = await openBusy(app);
  const dialog = await clusters.renameTo(FRANKFURT, 'Mine');
  await expect(waiting(dialog, 2)).toBeVisible();
  await page.keyboard.press('Escape');
  await page.clock.fastForward(10_000);
  await expect(dialog.getByRole('alert')).toContainText('The cluster was not renamed.');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  expect(await sent()).toBe(1);
});

test('it gives up after five tries, with a sentence, and can be sent once more', async ({ app, guard, page }) => {
  guard.expectStatus(409);
  await page.clock.install();
  const clusters = await openBusy(app);
  const dialog = await clusters.renameTo(FRANKFURT, 'Mine');
  for (const tries of [2, 3, 4, 5]) {
    await expect(waiting(dialog, tries)).toBeVisible();
    await page.clock.fastForward(3_100);
  }
  await expect(dialog.getByRole('alert')).toContainText('The cluster was not renamed. An earlier change of it is still being carried out');
  await expect(dialog.getByRole('alert')).toContainText('Try again in a moment.');
  expect(await sent()).toBe(5);
  await sandbox.setClock(LATER);
  await dialog.getByRole('button', { name: 'Save name' }).click();
  await expect(dialog).toBeHidden();
});

test('a switch waits as well, and its key is not lost by that', async ({ app, guard }) => {
  guard.expectStatus(409);
  const clusters = await openBusy(app);
  await clusters.switch(FRANKFURT, AUTO_OPS, true);
  await expect(waiting(clusters.dialog(/^Switch on/), 2)).toBeVisible();
  await sandbox.setClock(LATER);
  await expect(app.messages).toContainText('AutoOps is switched on.', { timeout: 10_000 });
  await expect(clusters.service(INFERENCE)).toContainText('On');
});

test('disconnecting waits as well', async ({ app, guard, page }) => {
  guard.expectStatus(409);
  const clusters = await openBusy(app);
  const dialog = await clusters.disconnect(FRANKFURT);
  await expect(waiting(dialog, 2)).toBeVisible();
  await sandbox.setClock(LATER);
  await expect(page.getByText('This cluster is being disconnected.')).toBeVisible({ timeout: 10_000 });
});
