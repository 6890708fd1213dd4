// Many keys of a real ZenML server get new secrets at once: every new one is kept until it is saved, and signs in.
import { ZENML } from './support/env.mjs';
import * as clipboard from './support/clipboard.mjs';
import { isInPage } from './support/leaks.mjs';
import { expect, test } from './support/test.mjs';
import * as zenml from './support/zenml.mjs';
import { answer, Bulk, loseAnswer, loseCall, watchCalls } from './support/zenml-bulk.mjs';
import { cells, open, signIn, TALL, textOf, unique } from './support/zenml-list.mjs';

test.describe.configure({ timeout: 90_000 });

let bulk;

test.beforeEach(async ({ app, page }) => {
  await page.setViewportSize(TALL);
  bulk = new Bulk(app);
});

/** An account with so many keys; the guard knows their secrets, also those that come. */
async function few(guard, count) {
  const names = Array.from({ length: count }, (_, at) => `key-${at}`);
  const account = await zenml.account(unique('rotates'), names.map((name) => ({ name })));
  for (const key of account.keys) guard.secret(key.body.key, ZENML);
  guard.context.on('response', async (response) => {
    if (!response.url().endsWith('/rotate') || !response.ok()) return;
    const body = await response.json().catch(() => null);
    if (body?.body?.key) guard.secret(body.body.key, ZENML);
  });
  return account;
}

async function download(bulk, form) {
  const started = bulk.page.waitForEvent('download');
  await bulk.secrets.getByRole('button', { name: `Download ${form}` }).click();
  return textOf(await started);
}

const statuses = (secrets) => Promise.all(secrets.map((secret) => zenml.statusWith(secret)));

test('new secrets are shown until they are saved, each signs in, and the old ones work until their end', async ({ app, context, guard, page }) => {
  await clipboard.allow(context);
  const account = await few(guard, 3);
  await open(app, account);
  await bulk.selectShown();
  const asked = await bulk.ask('Rotate');
  const end = asked.getByLabel('The old secrets stop working');
  await expect(end.getByRole('option')).toHaveText(['Now', 'In 15 minutes', 'In 1 hour', 'In 24 hours', 'In 7 days']);
  await expect(end).toHaveValue('1440');
  await end.selectOption({ label: 'In 15 minutes' });
  await expect(end).toHaveAccessibleDescription(/^They work until .* your time \(.* UTC\)\.$/);
  await bulk.confirm('Rotate');
  await expect(bulk.secrets).toHaveAccessibleName('3 keys have a new secret. Save them now.');
  await expect(bulk.secrets).toContainText(/The old ones work until .* UTC\), a little longer for the last\./);

  // Neither the button, nor Escape, nor a press beside it closes it.
  await bulk.secrets.getByRole('button', { name: 'Close' }).click({ force: true });
  await expect(bulk.secrets.getByText('Save the secrets first')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.mouse.click(5, 5);
  await expect(bulk.secrets).toBeVisible();

  const list = JSON.parse(await download(bulk, 'JSON'));
  expect(list.map(({ id, name }) => [id, name]).toSorted()).toEqual(account.keys.map(({ id, name }) => [id, name]).toSorted());
  const table = cells(await download(bulk, 'CSV'));
  expect(table[0]).toEqual(['id', 'name', 'key']);
  expect(table.slice(1)).toEqual(list.map(({ id, name, key }) => [id, name, key]));
  await bulk.secrets.getByRole('button', { name: 'Copy JSON' }).click();
  await expect(bulk.secrets.getByText('Copied.')).toBeVisible();
  expect(JSON.parse(await clipboard.read(context))).toEqual(list);
  await page.bringToFront();
  for (const { key } of list) expect(await isInPage(page, key)).toBe(false);

  expect(await statuses(list.map(({ key }) => key))).toEqual([200, 200, 200]);
  expect(await statuses(account.keys.map((key) => key.body.key)), 'retained').toEqual([200, 200, 200]);
  await bulk.secrets.getByRole('button', { name: 'Close' }).click();
  await expect(bulk.secrets).toBeHidden();
  await expect(bulk.results).toHaveAccessibleName('3 rotated.');
  await bulk.close();
  await expect(app.row('key-0')).toContainText(/old secret ends in 1[45] minutes/);
});

