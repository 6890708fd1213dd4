// What a credential may not do is said before it is tried, as far as that can be known.
import { KEYS_PAGE, KEYS_PATH, MEMBER_KEY, ORGANIZATION } from './support/env.mjs';
import { expect, test } from './support/test.mjs';
import { back, follow, pageOf, rowOf, TALL, WHOAMI } from './support/watch.mjs';
import * as sandbox from './support/sandbox.mjs';

test.use({ viewport: TALL });

const READ_ONLY = 'You can look, and not change anything.';
const OWNERS = 'Owners are Ada Nowak, Ben Okafor and 김서연.';

/** Lets the next readings of the list work also for a key that is no owner. */
async function letAnyoneRead() {
  const body = JSON.stringify({ keys: await sandbox.keys() });
  await sandbox.addFault('GET', KEYS_PATH, { status: 200, body }, 50);
}

/** That nothing on the page could change a key. */
async function expectNothingToChange(page) {
  const main = page.getByRole('main');
  await expect(main.getByRole('link', { name: /^(Create|Replace)\b/ })).toHaveCount(0);
  await expect(main.getByRole('button', { name: /^Revoke\b/ })).toHaveCount(0);
  await expect(main.getByRole('checkbox')).toHaveCount(0);
}

test('a member who may not see the keys is told what it takes and whom to ask', async ({ app, guard, page }) => {
  guard.expectStatus(403);
  await app.openKeys({ key: MEMBER_KEY });
  const alert = page.getByRole('alert');
  await expect(alert).toContainText("The keys could not be read. You aren't allowed to do this: ");
  await expect(alert).toContainText("It needs the organization owner's role");
  await expect(alert).toContainText('Sign in with a credential that has the rights, or ask someone who has them.');
  await expect(page.getByRole('main').getByText(OWNERS)).toHaveCount(1);
  await expectNothingToChange(page);
  await expect(app.table).toHaveCount(0);
});

test('a list that was never read has no count', async ({ app, guard, page }) => {
  guard.expectStatus(403);
  await app.openKeys({ key: MEMBER_KEY });
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page.getByText('keys when last read')).toHaveCount(0);
});

test('who may not even look is not told that one can', async ({ app, guard, page }) => {
  guard.expectStatus(403);
  await app.openKeys({ key: MEMBER_KEY });
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page.getByText('Owners are').first()).toBeVisible();
  await expect(page.getByText(READ_ONLY)).toHaveCount(0);
});

test('without names of owners nothing empty stands in their place', async ({ app, guard, page }) => {
  guard.expectStatus(403);
  const members = `/api/v1/organizations/${ORGANIZATION}/members`;
  await sandbox.addFault('GET', members, sandbox.refusal(403, 'root.unauthorized', 'No.'), 9);
  await app.openKeys({ key: MEMBER_KEY });
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page.getByText('Owners are')).toHaveCount(0);
  const notes = await page.getByRole('main').locator('.note').allInnerTexts();
  expect(notes.filter((text) => !text.trim())).toEqual([]);
});

test('where the rights cannot be asked for, trying tells', async ({ app, guard, page }) => {
  guard.expectStatus(403, 404);
  await sandbox.reset({ whoami: false });
  await app.openReadKeys();
  await expect(page.getByText(READ_ONLY)).toHaveCount(0);
  await app.revoke('ci-logs');
  await expect(app.messages).toContainText('ci-logs is revoked.');
  await page.reload();
  await app.signIn({ key: MEMBER_KEY });
  await expect(page.getByRole('alert')).toContainText("You aren't allowed to do this: ");
  await expect(page.getByText(READ_ONLY)).toHaveCount(0);
  await expect(page.getByRole('main').getByText(OWNERS)).toHaveCount(1);
  await page.getByRole('link', { name: 'Create key' }).click();
  await app.create('tried-all-the-same');
  await expect(app.form.getByRole('alert')).toContainText("You aren't allowed to do this: ");
  expect(await sandbox.keysNamed('tried-all-the-same')).toEqual([]);
});

