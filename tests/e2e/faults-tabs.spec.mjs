// Two tabs of one owner: what one does, the other notices before it would undo it.
import { App } from './support/app.mjs';
import { ClustersPages, FRANKFURT, readBehind } from './support/clusters.mjs';
import { configOf, KEYS_PAGE, ODD, SearchKeys } from './support/search.mjs';
import { SEARCH_KEY } from './support/env.mjs';
import { expect, test } from './support/test.mjs';
import * as sandbox from './support/sandbox.mjs';

test.use({ viewport: { width: 1280, height: 2200 } });
test.describe.configure({ timeout: 60_000 });

/** Another tab of the same browser; signed in by itself, as no tab gives a credential to another. */
const another = async (context, guard) => new App(await context.newPage(), guard);

test('a key that the other tab revoked while this one still asks is told as gone', async ({ app, context, guard }) => {
  guard.expectStatus(404);
  await app.openReadKeys();
  await app.revokeButton('ci-logs').click();
  const other = await another(context, guard);
  await other.openReadKeys();
  await other.revoke('ci-logs');
  await expect(other.messages).toContainText('ci-logs is revoked.');
  await app.page.bringToFront();
  await app.confirmRevoke('ci-logs');
  await expect(app.messages).toContainText('ci-logs was gone already.');
  expect(await sandbox.keysNamed('ci-logs')).toEqual([]);
});

test('a name that the other tab gave a cluster is not written over unseen', async ({ app, context, guard, page }) => {
  guard.expectStatus(412);
  const first = new ClustersPages(app);
  await first.open(FRANKFURT);
  const asked = await first.rename(FRANKFURT, 'Frankfurt west');
  const other = new ClustersPages(await another(context, guard));
  await other.open(FRANKFURT);
  await other.renameTo(FRANKFURT, 'Frankfurt east');
  await expect(other.app.heading('Frankfurt east')).toBeVisible();
  await page.bringToFront();
  await asked.getByRole('button', { name: 'Save name' }).click();
  await expect(asked.getByRole('alert')).toContainText('Somebody else changed the cluster meanwhile.');
  await expect(asked.getByRole('row', { name: /Name/ }).last()).toContainText('Frankfurt east');
  expect((await readBehind(FRANKFURT)).name).toBe('Frankfurt east');
  await expect(asked.getByLabel('Name', { exact: true })).toHaveValue('Frankfurt west');
  await asked.getByRole('button', { name: 'Save name' }).click();
  await expect(app.heading('Frankfurt west')).toBeVisible();
});

const KEY = 'W8rN0bYq5MzE2cLd7UkS';
const MASK = 'W8r••••••UkS';

/** The list of the Search API in another tab. */
async function openKeys(app) {
  await app.page.goto(KEYS_PAGE);
  await app.signIn({ key: SEARCH_KEY, connection: 'Search API' });
  await app.expectRead();
  return new SearchKeys(app);
}

test('a config that the other tab changed is shown before anything is sent', async ({ app, context, guard, page }) => {
  const first = await SearchKeys.open(app, ODD);
  await first.follow(MASK);
  const asked = await first.review({ permissions: 'write', limits: { per_minute: 600 } });
  const other = await openKeys(await another(context, guard));
  await other.follow(MASK);
  const others = await other.review({ permissions: 'read', limits: { per_minute: 6 } });
  await others.getByRole('button', { name: 'Save changes' }).click();
  await expect(other.app.messages).toContainText('is changed.');
  await page.bringToFront();
  await asked.getByRole('button', { name: 'Save changes' }).click();
  await expect(asked.getByText('Nothing was sent: someone else changed the config meanwhile.')).toBeVisible();
  expect(await configOf(KEY)).toEqual({ permissions: 'read', limits: { per_minute: 6 } });
});

test('labels that both tabs give are both kept', async ({ app, context, guard, page }) => {
  const first = await SearchKeys.open(app, ODD);
  const other = await openKeys(await another(context, guard));
  await other.follow('k7Q••••••ZyD');
  await page.bringToFront();
  await first.follow(MASK);
  await first.label('Of the first tab');
  await other.page.bringToFront();
  await other.label('Of the second tab');
  await page.bringToFront();
  await page.reload();
  await app.signIn({ key: SEARCH_KEY, connection: 'Search API' });
  await expect(app.heading('Of the first tab')).toBeVisible();
  await page.getByRole('link', { name: 'All keys' }).click();
  await expect(first.link('Of the second tab')).toBeVisible();
});