test('with "Now" the old secrets work no longer', async ({ app, guard, page }) => {
  const account = await few(guard, 2);
  await open(app, account);
  await bulk.selectShown();
  await bulk.begin('Rotate', 'Now');
  await expect(bulk.secrets).toContainText('The old ones work no longer.');
  const list = JSON.parse(await download(bulk, 'JSON'));
  expect(await statuses(account.keys.map((key) => key.body.key))).toEqual([401, 401]);
  expect(await statuses(list.map(({ key }) => key))).toEqual([200, 200]);
  await bulk.secrets.getByRole('button', { name: 'Close' }).click();
  await expect(bulk.results).toHaveAccessibleName('2 rotated.');
  await bulk.close();
  await expect(app.row('key-1').getByRole('cell', { name: /^just now/ })).not.toHaveCount(0);
  expect(await page.getByText('ZENKEY_').count()).toBe(0);
});

test('a lost answer is told as a secret that nobody saw, a lost call as no rotation, and both are rotated again', async ({ app, guard, page }) => {
  guard.expectLostCalls();
  const account = await few(guard, 4);
  for (const key of account.keys.slice(0, 3)) await zenml.rotateKey(account.id, key.id);
  const before = await rotations(account);
  const [lost, never] = [account.keys[1].id, account.keys[2].id];
  let isBad = true;
  await watchCalls(page, {
    meddle: (route, _, id) => isBad && (id === lost ? loseAnswer(route) : id === never && loseCall(route)),
  });
  // Without these columns the list does not tell when a key was rotated before.
  await open(app, account, '?columns=created');
  await bulk.selectShown();
  await bulk.begin('Rotate', 'In 1 hour');
  await expect(bulk.secrets).toHaveAccessibleName('2 keys have a new secret. Save them now.', { timeout: 20_000 });
  const first = JSON.parse(await download(bulk, 'JSON'));
  expect(first.map((one) => one.name).toSorted()).toEqual(['key-0', 'key-3']);
  await bulk.secrets.getByRole('button', { name: 'Close' }).click();
  const after = await rotations(account);
  expect(after[never], 'this one was not rotated').toBe(before[never]);
  expect(after[lost], 'this one was').not.toBe(before[lost]);
  await expect(bulk.results).toHaveAccessibleName('2 rotated, 1 failed, 1 has a secret that nobody saw.');
  await expect(bulk.result('key-1')).toContainText('Rotated, but the answer with its new secret was lost. Rotate it again.');
  await expect(bulk.result('key-2')).toContainText('Not rotated. No answer came from');
  isBad = false;
  await bulk.results.getByRole('button', { name: 'Try 2 keys again' }).click();
  // Another rotation can end a secret in use, so it is asked anew.
  await page.getByRole('alertdialog', { name: 'Rotate 2 keys' }).getByRole('button', { name: 'Rotate 2 keys' }).click();
  await expect(bulk.secrets).toHaveAccessibleName('2 keys have a new secret. Save them now.');
  const second = JSON.parse(await download(bulk, 'JSON'));
  expect(second.map((one) => one.name).toSorted()).toEqual(['key-1', 'key-2']);
  expect(await statuses([...first, ...second].map(({ key }) => key))).toEqual([200, 200, 200, 200]);
});

/** When each key was last rotated, by id. */
async function rotations(account) {
  return Object.fromEntries((await zenml.keys(account.id)).map((key) => [key.id, key.metadata.last_rotated]));
}

