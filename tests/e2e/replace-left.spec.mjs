// A replacement that does not go the straight way: keys that end elsewhere, answers and secrets that are lost,
// two tabs, forms that are left.
import { KEYS_PATH } from './support/env.mjs';
import { kept, leaks } from './support/leaks.mjs';
import { App } from './support/app.mjs';
import { expect, test } from './support/test.mjs';
import { ended, ONE_KEY, Replace } from './support/change.mjs';
import * as sandbox from './support/sandbox.mjs';

test.use({ viewport: { width: 1280, height: 2200 } });

const OLD = 'ci-logs';
const NEW = 'ci-logs-2';
const one = async (name) => (await sandbox.keysNamed(name))[0];
const refresh = (page) => page.getByRole('button', { name: 'Refresh' }).click();

/** From nothing to the list, with a replacement left for later. */
async function leaveForLater(app) {
  const replace = new Replace(app);
  await app.openReadKeys();
  const created = await replace.begin(OLD);
  await app.page.getByRole('link', { name: 'Later' }).click();
  await app.expectRead();
  await expect(replace.continueLink(OLD)).toBeVisible();
  return { replace, created };
}

test('the old key revoked elsewhere ends it, and that is said', async ({ app, page }) => {
  const { replace } = await leaveForLater(app);
  await sandbox.revokeKey((await one(OLD)).id);
  await refresh(page);
  await expect(app.messages).toContainText(`${OLD} is replaced by ${NEW}.`);
  await expect(replace.pending).toHaveCount(0);
  expect(await replace.stored()).toEqual([]);
});

test('the new key revoked elsewhere is said, and the old one can be replaced anew', async ({ app, page }) => {
  const { replace, created } = await leaveForLater(app);
  await sandbox.revokeKey(created.id);
  await refresh(page);
  await expect(app.messages).toContainText(`${NEW}, which was to replace ${OLD}, is gone. ${OLD} still works: replace it anew.`);
  await expect(replace.pending).toHaveCount(0);
  const second = await replace.begin(OLD);
  await replace.revokeOld(OLD);
  await expect(app.messages).toContainText(`${OLD} is replaced by ${second.description}.`);
});

test('with both keys gone nothing is said to have taken over', async ({ app, page }) => {
  const { replace, created } = await leaveForLater(app);
  await sandbox.revokeKey(created.id);
  await sandbox.revokeKey((await one(OLD)).id);
  await refresh(page);
  await expect(replace.pending).toHaveCount(0);
  await expect(app.messages).not.toContainText(`is replaced by ${NEW}`);
});

test('the old key revoked elsewhere while its page is open: revoking it says so and ends it', async ({ app, guard, page }) => {
  guard.expectStatus(404);
  const replace = new Replace(app);
  await app.openReadKeys();
  await replace.begin(OLD);
  await sandbox.revokeKey((await one(OLD)).id);
  await replace.revokeOld(OLD);
  await expect(app.messages).toContainText(`${OLD} was gone already.`);
  await expect(page.getByText('The old key is gone, the new one has taken over.')).toBeVisible();
});

test('both can be kept, and are two keys like any others from then on', async ({ app, page }) => {
  const replace = new Replace(app);
  await app.openReadKeys();
  const created = await replace.begin(OLD);
  await page.getByRole('button', { name: 'Keep both' }).click();
  await expect(app.messages).toContainText('Both keys are kept.');
  expect(await replace.stored()).toEqual([]);
  await app.nav.getByRole('link', { name: /^Elastic Cloud/ }).click();
  for (const name of [OLD, NEW]) {
    await expect(app.row(name)).toBeVisible();
    await expect(app.row(name)).not.toContainText(/being replaced|replacement/);
  }
  await expect(replace.pending).toHaveCount(0);
  expect(await sandbox.statusWith(created.key)).toBe(200);
});

