// Rotations of the keys of clusters: axe without violations in light and dark and on a small screen, with pictures.
import { API, ORGANIZATION } from './support/env.mjs';
import { look } from './support/look.mjs';
import { expect, test } from './support/test.mjs';
import { CLUSTER_KEY, changeBehind, DAY, FACTORY, FRANKFURT, rotatePath, Rotations, STORED } from './support/rotations.mjs';
import * as sandbox from './support/sandbox.mjs';

test.describe.configure({ timeout: 120_000 });

const usual = {
  connection: 'elastic', holder: ORGANIZATION, cluster: FRANKFURT.id, what: 'cluster-key', saved: null, handed: null, lost: null,
};

function noted(page, notes) {
  const text = JSON.stringify(notes.map((note) => ({ ...usual, ...note })));
  return page.addInitScript(([name, all]) => localStorage.getItem(name) ?? localStorage.setItem(name, all), [STORED, text]);
}

/** One of each stage. */
function stages() {
  const now = Date.now();
  return [
    { at: now - 7 * DAY - 3_600_000, saved: now - 7 * DAY, handed: now - 6 * DAY },
    { at: now - 6 * DAY - 80_000_000, saved: now - 6 * DAY, handed: now - 5 * DAY, what: 'inference-key' },
    { at: now - 3 * DAY, saved: now - 3 * DAY },
    { at: now - 2 * DAY },
    { at: now - DAY, lost: now - DAY, what: 'inference-key' },
  ];
}

test('a cluster whose keys were rotated, in all stages', async ({ app, page }) => {
  await noted(page, stages());
  const rotations = new Rotations(app);
  await rotations.open();
  await rotations.card('inference key').scrollIntoViewIfNeeded();
  await rotations.card('cluster key').getByText('Read the cluster with its key').first().click();
  await look(page, 'rotations-cluster');
  await page.setViewportSize({ width: 1280, height: 2600 });
  await page.screenshot({ path: 'target/shots/rotations-cluster-tall.png' });
});

test('the page of all rotations: full, ended, empty', async ({ app, page }) => {
  await noted(page, [...stages(), { at: Date.now() - DAY, cluster: FACTORY.id, what: 'cluster-key' }, { at: Date.now(), cluster: 'f'.repeat(32) }]);
  const rotations = new Rotations(app);
  await rotations.open();
  await rotations.link.click();
  await expect(page.getByRole('link', { name: 'factory-line-7' })).toBeVisible();
  await look(page, 'rotations-full');
  await page.setViewportSize({ width: 1280, height: 2200 });
  await page.screenshot({ path: 'target/shots/rotations-full-tall.png' });
});

test('the page with an old key that ended only, and without any', async ({ page }) => {
  await noted(page, [stages()[0]]);
  await page.goto('/rotations');
  await expect(page.getByText(/^Old key ended/)).toBeVisible();
  await look(page, 'rotations-ended');
  await page.getByRole('button', { name: 'Remove from this page' }).click();
  await expect(page.getByRole('heading', { name: 'No rotation is under way' })).toBeVisible();
  await look(page, 'rotations-empty');
});

test('the questions, with and without the own key', async ({ app, guard, page }) => {
  guard.secret(CLUSTER_KEY, API);
  guard.expectStatus(403);
  const rotations = new Rotations(app);
  await rotations.open();
  await rotations.ask('inference key');
  await look(page, 'rotations-question');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Sign out everywhere' }).click();
  await app.signIn({ key: CLUSTER_KEY });
  await rotations.expectOpen();
  await rotations.ask('cluster key');
  await look(page, 'rotations-question-own');
  await page.keyboard.press('Escape');
  await rotations.card('cluster key').getByRole('button', { name: 'End old keys' }).click();
  await expect(rotations.endQuestion('cluster key')).toBeVisible();
  await look(page, 'rotations-end-old');
});

for (const key of ['cluster key', 'inference key']) {
  test(`the new ${key}, masked and as a command`, async ({ app, page }) => {
    const rotations = new Rotations(app);
    await rotations.open();
    await rotations.rotate(key);
    await look(page, `rotations-secret-${key.split(' ')[0]}`);
    await rotations.secret.getByRole('tab', { name: 'curl' }).click();
    await look(page, `rotations-secret-${key.split(' ')[0]}-curl`);
    await rotations.save();
  });
}

test('a name that is as long as names may be', async ({ app, guard, page }) => {
  guard.expectStatus(412);
  const name = 'W'.repeat(255);
  await changeBehind(FRANKFURT, { name });
  const rotations = new Rotations(app, { ...FRANKFURT, name });
  await rotations.open();
  await rotations.ask('cluster key');
  await look(page, 'rotations-long-question');
  await changeBehind(FRANKFURT, { name: 'M'.repeat(255) });
  await rotations.confirm('cluster key');
  await expect(rotations.question('cluster key').getByRole('table')).toBeVisible();
  await look(page, 'rotations-long-differs');
  await rotations.confirm('cluster key');
  await expect(rotations.secret).toBeVisible();
  await look(page, 'rotations-long-secret');
  await rotations.save();
  await rotations.link.click();
  await expect(page.getByRole('link', { name: /^M+$/ })).toBeVisible();
  await look(page, 'rotations-long-page');
});

test('a lost answer, and what changed meanwhile', async ({ app, guard, page }) => {
  guard.expectStatus(412);
  guard.expectLostCalls();
  const rotations = new Rotations(app);
  await rotations.open();
  await sandbox.addFault('POST', rotatePath(FRANKFURT, 'cluster key'), { drop: 'after_commit' });
  await rotations.ask('cluster key');
  await rotations.confirm('cluster key');
  const alert = rotations.question('cluster key').getByRole('alert');
  await expect(alert).toContainText("It isn't known");
  await look(page, 'rotations-lost');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Refresh' }).click();
  await rotations.ask('inference key');
  await changeBehind(FRANKFURT, { name: 'Frankfurt two', services: { auto_ops: { enabled: false } } });
  await rotations.confirm('inference key');
  await expect(rotations.question('inference key').getByRole('table')).toBeVisible();
  await look(page, 'rotations-differs');
});

test('a busy service, and an answer lost for good', async ({ app, guard, page }) => {
  guard.expectStatus(409);
  await sandbox.reset({ expose_etag: false });
  const rotations = new Rotations(app);
  await rotations.open();
  const busy = sandbox.refusal(409, 'clusters.patch_cluster.invalid_state', 'Busy.');
  await sandbox.addFault('POST', rotatePath(FRANKFURT, 'cluster key'), busy, 9);
  await page.clock.install();
  await rotations.ask('cluster key');
  await rotations.confirm('cluster key');
  await expect(rotations.question('cluster key').getByRole('status')).toContainText('try 2 of 5');
  await look(page, 'rotations-busy');
  await rotations.question('cluster key').getByRole('button', { name: 'Stop waiting' }).click();
  await expect(rotations.question('cluster key').getByRole('alert')).toBeVisible();
  await look(page, 'rotations-stopped');
});
