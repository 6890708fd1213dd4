// A key replaced by another: step by step, left and taken up again, never by a key that is not there.
import { API, KEYS_PAGE, KEYS_PATH } from './support/env.mjs';
import { expect, test } from './support/test.mjs';
import { Bulk, ONE_KEY, Replace, STORED } from './support/change.mjs';
import * as sandbox from './support/sandbox.mjs';

test.use({ viewport: { width: 1280, height: 2200 } });

const OLD = 'ci-logs';
const NEW = 'ci-logs-2';
const creates = async () => (await sandbox.requests('POST', KEYS_PATH)).map((call) => call.body);
const one = async (name) => (await sandbox.keysNamed(name))[0];

/** From nothing to both keys, the new one's secret saved. */
async function begin(app) {
  const replace = new Replace(app);
  await app.openReadKeys();
  const created = await replace.begin(OLD);
  return { replace, created };
}

test('the whole way: created, saved, tried, and the old one revoked', async ({ app, page }) => {
  const replace = new Replace(app);
  await app.openReadKeys();
  await replace.open(OLD);
  await replace.expectStep(/^Create the new key/);
  const created = await replace.create();
  await replace.expectStep(/^Save its secret/);
  await app.secretDialog.getByRole('button', { name: 'Try the key' }).click();
  await expect(app.secretDialog.getByRole('status')).toHaveText(/^Elastic Cloud accepts the key\. It ends on /);
  await app.dismissSecret();
  await replace.expectStep(/^Revoke the old key/);
  await expect(page.getByRole('region', { name: `Try ${NEW}` })).toContainText('It works');
  await replace.revokeOld(OLD);
  await expect(app.messages).toContainText(`${OLD} is replaced by ${NEW}.`);
  await expect(page.getByText('The old key is gone, the new one has taken over.')).toBeVisible();
  await expect(replace.steps.getByRole('listitem')).toHaveText([/, done$/, /, done$/, /, done$/, /, done$/]);
  expect(await page.evaluate(() => document.activeElement !== document.body)).toBe(true);
  await page.getByRole('link', { name: 'See all keys' }).click();
  await expect(app.row(NEW)).toBeVisible();
  await expect(app.row(OLD)).toHaveCount(0);
  await expect(replace.pending).toHaveCount(0);
  expect(await sandbox.statusWith(created.key)).toBe(200);
  expect(await replace.stored()).toEqual([]);
});

for (const name of ['ci-logs', 'release-pipeline', 'soc-triage-bot', '🏭 factory agents 🤖', 'shop-search-indexer']) {
  test(`the new key of ${name} has its access, its length of life and a name of its own`, async ({ app }) => {
    const replace = new Replace(app);
    const old = await one(name);
    await app.openReadKeys();
    await replace.open(name);
    await replace.create();
    const [body] = await creates();
    const days = Math.round((Date.parse(old.expiration_date) - Date.parse(old.creation_date)) / 86_400_000);
    expect(body).toEqual({ description: `${name}-2`, expiration: `${days}d`, role_assignments: old.role_assignments });
    await app.dismissSecret();
    expect(await sandbox.keysNamed(name)).toHaveLength(1);
  });
}

test('an endless key is replaced by one that ends', async ({ app }) => {
  const replace = new Replace(app);
  await app.openReadKeys();
  await replace.begin('cost-watch');
  expect((await creates())[0].expiration).toBe('90d');
});

test('the pasted secret proves the new key, and is forgotten', async ({ app, page }) => {
  const { replace, created } = await begin(app);
  await replace.expectStep(/^Try it/);
  await expect(page.getByText('The new key is not proven yet.')).toBeVisible();
  const field = replace.tryForm.getByLabel('New key');
  await expect(field).toHaveAttribute('type', 'password');
  await field.fill(` ${created.key}\n`);
  await replace.tryForm.getByRole('button', { name: 'Try it' }).click();
  await replace.expectStep(/^Revoke the old key/);
  await expect(page.getByRole('region', { name: `Try ${NEW}` })).toContainText(/It works\s*Proven just now\./);
  await expect(field).toHaveCount(0);
  await expect(replace.revokeNow).toBeVisible();
});

