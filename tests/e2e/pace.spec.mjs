// A service that asks to slow down: seen by the owner, reads come again later and later, writes never.
import { API, KEYS_PAGE, KEYS_PATH, ORGANIZATION, OWNER_KEY } from './support/env.mjs';
import { expect, test } from './support/test.mjs';
import { follow, ONE_KEY, pace, refresh, rowOf, TALL } from './support/watch.mjs';
import * as sandbox from './support/sandbox.mjs';

test.use({ viewport: TALL });

const MEMBERS = `/api/v1/organizations/${ORGANIZATION}/members`;
const { TOO_MANY, asking } = sandbox;
const SAID = 'The service asks to slow down: Too many calls (root.rate_limit_exceeded).';

const calls = async (method = 'GET', path = KEYS_PATH) => (await sandbox.requests(method, path)).length;
const expectCalls = (count, ...of) => expect.poll(() => calls(...of)).toBe(count);

/** Moves the owner's clock on. */
const pass = (page, seconds) => page.clock.runFor(seconds * 1000);

/** The list, read, and from now on no time passes by itself; counts of calls begin anew. */
async function openStill(app, options) {
  await app.openReadKeys(options);
  await expect(rowOf(app, 'ci-logs')).toContainText('by Ben Okafor');
  await app.page.clock.pauseAt(Date.now() + 2000);
  return calls();
}

test.beforeEach(async ({ guard, page }) => {
  guard.expectStatus(429);
  await page.clock.install();
});