test('signing out in the middle sends nothing more, and the secrets so far are offered all the same', async ({ app, guard, page }) => {
  const account = await few(guard, 12);
  await page.goto('/connections');
  await signIn(app);
  await page.getByRole('link', { name: 'Go to keys' }).click();
  await page.getByRole('main').getByRole('link', { name: account.name }).click();
  await app.expectRead();
  await bulk.selectShown();
  const calls = await watchCalls(page, { delay: 1_500 });
  await bulk.begin('Rotate', 'In 1 hour');
  await expect(bulk.progress('Rotate').getByRole('status')).toHaveText(/^4 of 12/);
  await page.goBack();
  await page.getByRole('button', { name: 'Sign out everywhere' }).click();
  await expect(bulk.secrets).toBeVisible({ timeout: 10_000 });
  const sent = calls.ids.length;
  expect(sent).toBeLessThan(12);
  const list = JSON.parse(await download(bulk, 'JSON'));
  await bulk.secrets.getByRole('button', { name: 'Close' }).click();
  await expect(bulk.secrets).toBeHidden();
  await expect(app.signInForm('ZenML')).toBeVisible();
  expect(calls.ids.length, 'nothing more is sent').toBe(sent);
  // What was under way when one signed out was done on the server: its secret is not thrown away.
  const rotated = Object.entries(await rotations(account)).filter(([, at]) => at).map(([id]) => id);
  expect(list.map((one) => one.id).toSorted()).toEqual(rotated.toSorted());
  expect(await statuses(list.map(({ key }) => key))).toEqual(list.map(() => 200));
});

const ended = answer(401, ['CredentialsNotValid', 'Authentication error: error decoding access token: Invalid JWT token: Signature has expired.']);

for (const goesOn of [true, false]) {
  test(`a sign-in that ends in the middle is ${goesOn ? 'renewed' : 'not renewed'}, and no secret is lost`, async ({ app, guard, page }) => {
    guard.expectStatus(401);
    const account = await few(guard, 8);
    await open(app, account);
    await bulk.selectShown();
    // The token is thrown away when four keys are done; whoever signs in again gets another.
    let [isEnded, isRenewed] = [false, false];
    await watchCalls(page, {
      meddle: async (route, number) => {
        isEnded ||= number === 5;
        if (!isEnded || isRenewed) return false;
        await route.fulfill(ended);
        return true;
      },
    });
    await bulk.begin('Rotate', 'In 1 hour');
    const again = page.getByRole('dialog', { name: 'Sign in to ZenML again' });
    await expect(again).toBeVisible();
    if (goesOn) {
      isRenewed = true;
      await signIn(app, again);
    } else {
      await again.getByRole('button', { name: 'Not now' }).click();
    }
    const number = goesOn ? 8 : 4;
    await expect(bulk.secrets).toHaveAccessibleName(`${number} keys have a new secret. Save them now.`, { timeout: 15_000 });
    const list = JSON.parse(await download(bulk, 'JSON'));
    await bulk.secrets.getByRole('button', { name: 'Close' }).click();
    const rotated = Object.entries(await rotations(account)).filter(([, at]) => at).map(([id]) => id);
    expect(list.map((one) => one.id).toSorted()).toEqual(rotated.toSorted());
    expect(await statuses(list.map(({ key }) => key))).toEqual(list.map(() => 200));
    await expect(bulk.results).toHaveAccessibleName(goesOn ? '8 rotated.' : /^4 rotated, \d failed(, \d (was|were) not sent)?\.$/);
  });
}

test('closing the tab asks first while new secrets are not saved', async ({ app, guard, page }) => {
  const asked = [];
  page.on('dialog', async (dialog) => {
    asked.push(dialog.type());
    await dialog.dismiss();
  });
  const account = await few(guard, 1);
  await open(app, account);
  await bulk.selectShown();
  await bulk.begin('Rotate', 'Now');
  await expect(bulk.secrets).toHaveAccessibleName('1 key has a new secret. Save it now.');
  await page.close({ runBeforeUnload: true });
  await expect.poll(() => asked).toEqual(['beforeunload']);
  const [saved] = JSON.parse(await download(bulk, 'JSON'));
  expect(await zenml.statusWith(saved.key)).toBe(200);
  const closed = page.waitForEvent('close');
  await page.close({ runBeforeUnload: true });
  await closed;
  expect(asked).toHaveLength(1);
});