test('who may look only sees the list, a note, and nothing to press', async ({ app, page }) => {
  await letAnyoneRead();
  await app.openReadKeys({ key: MEMBER_KEY });
  await expect(page.getByText(READ_ONLY)).toBeVisible();
  await expect(page.getByText('Only owners can create and revoke keys here.')).toBeVisible();
  await expect(page.getByText(OWNERS)).toHaveCount(1);
  await expect(app.found).toHaveText('24 of 24 keys');
  await expectNothingToChange(page);
  await app.search.fill('ci-logs');
  await expect(app.found).toHaveText('1 of 24 keys');
  await expectNothingToChange(page);
});

test('what is learned late takes the buttons away, also from a row that stands there', async ({ app, page }) => {
  await letAnyoneRead();
  await sandbox.addFault('GET', WHOAMI, { delay_ms: 1500 });
  await app.openReadKeys({ key: MEMBER_KEY });
  await expect(app.revokeButton('ci-logs')).toBeVisible();
  await expect(page.getByText(READ_ONLY)).toBeVisible();
  await expectNothingToChange(page);
  await expect(rowOf(app, 'ci-logs')).toBeVisible();
});

test('the page of a key tells all and offers nothing', async ({ app, page }) => {
  await letAnyoneRead();
  const [key] = await sandbox.keysNamed('ci-logs');
  await sandbox.addFault('GET', `${KEYS_PATH}/*`, { status: 200, body: JSON.stringify(key) }, 9);
  await app.openReadKeys({ key: MEMBER_KEY });
  await expect(page.getByText(READ_ONLY)).toBeVisible();
  await follow(app, 'ci-logs');
  await expect(page.getByRole('region', { name: 'Access' })).toContainText('Editor on 2 deployments');
  await expectNothingToChange(page);
  await back(app);
  await expectNothingToChange(page);
});

for (const [what, way] of [
  ['a new key', async () => `${KEYS_PAGE}/new`],
  ['a replacement', async () => `${pageOf((await sandbox.keysNamed('ci-logs'))[0].id)}/replace`],
]) {
  test(`a link to the form for ${what} says that one may not, before it is filled in`, async ({ app, guard, page }) => {
    guard.expectStatus(403, 404);
    await letAnyoneRead();
    await page.goto(await way());
    await app.signIn({ key: MEMBER_KEY });
    await expect(page.getByRole('main')).toContainText(/not change anything|Only owners can/);
  });
}

test('an owner is not told to be none, and comes after a member', async ({ app, page }) => {
  await letAnyoneRead();
  await app.openReadKeys({ key: MEMBER_KEY });
  await expect(page.getByText(READ_ONLY)).toBeVisible();
  await page.getByRole('button', { name: /^Sign out/ }).click();
  await app.signIn();
  await app.expectRead();
  await expect(app.revokeButton('ci-logs')).toBeVisible();
  await expect(page.getByText(READ_ONLY)).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'Create key' })).toBeVisible();
});

for (const [what, answer] of [
  ['a page of HTML', { status: 200, body: '<html>who?</html>', content_type: 'text/html' }],
  ['nothing of roles', { status: 200, body: '{"user":{"user_id":"1014289666002276"}}' }],
  ['a failure', { status: 500 }],
]) {
  test(`a service that answers the question of rights with ${what} takes nothing away`, async ({ app, guard, page }) => {
    guard.expectStatus(500);
    await sandbox.addFault('GET', WHOAMI, answer, 9);
    await app.openReadKeys();
    await expect.poll(async () => (await sandbox.requests('GET', WHOAMI)).length).toBe(1);
    await app.revoke('ci-logs');
    await expect(app.messages).toContainText('ci-logs is revoked.');
    await expect(page.getByText(READ_ONLY)).toHaveCount(0);
  });
}
