// What a real ZenML server refuses, told so that a person can act on it; and what the pages tell beforehand.
import { randomUUID } from 'node:crypto';
import { Accounts } from './support/accounts.mjs';
import { defaultConfig, ELASTIC, ZENML_CONNECTION } from './support/config.mjs';
import { ZENML, ZENML_PASSWORD, ZENML_USER } from './support/env.mjs';
import { expect, test } from './support/test.mjs';
import { DAY, fact, TALL } from './support/watch.mjs';
import * as zenml from './support/zenml.mjs';
import {
  askToRotate, dismiss, expectTold, INTERNALS, named, openEdit, openKey, openKeys, pageOf, rotate, secretDialog, signIn,
  signInWithKey, watch,
} from './support/zenml-key.mjs';
import { startServer } from './support/zenml-server.mjs';

test.describe.configure({ timeout: 60_000 });

const TAKEN = /Another key has this name already\. Choose another one\./;

const main = (page) => page.getByRole('main');

async function openForm(app, page, account) {
  await page.goto(`${account.page}/new`);
  await signIn(app);
  await expect(app.form).toBeVisible();
}

// The server looks for a name like an id among the ids only, and fails where its database finds the name (500).
for (const [kind, status, name] of [['an ordinary name', 409, 'there'], ['a name that looks like an id', 500, randomUUID()]]) {
  test(`creating ${kind} for the second time: told beside the name, sent once`, async ({ app, guard, page }) => {
    guard.expectStatus(status);
    const account = await zenml.account(named('twice'), [{ name }]);
    await openForm(app, page, account);
    const sent = watch(page, 'POST');
    await app.form.getByLabel('Name', { exact: true }).fill(name);
    await app.submit();
    await expectTold(app.form.getByRole('alert'), 'The key was not created.');
    await expect(app.form.getByLabel('Name', { exact: true })).toHaveAccessibleDescription(TAKEN);
    await expect(main(page)).not.toContainText(/lost/);
    expect(sent).toHaveLength(1);
    await app.form.getByLabel('Name', { exact: true }).fill(`${name}-2`);
    await app.submit();
    await expect(app.secretDialog).toBeVisible();
    expect((await zenml.keys(account.id)).map((key) => key.name)).toEqual([name, `${name}-2`]);
  });

  test(`renaming a key to ${kind} of another: told beside the name, sent once`, async ({ app, guard, page }) => {
    guard.expectStatus(status);
    const account = await zenml.account(named('renamed'), [{ name }, { name: 'other' }]);
    await openKey(app, page, account, account.keys[1]);
    const sent = watch(page, 'PUT');
    const asked = await openEdit(page, 'other');
    await asked.getByLabel('Name').fill(name);
    await asked.getByRole('button', { name: 'Save changes' }).click();
    await expect(asked.getByLabel('Name')).toHaveAccessibleDescription(TAKEN);
    await expect(asked.getByLabel('Name')).toBeFocused();
    await expect(asked.getByRole('alert')).toHaveCount(0);
    await expect(asked).not.toContainText(INTERNALS);
    expect(sent).toHaveLength(1);
    expect((await zenml.keys(account.id)).map((key) => key.name)).toEqual([name, 'other']);
  });
}

test('a description that is longer than the server takes is refused in words', async ({ app, guard, page }) => {
  guard.expectStatus(422);
  const account = await zenml.account(named('long'));
  await openForm(app, page, account);
  await app.form.getByLabel('Name', { exact: true }).fill('wordy');
  await app.form.getByLabel('Description').fill('n'.repeat(65_536));
  await app.submit();
  await expect(app.form.getByLabel('Description')).toHaveAccessibleDescription(/to 65,535 characters; it has 65,536/);
  expect(await zenml.keys(account.id)).toEqual([]);
});

for (const [kind, status, id] of [['that is no id', 422, 'not-a-uuid'], ['of no account', 404, randomUUID()]]) {
  test(`an address ${kind} says so, and offers nothing to create`, async ({ app, guard, page }) => {
    guard.expectStatus(status);
    await page.goto(`/connections/zenml/${id}/keys`);
    await signIn(app);
    await expectTold(main(page).getByRole('alert'), 'There is no such service account.');
    await expect(main(page).getByRole('link', { name: 'Create key' })).toHaveCount(0);
    await main(page).getByRole('link', { name: 'All service accounts' }).click();
    await expect(app.heading('Service accounts on ZenML')).toBeVisible();
    await page.goto(pageOf({ id }, randomUUID()));
    await signIn(app);
    await expect(page.getByRole('heading', { name: 'There is no such key' })).toBeVisible();
    await openForm(app, page, { page: `/connections/zenml/${id}/keys` });
    await app.form.getByLabel('Name', { exact: true }).fill('for-nobody');
    await app.submit();
    await expectTold(app.form.getByRole('alert'), 'There is no such service account.');
  });
}

