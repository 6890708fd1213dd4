// Many keys revoked at once: a few calls at a time, a result for each, what failed to be tried again.
import { API, KEYS_PATH } from './support/env.mjs';
import { expect, test } from './support/test.mjs';
import { Bulk, clearFaults, createMany, ended, loseAnswers, ONE_KEY, revokedIds } from './support/change.mjs';
import * as clipboard from './support/clipboard.mjs';
import * as sandbox from './support/sandbox.mjs';

test.use({ viewport: { width: 1280, height: 2200 } });

const refused = sandbox.refusal(403, 'root.unauthorized', 'Not this one.');
const names = (count) => Array.from({ length: count }, (_, at) => `bulk-${String(at + 1).padStart(2, '0')}`);
const leftOf = async () => (await sandbox.keys()).map((key) => key.description).filter((name) => name.startsWith('bulk-')).sort();

/** From nothing to so many selected keys. */
async function select(app, count) {
  const bulk = new Bulk(app);
  await createMany(count);
  await app.openReadKeys();
  await bulk.selectFound('bulk-');
  return bulk;
}

test('all are revoked, each told by name, and the list is without them', async ({ app, page }) => {
  const bulk = await select(app, 6);
  await bulk.revoke();
  await expect(bulk.results).toHaveAccessibleName('6 revoked.');
  for (const name of names(6)) await expect(bulk.result(name)).toContainText('Revoked');
  await expect(bulk.results.getByRole('heading')).toBeFocused();
  await expect(bulk.results.getByRole('button', { name: /again$/ })).toHaveCount(0);
  await bulk.results.getByRole('button', { name: 'Close' }).click();
  await expect(bulk.results).toBeHidden();
  await expect(page.getByRole('heading', { name: 'No key matches' })).toBeVisible();
  expect(await leftOf()).toEqual([]);
  expect(new Set(await revokedIds()).size).toBe(6);
  await expect(page.getByText('24 of 500 keys, read')).toBeVisible();
});

