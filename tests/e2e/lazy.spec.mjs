// What a first visit does without: fetched ahead once a list is shown, and missed without harm.
import { KEYS_PAGE, ORGANIZATION } from './support/env.mjs';
import { look } from './support/look.mjs';
import { expect, test } from './support/test.mjs';

const PARTS = /\/lazy-[^/]*\.wasm$/;

/** How many of the parts with what one does with a list were asked for. */
const ahead = (asked) => asked.filter((url) => /lazy-(manage|new_key)-/.test(url)).length;

/** The parts that the page asked for so far. */
function watch(page) {
  const asked = [];
  page.on('request', (request) => PARTS.test(request.url()) && asked.push(request.url()));
  return asked;
}

test('signing in needs no part, the list comes meanwhile, and fetches what one does with it', async ({ app, page }) => {
  const asked = watch(page);
  const parts = new RegExp(PARTS);
  await page.route(parts, () => {}); // which never answers
  await page.goto(KEYS_PAGE);
  await expect(app.signInForm()).toBeVisible();
  await expect.poll(() => asked.some((url) => url.includes('/lazy-keys-'))).toBe(true);
  expect(asked.filter((url) => /lazy-(manage|new_key|more)-/.test(url))).toEqual([]);
  await page.unroute(parts);
  await page.reload();
  await app.signIn();
  await app.expectRead();
  await expect.poll(() => ahead(asked)).toBe(2);
});

for (const [what, file] of [['script', /\/latchkey-[^/]*\.js$/], ['first part', /\/latchkey-[^/]*\.wasm$/]]) {
  test(`an app whose ${what} can't be had says so, in place of loading for ever`, async ({ app, guard, page }) => {
    guard.expectLostCalls();
    guard.expectConsole(/Failed to fetch/, /ERR_FAILED/);
    guard.expectStop();
    await page.route(file, (route) => route.abort());
    await page.goto(KEYS_PAGE);
    await expect(page.getByRole('alert')).toContainText('Latchkey could not be loaded. Check the network connection, then reload');
    await look(page, 'not-loaded');
    await page.unroute(file);
    await page.reload();
    await expect(app.signInForm()).toBeVisible();
  });
}

test('what was fetched ahead works without the host', async ({ app, page }) => {
  const asked = watch(page);
  await app.openReadKeys();
  await expect.poll(() => ahead(asked)).toBe(2);
  await page.waitForLoadState('networkidle');
  await page.route(PARTS, (route) => route.abort());
  await app.revokeButton('billing-export').click();
  await expect(app.revokeDialog('billing-export')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'Create key' }).click();
  await expect(app.form).toBeVisible();
});

test('a part that is missing is said so, and can be asked for again', async ({ app, guard, page }) => {
  guard.expectLostCalls();
  guard.expectConsole(/TypeError: Failed to fetch/);
  await page.route(PARTS, (route) => route.abort());
  await page.goto(`/connections/elastic/${ORGANIZATION}/terms`);
  await app.signIn();
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('This page could not be loaded.');
  await expect(alert).toContainText('If Latchkey was updated meanwhile, reload it.');
  await look(page, 'lazy-missing');
  await page.unroute(PARTS);
  await alert.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('button', { name: 'Accept terms' })).toBeVisible();
});

test('a host that answers with its page in place of a part does no harm', async ({ app, guard, page }) => {
  guard.expectConsole(/valid digest in the 'integrity' attribute/, /SRI's integrity checks failed/, /TypeError: Failed to fetch/);
  await page.route(PARTS, (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }));
  await page.goto(`/connections/elastic/${ORGANIZATION}/terms`);
  await app.signIn();
  await expect(page.getByRole('alert')).toContainText('This page could not be loaded.');
});