/** From nothing to a new key whose secret went with a reload. */
async function loseSecret(app) {
  const replace = new Replace(app);
  await app.openReadKeys();
  await replace.open(OLD);
  const created = await replace.create();
  app.page.once('dialog', (dialog) => dialog.accept());
  await app.page.reload();
  await app.signIn();
  await replace.expectStep(/^Save its secret/);
  const card = app.page.getByRole('region', { name: `Save the secret of ${NEW}` });
  await expect(card).toContainText("A secret can't be shown again.");
  return { replace, created };
}

test('a secret that is lost: the new key is revoked, and it starts over', async ({ app, page }) => {
  const { replace, created } = await loseSecret(app);
  expect(leaks(await kept(page), [created.key])).toEqual([]);
  await page.getByRole('button', { name: 'It is lost: revoke it and start over' }).click();
  await app.confirmRevoke(NEW);
  await expect(app.messages).toContainText(`${NEW} is revoked.`);
  await replace.expectStep(/^Create the new key/);
  expect(await sandbox.statusWith(created.key)).toBe(401);
  expect(await sandbox.keysNamed(OLD)).toHaveLength(1);
  const second = await replace.create();
  await app.dismissSecret();
  await replace.revokeOld(OLD);
  await expect(page.getByText('The old key is gone, the new one has taken over.')).toBeVisible();
  expect(await sandbox.statusWith(second.key)).toBe(200);
});

test('a secret that was saved after all: it goes on to be tried', async ({ app, page }) => {
  const { replace, created } = await loseSecret(app);
  await page.getByRole('button', { name: 'I have saved it' }).click();
  await replace.expectStep(/^Try it/);
  await replace.tryForm.getByLabel('New key').fill(created.key);
  await replace.tryForm.getByRole('button', { name: 'Try it' }).click();
  await replace.expectStep(/^Revoke the old key/);
});

test('starting over before the list is read does not leave the new key behind', async ({ app, page }) => {
  const replace = new Replace(app);
  await app.openReadKeys();
  await replace.open(OLD);
  await replace.create();
  app.page.once('dialog', (dialog) => dialog.accept());
  await page.reload();
  await sandbox.addFault('GET', KEYS_PATH, { delay_ms: 2500 });
  await app.signIn();
  await page.getByRole('button', { name: 'It is lost: revoke it and start over' }).click();
  await app.confirmRevoke(NEW);
  await expect.poll(() => sandbox.keysNamed(NEW)).toEqual([]);
});

test('a create whose answer was lost: the orphan goes, and the key made then takes over', async ({ app, guard, page }) => {
  guard.expectLostCalls();
  const replace = new Replace(app);
  await app.openReadKeys();
  await replace.open(OLD);
  await sandbox.addFault('POST', KEYS_PATH, { drop: 'after_commit' });
  await app.submit();
  const panel = page.getByRole('region', { name: 'Answer lost' });
  await expect(panel).toContainText('The key was made, but its secret went with the answer');
  const orphan = await one(NEW);
  await panel.getByRole('button', { name: 'Revoke it and create again' }).click();
  await expect(app.secretDialog).toHaveAccessibleName(`${NEW} is created. Save its key now.`);
  await app.dismissSecret();
  const [made, ...others] = await sandbox.keysNamed(NEW);
  expect(others).toEqual([]);
  expect(made.id).not.toBe(orphan.id);
  expect((await replace.stored()).map((kept) => [kept.old_name, kept.new_id])).toEqual([[OLD, made.id]]);
  await replace.revokeOld(OLD);
  await expect(app.messages).toContainText(`${OLD} is replaced by ${NEW}.`);
});

test('a create that is refused leaves the form, and nothing is under way', async ({ app, guard }) => {
  guard.expectStatus(400);
  const replace = new Replace(app);
  await app.openReadKeys();
  await replace.open(OLD);
  await sandbox.addFault('POST', KEYS_PATH, sandbox.refusal(400, 'api_keys.invalid_input', 'Too many keys.'));
  await app.submit();
  await expect(app.form.getByRole('alert')).toContainText('The key was not created.');
  await replace.expectStep(/^Create the new key/);
  expect(await replace.stored()).toBe(null);
  await replace.create();
});

