// A ZenML key on a real server gets a new secret, and the old one works as long as was said.
import { ZENML } from './support/env.mjs';
import { isInPage } from './support/leaks.mjs';
import { tryToClose } from './support/leave.mjs';
import { expect, test } from './support/test.mjs';
import { fact } from './support/watch.mjs';
import * as zenml from './support/zenml.mjs';
import {
  act, askToRotate, choose, dialog, dismiss, loseAnswer, loseCalls, named, openKeys, openOne, rotate, secretDialog, shownSecret,
} from './support/zenml-key.mjs';

test.describe.configure({ timeout: 60_000 });

test('a rotation with the usual time: both secrets work, and the page counts down', async ({ app, guard, page }) => {
  const { account, key, secret } = await openOne(app, guard, page);
  const asked = await askToRotate(page, 'deploy');
  await expect(asked.getByRole('radio', { name: 'In 24 hours' })).toBeChecked();
  await expect(asked).toContainText('It works until');
  await rotate(asked);
  const told = secretDialog(page, 'deploy');
  await expect(told).toContainText('The old secret works until');
  const fresh = await shownSecret(told);
  guard.secret(fresh, ZENML);
  expect(fresh).not.toBe(secret);
  expect(await isInPage(page, fresh)).toBe(false);
  expect(await zenml.statusWith(secret)).toBe(200);
  await told.getByRole('button', { name: 'Try the key' }).click();
  await expect(told.getByRole('status')).toContainText('ZenML accepts the key. Last used moved from never to just now.');
  await dismiss(told);
  await expect(fact(app, 'Last used')).toContainText('just now');
  await expect(fact(app, 'Last rotated')).toContainText('just now');
  await expect(fact(app, 'Old secret')).toContainText(/works for 23 hours 59 minutes/);
  await expect(fact(app, 'Old secret')).toContainText(/until \d+ \w+ \d{4}, \d\d:\d\d/);
  expect((await zenml.key(account.id, key.id)).metadata.retain_period_minutes).toBe(1_440);
});

for (const [label, minutes] of [['Now', 0], ['In 15 minutes', 15], ['In 1 hour', 60], ['In 7 days', 10_080]]) {
  test(`the old secret stops working: ${label}`, async ({ app, guard, page }) => {
    const { account, key, secret } = await openOne(app, guard, page);
    const asked = await askToRotate(page, 'deploy');
    await choose(asked, label);
    if (minutes === 0) await expect(asked).toContainText('Everything that uses this key stops working at once');
    else await expect(asked).not.toContainText('stops working at once');
    await rotate(asked);
    const told = secretDialog(page, 'deploy');
    await expect(told).toContainText(minutes === 0 ? "The old secret doesn't work any more." : 'The old secret works until');
    const fresh = await shownSecret(told);
    guard.secret(fresh, ZENML);
    expect(await zenml.statusWith(secret)).toBe(minutes === 0 ? 401 : 200);
    expect(await zenml.statusWith(fresh)).toBe(200);
    await dismiss(told);
    await expect(fact(app, 'Old secret')).toHaveCount(minutes === 0 ? 0 : 1);
    expect((await zenml.key(account.id, key.id)).metadata.retain_period_minutes).toBe(minutes);
  });
}

test('closing the tab while the new secret is on its way asks first', async ({ app, guard, page }) => {
  const { secret } = await openOne(app, guard, page);
  let answer;
  const held = new Promise((resolve) => { answer = resolve; });
  const sent = page.waitForRequest((request) => request.method() === 'PUT' && request.url().endsWith('/rotate'));
  await page.route('**/rotate', async (route) => {
    if (route.request().method() === 'PUT') await held;
    await route.continue();
  });
  await rotate(await askToRotate(page, 'deploy'));
  await sent;
  expect(await tryToClose(page)).toBe('beforeunload');
  answer();
  const fresh = await shownSecret(secretDialog(page, 'deploy'));
  guard.secret(fresh, ZENML);
  expect(fresh).not.toBe(secret);
});