test('afterwards the focus is in the list, or where its search is when nothing is left in it', async ({ app, page }) => {
  const bulk = await select(app, 3);
  await bulk.box('bulk-02').uncheck();
  await bulk.revoke();
  await expect(bulk.results.getByRole('heading')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(bulk.results).toBeHidden();
  await expect(page.getByRole('region', { name: 'List of keys' })).toBeFocused();
  await bulk.select('bulk-02');
  await bulk.revoke();
  await bulk.results.getByRole('button', { name: 'Close' }).click();
  await expect(page.getByRole('heading', { name: 'No key matches' })).toBeVisible();
  await expect.poll(() => page.evaluate(() => document.activeElement !== document.body)).toBe(true);
});

test('of every third that fails the reason is told, and only those are tried again', async ({ app, guard }) => {
  guard.expectStatus(403);
  const bulk = await select(app, 9);
  await sandbox.addFault('DELETE', ONE_KEY, refused, 3, 3);
  await bulk.revoke();
  await expect(bulk.results).toHaveAccessibleName('6 revoked, 3 failed.');
  const left = await leftOf();
  expect(left).toHaveLength(3);
  for (const name of names(9)) {
    const reason = "Not revoked. You aren't allowed to do this: Not this one";
    await expect(bulk.result(name)).toContainText(left.includes(name) ? reason : 'Revoked');
  }
  const first = await revokedIds();
  const failed = (await sandbox.keys()).filter((key) => left.includes(key.description)).map((key) => key.id);
  await bulk.results.getByRole('button', { name: 'Try 3 keys again' }).click();
  await expect(bulk.results).toHaveAccessibleName('3 revoked.');
  const again = (await revokedIds()).slice(first.length);
  expect(again.sort()).toEqual(failed.sort());
  expect(await leftOf()).toEqual([]);
});

test('what failed stays selected, and the list says so', async ({ app, guard }) => {
  guard.expectStatus(403);
  const bulk = await select(app, 6);
  await sandbox.addFault('DELETE', ONE_KEY, refused, 2, 3);
  await bulk.revoke();
  await expect(bulk.results).toContainText('What is left stays selected.');
  await bulk.results.getByRole('button', { name: 'Close' }).click();
  await expect(bulk.selected).toHaveText('2 keys selected');
  expect((await bulk.ticked()).sort()).toEqual(await leftOf());
  await bulk.revoke();
  await expect(bulk.results).toHaveAccessibleName('2 revoked.');
});

test('answers that were lost are looked into: gone, and still there', async ({ app, guard }) => {
  guard.expectLostCalls();
  const bulk = await select(app, 6);
  const reads = (await sandbox.requests('GET', KEYS_PATH)).length;
  await loseAnswers('bulk-02', 'after_commit');
  await loseAnswers('bulk-05', 'before');
  await bulk.revoke();
  await expect(bulk.results).toHaveAccessibleName('5 revoked, 1 failed.');
  await expect(bulk.result('bulk-02')).toContainText('Revoked');
  await expect(bulk.result('bulk-05')).toContainText(`Not revoked. No answer came from ${API}.`);
  expect((await sandbox.requests('GET', KEYS_PATH)).length).toBeGreaterThan(reads);
  await bulk.results.getByRole('button', { name: 'Close' }).click();
  expect(await bulk.ticked()).toEqual(['bulk-05']);
  expect(await leftOf()).toEqual(['bulk-05']);
  await expect(app.found).toHaveText('1 of 25 keys');
});

test('where the list can not be read either, the outcome is said to be unknown', async ({ app, guard }) => {
  guard.expectLostCalls();
  guard.expectStatus(404, 500);
  const bulk = await select(app, 3);
  await loseAnswers('bulk-02', 'after_commit');
  await sandbox.addFault('GET', KEYS_PATH, { status: 500 });
  await bulk.revoke();
  await expect(bulk.results).toHaveAccessibleName('2 revoked, 1 has an unknown outcome.');
  await expect(bulk.result('bulk-02')).toContainText('Unknown: the answer was lost.');
  await clearFaults();
  await bulk.results.getByRole('button', { name: 'Try 1 key again' }).click();
  await expect(bulk.results).toHaveAccessibleName('0 revoked, 1 was gone already.');
});

test('keys that are gone already count as gone', async ({ app, guard }) => {
  guard.expectStatus(404);
  const bulk = await select(app, 4);
  const [one, two] = await sandbox.keys();
  await sandbox.revokeKey(one.id);
  await sandbox.revokeKey(two.id);
  await bulk.revoke();
  await expect(bulk.results).toHaveAccessibleName('2 revoked, 2 were gone already.');
  await expect(bulk.result(one.description)).toContainText('Was gone already');
  await expect(bulk.results.getByRole('button', { name: /again$/ })).toHaveCount(0);
});

test('a sign-in that ends in the middle is renewed on the spot, and it goes on', async ({ app, guard }) => {
  guard.expectStatus(401);
  const bulk = await select(app, 10);
  await sandbox.addFault('DELETE', ONE_KEY, ended, 1, 5);
  await bulk.revoke();
  await app.signIn({ form: app.askAgain });
  await expect(bulk.results).toHaveAccessibleName('10 revoked.');
  expect(await leftOf()).toEqual([]);
});

test('who does not sign in again is asked once, and nothing more is sent', async ({ app, guard }) => {
  guard.expectStatus(401);
  const bulk = await select(app, 12);
  await sandbox.addFault('DELETE', ONE_KEY, ended, 100);
  await bulk.revoke();
  await app.askAgain.getByRole('button', { name: 'Not now' }).click();
  await expect(bulk.results).toHaveAccessibleName(/^0 revoked/);
  expect((await revokedIds()).length).toBeLessThanOrEqual(4);
  expect(await leftOf()).toHaveLength(12);
});

test('a service that asks to slow down is waited for, and what it refused is told', async ({ app, guard }) => {
  guard.expectStatus(429);
  const bulk = await select(app, 8);
  const tooMany = sandbox.refusal(429, 'root.rate_limit_exceeded', 'Slow down.');
  await sandbox.addFault('DELETE', ONE_KEY, { ...tooMany, headers: { 'retry-after': '1' } }, 1, 2);
  await bulk.revoke();
  await expect(bulk.results).toHaveAccessibleName('7 revoked, 1 failed.');
  const [left] = await leftOf();
  await expect(bulk.result(left)).toContainText('Not revoked.');
  await bulk.results.getByRole('button', { name: 'Try 1 key again' }).click();
  await expect(bulk.results).toHaveAccessibleName('1 revoked.');
});

test('at most four calls are under way at once, and four are', async ({ app, page }) => {
  const bulk = await select(app, 12);
  let [now, most] = [0, 0];
  const counted = (request) => request.method() === 'DELETE';
  page.on('request', (request) => counted(request) && (most = Math.max(most, (now += 1))));
  page.on('requestfinished', (request) => counted(request) && (now -= 1));
  await sandbox.addFault('DELETE', ONE_KEY, { delay_ms: 150 }, 12);
  await bulk.revoke();
  await expect(bulk.results).toHaveAccessibleName('12 revoked.');
  expect(most).toBe(4);
});

test('how far it is can be seen, Esc ends nothing, and a press beside it neither', async ({ app, page }) => {
  const bulk = await select(app, 12);
  await sandbox.addFault('DELETE', ONE_KEY, { delay_ms: 700 }, 12);
  await bulk.revoke();
  await expect(bulk.progress).toHaveAccessibleName('Revoking 12 keys');
  await expect(bulk.progress.getByRole('button', { name: 'Stop' })).toBeFocused();
  await page.keyboard.press('Escape');
  await page.mouse.click(5, 5);
  await expect(bulk.progress.getByRole('status')).toHaveText(/^4 of 12, about \d seconds? left$/);
  await expect(bulk.progress.getByRole('progressbar', { name: 'Keys dealt with' })).toHaveJSProperty('value', 4);
  await expect(bulk.progress.getByRole('status')).toHaveText(/^8 of 12/);
  await expect(bulk.results).toHaveAccessibleName('12 revoked.');
});

test('it can be stopped: what was sent ends, the rest is not sent and stays selected', async ({ app }) => {
  const bulk = await select(app, 12);
  await sandbox.addFault('DELETE', ONE_KEY, { delay_ms: 1000 }, 12);
  await bulk.revoke();
  await expect(bulk.progress.getByRole('status')).toHaveText(/^4 of 12/);
  await bulk.progress.getByRole('button', { name: 'Stop' }).click();
  await expect(bulk.progress.getByRole('status')).toHaveText(/^\d+ of 12\. Stopping: what was sent already ends first\.$/);
  await expect(bulk.results).toHaveAccessibleName('8 revoked, 4 were not sent.');
  const left = await leftOf();
  expect(left).toHaveLength(4);
  for (const name of left) await expect(bulk.result(name)).toContainText('Not sent');
  expect(await revokedIds()).toHaveLength(8);
  await bulk.results.getByRole('button', { name: 'Close' }).click();
  expect((await bulk.ticked()).sort()).toEqual(left);
});

test('the results can be copied: name, id and outcome of each', async ({ app, context, guard }) => {
  guard.expectStatus(403);
  await clipboard.allow(context);
  const bulk = await select(app, 3);
  const ids = new Map((await sandbox.keys()).map((key) => [key.description, key.id]));
  await sandbox.addFault('DELETE', ONE_KEY, refused, 1, 3);
  await bulk.revoke();
  await bulk.results.getByRole('button', { name: 'Copy results' }).click();
  await expect(app.messages).toContainText('Copy results: copied.');
  const [left] = await leftOf();
  const lines = (await clipboard.read(context)).split('\n').map((line) => line.split('\t'));
  expect(lines.map(([name, id]) => [name, id]).sort()).toEqual(names(3).map((name) => [name, ids.get(name)]));
  for (const [name, , outcome] of lines) expect(outcome).toMatch(name === left ? /^Not revoked\. / : /^Revoked$/);
});