test('a wrong secret proves nothing, and the right one after it does', async ({ app, guard, page }) => {
  guard.expectStatus(401);
  guard.secret('essu_mistyped', API);
  const { replace, created } = await begin(app);
  const field = replace.tryForm.getByLabel('New key');
  await field.fill('essu_mistyped');
  await field.press('Enter');
  await expect(replace.tryForm.getByRole('alert')).toContainText('The key was not accepted.');
  await replace.expectStep(/^Try it/);
  await expect(app.askAgain).toHaveCount(0);
  await field.fill(created.key);
  await field.press('Enter');
  await replace.expectStep(/^Revoke the old key/);
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('the secret of the old key is no proof of the new one', async ({ app, guard }) => {
  const { key } = await sandbox.createKey('batch', { expiration: '5h' });
  guard.secret(key, API);
  const replace = new Replace(app);
  await app.openReadKeys();
  await replace.begin('batch');
  await replace.tryForm.getByLabel('New key').fill(key);
  await replace.tryForm.getByRole('button', { name: 'Try it' }).click();
  await expect(replace.tryForm.getByRole('alert')).toBeVisible();
  await replace.expectStep(/^Try it/);
});

test('a try that was left out is not called done in the end', async ({ app, page }) => {
  const { replace } = await begin(app);
  await replace.revokeOld(OLD);
  await expect(page.getByText('The old key is gone, the new one has taken over.')).toBeVisible();
  const steps = replace.steps.getByRole('listitem');
  await expect(steps.filter({ hasText: 'Revoke the old key' })).toHaveText(/, done$/);
  await expect(steps.filter({ hasText: 'Try it' })).not.toHaveText(/, done$/);
});

test('nothing pasted sends nothing', async ({ app }) => {
  const { replace } = await begin(app);
  const before = (await sandbox.requests('GET', '/api/v1/organizations')).length;
  await replace.tryForm.getByRole('button', { name: 'Try it' }).click();
  await expect(replace.tryForm.getByLabel('New key')).toBeFocused();
  expect(await sandbox.requests('GET', '/api/v1/organizations')).toHaveLength(before);
});

test('left for later, both stand together above the list, and it outlives a reload', async ({ app, page }) => {
  const { replace, created } = await begin(app);
  const old = await one(OLD);
  await page.getByRole('link', { name: 'Later' }).click();
  await app.expectRead();
  const isListed = async () => {
    await expect(replace.pending.getByRole('listitem')).toHaveText(new RegExp(`${OLD}.*→.*${NEW}.*Next: try the new key`));
    await expect(app.row(OLD)).toContainText('being replaced');
    await expect(app.row(NEW)).toContainText('replacement');
  };
  await isListed();
  const [kept, ...others] = await replace.stored();
  expect(others).toEqual([]);
  const { since, ...rest } = kept;
  expect(since).toBeGreaterThan(Date.now() - 60_000);
  expect(rest).toEqual({
    connection: 'elastic', holder: KEYS_PAGE.split('/')[3], old_id: old.id, old_name: OLD,
    new_id: created.id, new_name: NEW, saved: true, proven: null,
  });
  await page.reload();
  await app.signIn();
  await app.expectRead();
  await isListed();
  await replace.continueLink(OLD).click();
  await replace.expectStep(/^Try it/);
  await replace.revokeOld(OLD);
  await expect(page.getByText('The old key is gone, the new one has taken over.')).toBeVisible();
  expect(await sandbox.keysNamed(OLD)).toEqual([]);
  expect(await sandbox.statusWith(created.key)).toBe(200);
});

test('reloaded on its own page it goes on from there', async ({ app, page }) => {
  const { replace } = await begin(app);
  await page.reload();
  await app.signIn();
  await expect(app.heading(`Replace ${OLD}`)).toBeVisible();
  await replace.expectStep(/^Try it/);
  await replace.revokeOld(OLD);
  await expect(app.messages).toContainText(`${OLD} is replaced by ${NEW}.`);
  await expect(page.getByText('The old key is gone, the new one has taken over.')).toBeVisible();
});

test('a list that could not be read after the create does not keep it from ending', async ({ app, guard, page }) => {
  guard.expectStatus(500);
  const replace = new Replace(app);
  await app.openReadKeys();
  await replace.open(OLD);
  await sandbox.addFault('GET', KEYS_PATH, { status: 500 });
  await replace.create();
  await expect.poll(async () => (await sandbox.requests('GET', KEYS_PATH)).at(-1).status).toBe(500);
  await app.dismissSecret();
  await replace.revokeOld(OLD);
  await expect(page.getByText('The old key is gone, the new one has taken over.')).toBeVisible();
  await expect(replace.revokeNow).toHaveCount(0);
});

test('the old key can be revoked from the list too, alone and among many', async ({ app, page }) => {
  const { replace } = await begin(app);
  await page.getByRole('link', { name: 'Later' }).click();
  await app.revoke(OLD);
  await expect(app.messages).toContainText(`${OLD} is replaced by ${NEW}.`);
  await expect(replace.pending).toHaveCount(0);
  await expect(app.row(NEW)).not.toContainText('replacement');
  await replace.begin('autoscaler');
  await page.getByRole('link', { name: 'Later' }).click();
  const bulk = new Bulk(app);
  await bulk.select('autoscaler', 'cost-watch');
  await bulk.revoke();
  await expect(app.messages).toContainText('autoscaler is replaced by autoscaler-2.');
  await expect(replace.pending).toHaveCount(0);
});

test('a key that is replaced twice counts on, and its life can be changed before', async ({ app, page }) => {
  const { replace } = await begin(app);
  await page.getByRole('link', { name: 'Later' }).click();
  await replace.open(NEW);
  await app.pick('30 days');
  await replace.create();
  expect((await creates()).map((body) => body.description)).toEqual([NEW, 'ci-logs-3']);
  expect((await creates())[1].expiration).toBe('30d');
  await app.dismissSecret();
  await page.getByRole('link', { name: 'Later' }).click();
  await expect(replace.pending.getByRole('listitem')).toHaveText([/^ci-logs-2.*ci-logs-3/, /^ci-logs.*ci-logs-2/]);
});

test('a revoke that fails leaves both, and is told', async ({ app, guard }) => {
  guard.expectStatus(403);
  const { replace } = await begin(app);
  await sandbox.addFault('DELETE', ONE_KEY, sandbox.refusal(403, 'root.unauthorized', 'No.'));
  await replace.revokeOld(OLD);
  await expect(app.revokeDialog(OLD).getByRole('alert')).toContainText('The key was not revoked.');
  await app.revokeDialog(OLD).getByRole('button', { name: 'Cancel' }).click();
  await replace.expectStep(/^Try it/);
  expect(await replace.stored()).toHaveLength(1);
  await replace.revokeOld(OLD);
  await expect(app.messages).toContainText(`${OLD} is replaced by ${NEW}.`);
});

test('what is kept in the browser may be anything', async ({ app, page }) => {
  await page.addInitScript((name) => localStorage.setItem(name, '[{"connection":1},null,"x"'), STORED);
  await app.openReadKeys();
  await expect(new Replace(app).pending).toHaveCount(0);
  await expect(app.found).toHaveText('24 of 24 keys');
});