test('another time is bounded to a year', async ({ app, guard, page }) => {
  const { account, key } = await openOne(app, guard, page);
  const asked = await askToRotate(page, 'deploy');
  await choose(asked, 'Another time');
  const amount = asked.getByLabel('After', { exact: true });
  await expect(amount).toBeFocused();
  await rotate(asked);
  await expect(amount).toHaveAccessibleDescription(/Enter how many days/);
  await amount.fill('366');
  await rotate(asked);
  await expect(amount).toHaveAccessibleDescription(/at most 1 year/);
  await amount.fill('36');
  await asked.getByLabel('Unit').selectOption('hours');
  await expect(asked).toContainText('It works until');
  await rotate(asked);
  await dismiss(secretDialog(page, 'deploy'));
  await expect(fact(app, 'Old secret')).toContainText('works for 1 day 11 hours');
  expect((await zenml.key(account.id, key.id)).metadata.retain_period_minutes).toBe(2_160);
});

test('a second rotation warns that it ends the secret that still works', async ({ app, guard, page }) => {
  const { account, key, secret } = await openOne(app, guard, page, {
    before: (account, key) => zenml.rotateKey(account.id, key.id, 60),
  });
  expect(await zenml.statusWith(secret)).toBe(200);
  const asked = await askToRotate(page, 'deploy');
  await expect(asked).toContainText('An old secret still works. Rotating ends it at once.');
  await rotate(asked);
  await dismiss(secretDialog(page, 'deploy'));
  expect(await zenml.statusWith(secret)).toBe(401);
  expect((await zenml.key(account.id, key.id)).metadata.retain_period_minutes).toBe(1_440);
});

test('the old secret is ended, which takes another new one', async ({ app, guard, page }) => {
  let present;
  const { secret } = await openOne(app, guard, page, {
    before: async (account, key) => {
      present = (await zenml.rotateKey(account.id, key.id, 60)).body.key;
      guard.secret(present, ZENML);
    },
  });
  await act(page, 'End it now').click();
  const asked = dialog(page, 'End the old secret of deploy');
  await expect(asked).toContainText('only by rotating the key again');
  await choose(asked, 'In 15 minutes');
  await rotate(asked);
  const told = secretDialog(page, 'deploy');
  const fresh = await shownSecret(told);
  guard.secret(fresh, ZENML);
  const works = await Promise.all([secret, present, fresh].map(zenml.statusWith));
  expect(works).toEqual([401, 200, 200]);
  await dismiss(told);
  await expect(fact(app, 'Old secret')).toContainText(/works for 14 minutes/);
});

test('a disabled key is rotated and stays disabled', async ({ app, guard, page }) => {
  const { account, key } = await openOne(app, guard, page, {
    before: (account, key) => zenml.changeKey(account.id, key.id, { active: false }),
  });
  const asked = await askToRotate(page, 'deploy');
  await expect(asked).toContainText('This key is disabled and stays so.');
  await rotate(asked);
  const told = secretDialog(page, 'deploy');
  guard.expectStatus(401);
  await told.getByRole('button', { name: 'Try the key' }).click();
  await expect(told.getByRole('status')).toContainText('the key or its service account is switched off');
  await dismiss(told);
  await expect(fact(app, 'Status')).toContainText('Disabled');
  expect((await zenml.key(account.id, key.id)).body.active).toBe(false);
});

test('a rotation whose answer was lost is told, and made again only on demand', async ({ app, guard, page }) => {
  guard.expectLostCalls();
  const { account, key, secret } = await openOne(app, guard, page);
  const sent = [];
  page.on('request', (request) => {
    if (request.method() === 'PUT') sent.push(request.url());
  });
  await loseAnswer(page, '*/rotate');
  const asked = await askToRotate(page, 'deploy');
  await rotate(asked);
  await expect(asked.getByRole('alert')).toContainText('The key was rotated, and its new secret went with the lost answer: nobody saw it. The old secret works until');
  expect(sent).toHaveLength(1);
  expect(await zenml.statusWith(secret)).toBe(200);
  const before = (await zenml.key(account.id, key.id)).metadata.last_rotated;
  await asked.getByRole('button', { name: 'Rotate again' }).click();
  await expect(asked.getByRole('radio', { name: 'Now', exact: true })).toBeChecked();
  await expect(asked).toContainText('An old secret still works. Rotating ends it at once.');
  await rotate(asked);
  const fresh = await shownSecret(secretDialog(page, 'deploy'));
  guard.secret(fresh, ZENML);
  expect(sent).toHaveLength(2);
  expect(await zenml.statusWith(fresh)).toBe(200);
  expect(await zenml.statusWith(secret)).toBe(401);
  expect((await zenml.key(account.id, key.id)).metadata.last_rotated).not.toBe(before);
});