test('keys of a deactivated account are told not to work, and the way leads to it', async ({ app, page }) => {
  const account = await zenml.account(named('off'), [{ name: 'left-on' }, { name: 'off-itself' }]);
  await zenml.changeKey(account.id, account.keys[1].id, { active: false });
  await zenml.switchOff(account.id);
  await openKeys(app, page, account);
  await expect(app.row('left-on')).toContainText("Doesn't work");
  await expect(app.row('off-itself')).toContainText('Disabled');
  await expect(main(page)).toContainText('is deactivated: none of its keys works.');
  const note = `${account.name} is deactivated: none of its keys works.`;
  await page.getByRole('link', { name: 'Create key' }).click();
  await expect(main(page)).toContainText(note);
  await page.goBack();
  await expect(main(page)).toContainText(note);
  await page.getByRole('link', { name: 'left-on', exact: true }).click();
  await expect(fact(app, 'Status')).toContainText("Doesn't work");
  await expect(main(page)).toContainText(note);
  await main(page).getByRole('link', { name: 'Show it to activate it' }).click();
  await expect(new Accounts(app).row(account.name)).toContainText('Deactivated');
});

// So far the note that is drawn before the name is known tells the id, and its link looks for that.
test('who comes to a deactivated account by its address is told its name, and led to it', async ({ app, page }) => {
  const account = await zenml.account(named('off'), [{ name: 'left-on' }]);
  await zenml.switchOff(account.id);
  await openKeys(app, page, account);
  await expect(main(page)).toContainText(`${account.name} is deactivated: none of its keys works.`);
  await main(page).getByRole('link', { name: 'Show it to activate it' }).click();
  await expect(new Accounts(app).row(account.name)).toContainText('Deactivated');
});

for (const [kind, sentence, spoil] of [
  ['a disabled key', 'the key or its service account is switched off', ({ id, keys }) => zenml.changeKey(id, keys[0].id, { active: false })],
  ['a key of a deactivated account', 'the key or its service account is switched off', ({ id }) => zenml.switchOff(id)],
  ['a revoked key', 'this server has no such key: it was revoked, or is of another server', ({ id, keys }) => zenml.deleteKey(id, keys[0].id)],
  ['half a key', 'this is not a key of this server', ({ keys }) => keys[0].body.key.slice(0, 80)],
]) {
  test(`signing in with ${kind} is refused with the reason`, async ({ app, guard, page }) => {
    guard.expectStatus(401);
    const account = await zenml.account(named('refused'), [{ name: 'secretive' }]);
    const spoilt = await spoil(account);
    const secret = typeof spoilt === 'string' ? spoilt : account.keys[0].body.key;
    guard.secret(secret, ZENML);
    await page.goto('/connections');
    const sent = watch(page, 'POST');
    await signInWithKey(app, secret);
    const alert = app.signInForm('ZenML').getByRole('alert');
    await expectTold(alert, `You aren't signed in. The service doesn't accept this sign-in: ${sentence}.`);
    await expect(alert).not.toContainText(account.name);
    expect(sent).toHaveLength(1);
  });
}

test('too many failed sign-ins are told as such, for the right password, too, and none is repeated by itself', async ({ app, guard, page }) => {
  test.setTimeout(180_000);
  guard.expectStatus(401, 429);
  const server = await startServer({ name: 'limited', settings: { ZENML_SERVER_RATE_LIMIT_ENABLED: 'true' } });
  try {
    app.configure(defaultConfig({ connections: [ELASTIC, { ...ZENML_CONNECTION, base_url: server.url }] }));
    guard.secret(ZENML_PASSWORD, server.url);
    const behind = new zenml.Zenml(server);
    await expect.poll(async () => (await behind.logIn({ username: ZENML_USER, password: 'wrong-password' })).status).toBe(429);
    await page.goto('/connections');
    const sent = watch(page, 'POST');
    await signIn(app);
    const alert = app.signInForm('ZenML').getByRole('alert');
    await expectTold(alert, "You aren't signed in. The service asks to slow down: Minute request limit exceeded.");
    await expect(alert).toContainText('Wait a little, then try again.');
    await page.waitForTimeout(3_000);
    expect(sent).toHaveLength(1);
  } finally {
    await server.stop();
  }
});