test('a read comes again after one second, then two, and the owner sees why it waits', async ({ app, page }) => {
  const before = await openStill(app);
  await sandbox.addFault('GET', KEYS_PATH, TOO_MANY, 2);
  await refresh(app);
  await expect(pace(app)).toContainText(/Elastic Cloud asks to slow down\. The next call goes out in 1 second/);
  await expect(pace(app)).toContainText('Too many calls at once. Try 2 of 5 follows then.');
  await pass(page, 0.9);
  await expect(pace(app)).toContainText('Try 2 of 5');
  expect(await calls()).toBe(before + 1);
  await pass(page, 0.2);
  await expect(pace(app)).toContainText(/The next call goes out in 2 seconds/);
  await expect(pace(app)).toContainText('Try 3 of 5');
  await pass(page, 1.8);
  expect(await calls()).toBe(before + 2);
  await pass(page, 0.3);
  await expectCalls(before + 3);
  await expect(page.getByText('24 of 500 keys, read just now')).toBeVisible();
  await expect(pace(app)).toBeEmpty();
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('what the service wishes is kept, and counted down', async ({ app, page }) => {
  const before = await openStill(app);
  await sandbox.addFault('GET', KEYS_PATH, asking(7));
  await refresh(app);
  await expect(pace(app)).toContainText(/goes out in .*7 seconds\./);
  await pass(page, 4);
  await expect(pace(app)).toContainText(/goes out in .*3 seconds\./);
  await pass(page, 2.8);
  expect(await calls()).toBe(before + 1);
  await pass(page, 0.4);
  await expectCalls(before + 2);
  await expect(pace(app)).toBeEmpty();
});

test('after five tries the owner is told, with what to do, and can', async ({ app, page }) => {
  const before = await openStill(app);
  await sandbox.addFault('GET', KEYS_PATH, TOO_MANY, 5);
  await refresh(app);
  for (const [place, seconds] of [1, 2, 4, 8].entries()) {
    await expect(pace(app)).toContainText(`Try ${place + 2} of 5`);
    await pass(page, seconds - 0.1);
    expect(await calls()).toBe(before + place + 1);
    await pass(page, 0.2);
  }
  const alert = page.getByRole('alert');
  await expect(alert).toContainText(`The keys could not be read. ${SAID}`);
  await expect(alert).toContainText('Wait a little, then try again.');
  expect(await calls()).toBe(before + 5);
  await expect(rowOf(app, 'ci-logs')).toBeVisible();
  await page.getByRole('button', { name: 'Try again' }).click();
  await pass(page, 8.1);
  await expect(alert).toHaveCount(0);
  await expectCalls(before + 6);
});

test('nobody waits for a minute: that is told at once', async ({ app, page }) => {
  const before = await openStill(app);
  await sandbox.addFault('GET', KEYS_PATH, asking(60));
  await refresh(app);
  await expect(page.getByRole('alert')).toContainText('The service asks to wait 60 seconds: Too many calls (root.rate_limit_exceeded).');
  expect(await calls()).toBe(before + 1);
});

test('a create that was too much is not sent again by itself', async ({ app, page }) => {
  await app.openForm();
  await sandbox.addFault('POST', KEYS_PATH, TOO_MANY);
  await app.create('one-only');
  const alert = app.form.getByRole('alert');
  await expect(alert).toContainText(SAID);
  await expect(alert).toContainText('Wait a little, then try again.');
  await page.clock.fastForward(40_000);
  expect(await calls('POST')).toBe(1);
  expect(await sandbox.keysNamed('one-only')).toEqual([]);
  await expect(app.form.getByLabel('Name')).toHaveValue('one-only');
  await app.submit();
  await expect(app.secretDialog).toBeVisible();
  expect(await calls('POST')).toBe(2);
  expect(await sandbox.keysNamed('one-only')).toHaveLength(1);
});

test('a revoke that was too much is not sent again by itself', async ({ app, page }) => {
  await app.openReadKeys();
  await sandbox.addFault('DELETE', ONE_KEY, asking(2));
  await app.revoke('ci-logs');
  const dialog = app.revokeDialog('ci-logs');
  await expect(dialog.getByRole('alert')).toContainText('The key was not revoked. The service asks to wait 2 seconds: Too many calls');
  await page.clock.fastForward(40_000);
  expect(await calls('DELETE', ONE_KEY)).toBe(1);
  await dialog.getByRole('button', { name: 'Revoke key' }).click();
  await expect(app.messages).toContainText('ci-logs is revoked.');
  expect(await calls('DELETE', ONE_KEY)).toBe(2);
});

test('a key\'s own page waits and comes', async ({ app, page }) => {
  await openStill(app);
  await sandbox.addFault('GET', ONE_KEY, TOO_MANY);
  await follow(app, 'ci-logs');
  await expect(pace(app)).toContainText('Try 2 of 5');
  await pass(page, 1.1);
  await expect(page.getByText('As JSON', { exact: true })).toBeVisible();
  await expect(pace(app)).toBeEmpty();
});

test('who made the keys comes again too', async ({ app, page }) => {
  await sandbox.addFault('GET', MEMBERS, TOO_MANY);
  await app.openReadKeys();
  await expect.poll(() => calls('GET', MEMBERS)).toBe(1);
  await page.clock.fastForward(2000);
  await expect(rowOf(app, 'ci-logs')).toContainText('by Ben Okafor');
});

test('a sign-in that was too much is told, and works the next time', async ({ app, page }) => {
  await sandbox.addFault('GET', '/api/v1/organizations', TOO_MANY, 5);
  await page.goto(KEYS_PAGE);
  await app.signIn();
  const alert = page.getByRole('alert');
  await expect(async () => {
    await page.clock.runFor(5_000);
    await expect(alert).toContainText(SAID, { timeout: 200 });
  }).toPass();
  await expect(page.getByRole('alert')).toContainText('Wait a little, then try again.');
  await sandbox.reset();
  await app.signIn();
  await expect(async () => {
    await page.clock.runFor(3_000);
    await expect(app.table).toBeVisible({ timeout: 200 });
  }).toPass();
});

/** Leaves the service with so many calls for this minute, which does not pass. */
async function spend(left) {
  for (;;) {
    const answer = await fetch(`${API}/api/v1/organizations`, { headers: { authorization: `ApiKey ${OWNER_KEY}` } });
    if (Number(answer.headers.get('x-ratelimit-remaining')) <= left) return;
  }
}

test('calls are spaced while few are left, and that is said', async ({ app, page }) => {
  await sandbox.reset({ calls_per_minute: 40, now: new Date().toISOString() });
  const before = await openStill(app);
  await spend(3);
  await refresh(app);
  await expectCalls(before + 1);
  await expect(pace(app)).toContainText(/Elastic Cloud asks to slow down\. The next call goes out in 30 seconds/);
  await expect(pace(app)).not.toContainText('Too many calls at once');
  await refresh(app);
  await pass(page, 29);
  await expect(pace(app)).toContainText('goes out in 1 second.');
  expect(await calls()).toBe(before + 1);
  await pass(page, 1.5);
  await expectCalls(before + 2);
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('the note goes when its time is over, though nothing is called', async ({ app, page }) => {
  await sandbox.reset({ calls_per_minute: 40, now: new Date().toISOString() });
  await openStill(app);
  await spend(3);
  await refresh(app);
  await expect(pace(app)).toContainText('goes out in 30 seconds.');
  await pass(page, 32);
  await expect(pace(app)).toBeEmpty();
});

test('what is said aloud is a whole sentence', async ({ app }) => {
  await openStill(app);
  await sandbox.addFault('GET', KEYS_PATH, asking(7));
  await refresh(app);
  await expect(pace(app)).toContainText(/goes out in .*7 seconds\./);
  // The seconds that count down are hidden from screen readers; something must stand in their place.
  expect(await pace(app).ariaSnapshot()).not.toMatch(/goes out in\s*\./);
});

test('headers that a page may not read slow nothing and break nothing', async ({ app, page }) => {
  await sandbox.reset({ calls_per_minute: 40, expose_headers: false, now: new Date().toISOString() });
  const before = await openStill(app);
  await spend(3);
  for (const count of [1, 2]) {
    await refresh(app);
    await expectCalls(before + count);
    await expect(page.getByText('24 of 500 keys, read just now')).toBeVisible();
    await expect(pace(app)).toBeEmpty();
  }
});

test('odd headers slow nothing and break nothing', async ({ app, page }) => {
  await openStill(app);
  const names = ['x-ratelimit-limit', 'x-ratelimit-remaining', 'x-ratelimit-interval'];
  for (const odd of ['soon', '-1', '', '99999999999999999999']) {
    const headers = Object.fromEntries(names.map((name) => [name, odd]));
    await sandbox.addFault('GET', KEYS_PATH, { status: 200, body: '{"keys":[]}', headers });
    await refresh(app);
    await expect(page.getByText('0 of 500 keys, read just now')).toBeVisible();
    await expect(pace(app)).toBeEmpty();
    await refresh(app);
    await expect(page.getByText('24 of 500 keys, read just now')).toBeVisible();
  }
});

test('signing out while a call waits: it never goes out, and nothing more is said', async ({ app, page }) => {
  const before = await openStill(app);
  await sandbox.addFault('GET', KEYS_PATH, asking(20));
  await refresh(app);
  await expect(pace(app)).toContainText('goes out in 20 seconds.');
  await page.getByRole('button', { name: /^Sign out/ }).click();
  await expect(app.signInForm()).toBeVisible();
  await expect(pace(app)).toBeEmpty();
  await pass(page, 25);
  await expect(pace(app)).toBeEmpty();
  expect(await calls()).toBe(before + 1);
});