test('a lost rotation that ended the old secret at once says that nothing works now', async ({ app, guard, page }) => {
  guard.expectLostCalls();
  await openOne(app, guard, page);
  await loseAnswer(page, '*/rotate');
  const asked = await askToRotate(page, 'deploy');
  await choose(asked, 'Now');
  await rotate(asked);
  await expect(asked.getByRole('alert')).toContainText("The old secret doesn't work any more, so nothing can use the key now.");
  await asked.getByRole('button', { name: 'Rotate again' }).click();
  await expect(asked).toContainText('Nobody saw the secret that ends');
  await rotate(asked);
  await dismiss(secretDialog(page, 'deploy'));
});

test('a rotation that never arrived is told apart', async ({ app, guard, page }) => {
  guard.expectLostCalls();
  const { secret } = await openOne(app, guard, page);
  await loseCalls(page, '*/rotate', 'PUT');
  const asked = await askToRotate(page, 'deploy');
  await rotate(asked);
  await expect(asked.getByRole('alert')).toContainText('the key was not rotated when it was read again, so the secret in use now works.', { timeout: 10_000 });
  expect(await zenml.statusWith(secret)).toBe(200);
  await asked.getByRole('button', { name: 'Rotate again' }).click();
  await expect(asked.getByRole('radio', { name: 'In 24 hours' })).toBeChecked();
  await rotate(asked);
  await dismiss(secretDialog(page, 'deploy'));
});

test('where the key cannot be read either, the secret in use may be dead, and it looks again', async ({ app, guard, page }) => {
  guard.expectLostCalls();
  await openOne(app, guard, page);
  const asked = await askToRotate(page, 'deploy');
  await expect(asked).toContainText('The key was never used.');
  await page.waitForLoadState('networkidle');
  await loseAnswer(page, '*/rotate');
  await loseCalls(page, '*?hydrate=true', 'GET', 2);
  await rotate(asked);
  await expect(asked.getByRole('alert')).toContainText('It is not known whether the key was rotated', { timeout: 10_000 });
  await expect(asked.getByRole('alert')).toContainText('The secret in use now may be dead.');
  await asked.getByRole('button', { name: 'Look again' }).click();
  await expect(asked.getByRole('alert')).toContainText('The key was rotated, and its new secret went with the lost answer');
  await asked.getByRole('button', { name: 'Close' }).click();
  await expect(fact(app, 'Last rotated')).toContainText('just now');
});

test('the list rotates, too, and its row is up to date at once', async ({ app, guard, page }) => {
  const account = await zenml.account(named('rows'), [{ name: 'first' }, { name: 'second' }]);
  for (const key of account.keys) guard.secret(key.body.key, ZENML);
  await openKeys(app, page, account);
  await page.getByRole('button', { name: 'Rotate first' }).click();
  const asked = dialog(page, 'Rotate first');
  await rotate(asked);
  await dismiss(secretDialog(page, 'first'));
  await expect(app.row('first')).toContainText(/old secret ends in (1 day|23 hours)/);
  await expect(app.row('first')).toContainText('just now');
  await expect(app.row('second')).not.toContainText('old secret');
  await expect(page.getByRole('region', { name: 'List of keys' })).toBeFocused();
  await page.getByRole('button', { name: 'Rotate second' }).click();
  await dialog(page, 'Rotate second').getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('button', { name: 'Rotate second' })).toBeFocused();
});
