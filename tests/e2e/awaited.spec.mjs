// A secret that is on its way: leaving meanwhile would lose it, so that asks first.
import { CLUSTERS, ClustersPages } from './support/clusters.mjs';
import { KEYS_PATH } from './support/env.mjs';
import { tryToClose } from './support/leave.mjs';
import { expect, test } from './support/test.mjs';
import * as sandbox from './support/sandbox.mjs';

const SLOW = { delay_ms: 3_000 };

test('while a key is being created', async ({ app, page }) => {
  await app.openForm();
  await sandbox.addFault('POST', KEYS_PATH, SLOW);
  await app.create('on its way');
  await expect.poll(() => sandbox.requests('POST', KEYS_PATH)).toHaveLength(1);
  expect(await tryToClose(page)).toBe('beforeunload');
  await expect(app.secretDialog).toBeVisible();
});

test('while a cluster is being connected with a key', async ({ app, page }) => {
  const clusters = new ClustersPages(app);
  await clusters.openConnect();
  await clusters.paste();
  await clusters.connectForm.getByLabel('Create a key for it').check();
  await sandbox.addFault('POST', CLUSTERS, SLOW);
  await clusters.connect();
  await expect.poll(() => sandbox.requests('POST', CLUSTERS)).toHaveLength(1);
  expect(await tryToClose(page)).toBe('beforeunload');
  await expect(clusters.secret).toBeVisible();
});
