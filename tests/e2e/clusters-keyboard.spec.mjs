// Connected clusters with the keyboard alone, and where the focus is after each step.
import { ClustersPages, FRANKFURT, IDS, listBehind, LIST_PAGE, NEW, readBehind } from './support/clusters.mjs';
import { OWNER_KEY } from './support/env.mjs';
import { tabTo } from './support/keyboard.mjs';
import { expect, test } from './support/test.mjs';
import * as sandbox from './support/sandbox.mjs';

const name = NEW.self_managed_cluster.name;

test('sign in, connect a cluster and save its key without a mouse', async ({ app, page }) => {
  const { keyboard } = page;
  const clusters = new ClustersPages(app);
  await sandbox.acceptTerms();
  await page.goto(LIST_PAGE);
  await tabTo(page, app.signInForm().getByLabel('API key', { exact: true }));
  await keyboard.type(OWNER_KEY);
  await keyboard.press('Enter');
  await expect(clusters.table).toBeVisible();
  await tabTo(page, page.getByRole('main').getByRole('link', { name: 'Connect a cluster' }));
  await keyboard.press('Enter');
  await expect(clusters.connectForm).toBeVisible();

  const field = (label) => clusters.connectForm.getByLabel(label, { exact: true });
  await tabTo(page, field('Cluster id'));
  await keyboard.type(NEW.self_managed_cluster.id);
  await keyboard.press('Tab');
  await keyboard.type(name);
  await keyboard.press('Tab');
  await keyboard.type(NEW.self_managed_cluster.version);
  await keyboard.press('Tab');
  await expect(field('License type')).toBeFocused();
  await keyboard.type('enter');
  await keyboard.press('Tab');
  await keyboard.press('Tab');
  await keyboard.type('Berlin');
  await keyboard.press('Tab');
  await expect(field('Create a key for it')).toBeFocused();
  await keyboard.press('Space');
  await tabTo(page, clusters.connectForm.getByRole('button', { name: 'Connect cluster' }));
  await keyboard.press('Enter');
  await expect(field('License id')).toBeFocused();
  await keyboard.type(NEW.license.uid);
  await keyboard.press('Enter');

  await expect(clusters.secret.getByRole('heading')).toBeFocused();
  await tabTo(page, clusters.secret.getByLabel('I saved it elsewhere'));
  await keyboard.press('Space');
  await keyboard.press('Escape');
  await expect(clusters.secret).toBeHidden();
  await expect(app.heading('Berlin')).toBeVisible();
  await expect(page.getByRole('main')).toBeFocused();
  const connected = (await listBehind()).find((cluster) => cluster.name === 'Berlin');
  expect(connected.license).toEqual(NEW.license);
});

test('a cluster is found, renamed and disconnected without a mouse', async ({ app, page }) => {
  const { keyboard } = page;
  const clusters = new ClustersPages(app);
  await clusters.openList();
  await expect(clusters.table).toBeVisible();
  await tabTo(page, clusters.search);
  await keyboard.type('fra-prod');
  await tabTo(page, clusters.link(FRANKFURT));
  await keyboard.press('Enter');
  await expect(app.heading(FRANKFURT)).toBeVisible();

  await tabTo(page, clusters.button('Rename'));
  await keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByLabel('Name', { exact: true })).toBeFocused();
  await keyboard.press('ControlOrMeta+A');
  await keyboard.type('Main');
  await keyboard.press('Enter');
  await expect(app.heading('Main')).toBeVisible();
  await expect(page.getByRole('main')).toBeFocused();

  await tabTo(page, clusters.button('Disconnect'));
  await keyboard.press('Enter');
  const dialog = clusters.dialog('Disconnect Main');
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await tabTo(page, dialog.getByLabel('Type Main to confirm'));
  await keyboard.type('Main');
  await keyboard.press('Enter');
  await expect(page.getByText('This cluster is being disconnected.')).toBeVisible();
  await expect(page.getByRole('main')).toBeFocused();
  expect((await readBehind(FRANKFURT)).id).toBe(IDS[FRANKFURT]);
});

test('a conflict and a refusal are heard, and leave the focus in the question', async ({ app, guard, page }) => {
  guard.expectStatus(403);
  const clusters = new ClustersPages(app);
  await clusters.open(FRANKFURT);
  const dialog = await clusters.rename(FRANKFURT, 'Mine');
  await sandbox.addFault('PATCH', `/api/v1/cloud-connected/clusters/${IDS[FRANKFURT]}`, sandbox.refusal(403, 'root.unauthorized', 'No.'));
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).toContainText('The cluster was not renamed.');
  await expect(dialog.getByLabel('Name', { exact: true })).toBeFocused();
});
