// The credential ends for good in the middle of work on many keys: the service itself refuses it from then on.
// What it is like where a token ends, see the tests of many keys at once on ZenML.
import { Bulk, createMany, ONE_KEY, OWNER_ROLE, revokedIds } from './support/change.mjs';
import { API, KEYS_PATH } from './support/env.mjs';
import { expect, test } from './support/test.mjs';
import * as sandbox from './support/sandbox.mjs';

test.use({ viewport: { width: 1280, height: 3000 } });
test.describe.configure({ timeout: 60_000 });

const COUNT = 12;
/** The calls that the service carried out before the credential ended. */
const BEFORE = 5;

/** From nothing to a question about many keys, signed in with a key of one's own that ends in the middle. */
async function begin(app, guard) {
  const own = await sandbox.createKey('of-the-day', { role_assignments: OWNER_ROLE });
  guard.secret(own.key, API);
  guard.expectStatus(401);
  await createMany(COUNT);
  await app.openReadKeys({ key: own.key });
  const bulk = new Bulk(app);
  await bulk.selectFound('bulk-');
  let calls = 0;
  // Four calls at most are under way at once: those wait here until it is known which of them come too late.
  await app.page.route(`${API}${KEYS_PATH}/*`, async (route, request) => {
    if (request.method() === 'DELETE') {
      calls += 1;
      if (calls === BEFORE + 1) await sandbox.revokeKey(own.id);
    }
    return route.fallback();
  });
  await bulk.revoke();
  await expect(app.askAgain).toBeVisible();
  return bulk;
}

const left = async () => (await sandbox.keys()).filter((key) => key.description.startsWith('bulk-')).length;
const carriedOut = async () => (await sandbox.requests('DELETE', ONE_KEY)).filter((call) => call.status === 200 && call.headers.includes('origin'));

test('whoever signs in again sees it through, and nothing is done twice', async ({ app, guard }) => {
  const bulk = await begin(app, guard);
  await app.signIn({ form: app.askAgain });
  await expect(bulk.results).toHaveAccessibleName(`${COUNT} revoked.`);
  expect(await left()).toBe(0);
  const ids = (await carriedOut()).map((call) => call.path);
  expect(ids).toHaveLength(COUNT);
  expect(new Set(ids).size).toBe(COUNT);
});

test('whoever does not is told what is done and what is not, and can go on later', async ({ app, guard, page }) => {
  const bulk = await begin(app, guard);
  await app.askAgain.getByRole('button', { name: 'Not now' }).click();
  await expect(bulk.results).toHaveAccessibleName(/^\d revoked, \d+ failed(, \d+ (was|were) not sent)?\.$/);
  const done = (await carriedOut()).length;
  expect(await left()).toBe(COUNT - done);
  await expect(bulk.results).toHaveAccessibleName(new RegExp(`^${done} revoked`));
  const asked = (await revokedIds()).length;
  await bulk.results.getByRole('button', { name: 'Close' }).click();
  await expect.poll(async () => (await bulk.ticked()).length).toBe(COUNT - done);
  expect((await revokedIds()).length, 'nothing is sent meanwhile').toBe(asked);
  await bulk.revoke();
  await app.signIn({ form: page.getByRole('dialog', { name: 'Sign in to Elastic Cloud again' }) });
  await expect(bulk.results).toHaveAccessibleName(`${COUNT - done} revoked.`);
  expect(await left()).toBe(0);
  expect(await carriedOut()).toHaveLength(COUNT);
});