test('the form says for whom a key is, and that it never ends', async ({ app, page }) => {
  const account = await zenml.account(named('for'), [{ name: 'k' }]);
  await openForm(app, page, account);
  await expect(main(page)).toContainText(new RegExp(`For \\W?${account.name}\\W? on ZenML`));
  await app.form.getByLabel('Name', { exact: true }).fill('endless');
  await expect(app.summary).toContainText("work until someone revokes it: keys don't expire here");
  await page.goto(pageOf(account, account.keys[0].id));
  await signIn(app);
  await expect(fact(app, 'Expires')).toHaveText("keys don't expire here");
});

test('the navigation says who is signed in, and who may only look', async ({ app, guard, page }) => {
  const account = await zenml.account(named('nav'), [{ name: 'k' }]);
  const viewer = await zenml.user(named('viewer'));
  const secret = account.keys[0].body.key;
  for (const one of [viewer.password, secret]) guard.secret(one, ZENML);
  const link = app.nav.getByRole('link', { name: /^ZenML/ });
  await openKeys(app, page, account);
  await expect(link).toContainText(ZENML_USER);
  await expect(link).not.toContainText('read only');
  await Accounts.open(app, '', viewer);
  await expect(link).toContainText(`${viewer.username}, read only`);
  await page.goto('/connections');
  await signInWithKey(app, secret);
  await expect(link).toContainText(`${account.name} (service account), read only`);
});

test('what a program reads is there to copy, for a key and for a new secret', async ({ app, page }) => {
  const account = await zenml.account(named('env'), [{ name: 'k' }]);
  await openKey(app, page, account, account.keys[0]);
  const environment = page.getByRole('region', { name: 'Use it' }).getByLabel('Environment', { exact: true });
  await expect(environment).toHaveText(new RegExp(`^export ZENML_STORE_URL=${ZENML}\nexport ZENML_STORE_API_KEY="\\$\\w+"$`));
  await rotate(await askToRotate(page, 'k'));
  const told = secretDialog(page, 'k');
  await told.getByRole('tab', { name: '.env' }).click();
  await expect(told.getByLabel('New key')).toHaveText(new RegExp(`^ZENML_STORE_URL=${ZENML}\nZENML_STORE_API_KEY=\\S+$`));
  await expect(told.getByLabel('New key')).not.toContainText(/ZENKEY_.{40}/);
  await dismiss(told);
});

test('a secret older than the policy likes shows its age, unless it was rotated or is off', async ({ app, page }) => {
  app.configure(defaultConfig({ connections: [ELASTIC, ZENML_CONNECTION], policy: { old_days: 30 } }));
  const ago = (days) => new Date(Date.now() - days * DAY - DAY / 2).toISOString().slice(0, 19);
  const account = await zenml.accountWithMany(named('aged'), [
    { name: 'old', created: ago(40) },
    { name: 'older', created: ago(300), last_rotated: ago(50) },
    { name: 'renewed', created: ago(300), last_rotated: ago(2) },
    { name: 'young', created: ago(29) },
    { name: 'switched-off', created: ago(40), active: false },
  ]);
  await openKeys(app, page, account);
  await expect(app.row('old')).toContainText('40 days old');
  await expect(app.row('older')).toContainText('50 days old');
  for (const name of ['renewed', 'young', 'switched-off']) await expect(app.row(name)).not.toContainText(/ days old/);
  await page.getByRole('link', { name: 'old', exact: true }).click();
  await expect(fact(app, 'Status')).toContainText('Old secret');
});

test('any page is one step away: the first, the last, and one by its number', async ({ app, page }) => {
  const account = await zenml.accountWithMany(named('paged'), 101);
  await page.setViewportSize(TALL);
  await openKeys(app, page, { ...account, page: `${account.page}?size=20` });
  const pages = page.getByRole('navigation', { name: 'Pages' });
  const press = (name) => pages.getByRole('button', { name }).click();
  const shows = async (number, count) => {
    await expect(pages.getByRole('status')).toHaveText(`Page ${number} of 6`);
    await expect(pages.getByRole('status')).toBeFocused();
    await expect.poll(async () => (await app.names()).length).toBe(count);
  };
  await expect(pages.getByRole('button', { name: 'First page' })).toHaveAttribute('aria-disabled', 'true');
  await press('Last page');
  await shows(6, 1);
  await expect(pages.getByRole('button', { name: 'Last page' })).toHaveAttribute('aria-disabled', 'true');
  await press('First page');
  await shows(1, 20);
  for (const [typed, number, count] of [['4', 4, 20], ['99', 6, 1], ['0', 1, 20]]) {
    await pages.getByLabel('Go to page').fill(typed);
    await pages.getByLabel('Go to page').press('Enter');
    await shows(number, count);
    await expect(page).toHaveURL(number === 1 ? /\?size=20$/ : new RegExp(`\\?size=20&page=${number}$`));
  }
});
