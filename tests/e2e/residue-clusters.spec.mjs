// Tours of clusters that are connected to Elastic Cloud; after them nothing of any credential or secret is left.
import { ended } from './support/change.mjs';
import { AUTO_OPS, CLUSTERS, ClustersPages, FRANKFURT, INFERENCE, LIST_PAGE, NEW, WAREHOUSE } from './support/clusters.mjs';
import { API, OWNER_KEY } from './support/env.mjs';
import { CLUSTER_KEY, Rotations } from './support/rotations.mjs';
import { expect, test } from './support/test.mjs';
import * as sandbox from './support/sandbox.mjs';
import { glance, signIn, tour, typeSecret, useSecret } from './support/tour.mjs';

test.describe.configure({ timeout: 120_000 });
test.use({ viewport: { width: 1280, height: 2200 } });

const CONNECTION = 'Elastic Cloud';
const MADE = NEW.self_managed_cluster.name;

test.beforeEach(() => sandbox.acceptTerms());

test(...tour('Elastic: clusters connected, renamed, switched, disconnected', async ({ app, guard, page }) => {
  guard.expectStatus(401);
  const clusters = new ClustersPages(app);
  await page.goto(LIST_PAGE);
  await signIn(app, CONNECTION, OWNER_KEY);
  await clusters.search.fill('front');
  await clusters.search.fill('');
  await glance(page, () => typeSecret(page, clusters.search, OWNER_KEY));

  const begin = () => page.getByRole('link', { name: 'Connect a cluster' }).click();
  await begin();
  await clusters.paste();
  await page.getByRole('link', { name: 'Cancel' }).click();
  await begin();
  await clusters.paste();
  await clusters.connectForm.getByLabel('Create a key for it').check();
  await sandbox.addFault('POST', CLUSTERS, ended);
  await clusters.connect();
  await signIn(app, CONNECTION, OWNER_KEY, app.askAgain);
  await useSecret(app, clusters.secret, 'elastic');
  await expect(app.heading(MADE)).toBeVisible();

  await glance(page, () => clusters.button('Rename').click());
  await sandbox.addFault('PATCH', `${CLUSTERS}/*`, ended);
  await clusters.renameTo(MADE, 'Berlin');
  await expect(app.askAgain).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(app.askAgain).toBeHidden();
  await page.getByRole('dialog').getByRole('button', { name: 'Save name' }).click();
  await expect(app.heading('Berlin')).toBeVisible();

  await page.getByRole('link', { name: 'All clusters' }).click();
  await clusters.link(WAREHOUSE).click();
  for (const [kind, on] of [[AUTO_OPS, true], [AUTO_OPS, false], [INFERENCE, true], [INFERENCE, false]]) {
    await glance(page, () => clusters.switchButton(kind, on).click());
    await clusters.switch(WAREHOUSE, kind, on);
    if (kind === INFERENCE && on) await useSecret(app, clusters.secret, 'elastic');
    await expect(clusters.switchButton(kind, !on)).toBeVisible();
  }
  await glance(page, () => clusters.button('Disconnect').click());
  await clusters.disconnect(WAREHOUSE);
  await expect(app.messages).toContainText('Disconnecting has begun.');
}));

test(...tour('Elastic: keys of a cluster rotated and ended', async ({ app, guard, page }) => {
  const clusters = new ClustersPages(app);
  const rotations = new Rotations(app);
  // The key of a cluster may not look at members.
  guard.expectStatus(403);
  guard.secret(CLUSTER_KEY, API);
  await page.goto(LIST_PAGE);
  await signIn(app, CONNECTION, CLUSTER_KEY);
  await clusters.link(FRANKFURT).click();
  await rotations.expectOpen();
  // One is signed in with it, and goes on with each that takes its place.
  for (const key of ['cluster key', 'cluster key', 'inference key']) {
    await glance(page, () => rotations.rotateButton(key).click());
    await rotations.ask(key);
    await rotations.confirm(key);
    await useSecret(app, rotations.secret, 'elastic');
  }
  await rotations.link.click();
  await expect(app.heading(/rotations/i)).toBeVisible();
  await page.getByRole('link', { name: FRANKFURT }).first().click();
  await rotations.expectOpen();
  for (const key of ['cluster key', 'inference key']) {
    await glance(page, () => rotations.card(key).getByRole('button', { name: /^End (the old keys? now|old keys)$/ }).first().click());
    await rotations.endOld(key);
    await expect(rotations.timelines(key)).toHaveCount(0);
  }
}));