test('a sign-in that ends while it is created is renewed, and it goes on', async ({ app, guard }) => {
  guard.expectStatus(401);
  const replace = new Replace(app);
  await app.openReadKeys();
  await replace.open(OLD);
  await sandbox.addFault('POST', KEYS_PATH, ended);
  await app.submit();
  await app.signIn({ form: app.askAgain });
  await app.dismissSecret();
  await sandbox.addFault('DELETE', ONE_KEY, ended);
  await replace.revokeOld(OLD);
  await app.signIn({ form: app.askAgain });
  await expect(app.messages).toContainText(`${OLD} is replaced by ${NEW}.`);
});

test('left before the answer came, the two still belong together', async ({ app, page }) => {
  const replace = new Replace(app);
  await app.openReadKeys();
  await replace.open(OLD);
  await sandbox.addFault('POST', KEYS_PATH, { delay_ms: 1500 });
  await app.submit();
  await app.nav.getByRole('link', { name: 'Connections' }).click();
  await expect(app.secretDialog).toHaveAccessibleName(`${NEW} is created. Save its key now.`);
  await app.dismissSecret();
  await expect(app.heading('Connections')).toBeVisible();
  await app.nav.getByRole('link', { name: /^Elastic Cloud/ }).click();
  await expect(replace.continueLink(OLD)).toBeVisible();
});

test('another tab sees it begin, go on and end', async ({ app, context, guard, page }) => {
  await app.openReadKeys();
  const other = new App(await context.newPage(), guard);
  await other.openReadKeys();
  const [here, there] = [new Replace(app), new Replace(other)];
  await page.bringToFront();
  await here.open(OLD);
  await here.create();
  await expect(there.pending).toContainText("Next: save the new key's secret");
  await app.dismissSecret();
  await expect(there.pending).toContainText('Next: try the new key, then revoke the old one');
  await other.page.bringToFront();
  await refresh(other.page);
  await expect(other.row(NEW)).toContainText('replacement');
  await there.continueLink(OLD).click();
  await there.revokeOld(OLD);
  await expect(other.messages).toContainText(`${OLD} is replaced by ${NEW}.`);
  await page.bringToFront();
  await expect(page.getByText('The old key is gone, the new one has taken over.')).toBeVisible();
  expect(await here.stored()).toEqual([]);
});

test('what is typed is kept apart from the form for a plain key and from that of another', async ({ app, page }) => {
  const replace = new Replace(app);
  const name = app.form.getByLabel('Name');
  await app.openForm();
  await name.fill('plain');
  await page.getByRole('link', { name: 'Cancel' }).click();
  await replace.open(OLD);
  await expect(name).toHaveValue(NEW);
  await name.fill('another-name');
  await app.pick('60 days');
  await page.getByRole('link', { name: 'Cancel' }).click();
  await replace.open('autoscaler');
  await expect(name).toHaveValue('autoscaler-2');
  await page.getByRole('link', { name: 'All keys' }).click();
  await page.getByRole('link', { name: 'Create key' }).click();
  await expect(name).toHaveValue('plain');
  await expect(app.form.getByRole('radio', { name: '3 months' })).toBeChecked();
  await page.goBack();
  await replace.open(OLD);
  await expect(name).toHaveValue('another-name');
  await expect(app.form.getByRole('radio', { name: '60 days' })).toBeChecked();
});

test('a key that is not there can not be replaced', async ({ app, page }) => {
  await page.goto(new Replace(app).address('no-such-key'));
  await app.signIn();
  await expect(page.getByRole('heading', { name: 'There is no such key' })).toBeVisible();
  await page.getByRole('link', { name: 'See all keys' }).click();
  await app.expectRead();
});
