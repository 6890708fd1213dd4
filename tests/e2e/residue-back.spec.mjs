// Leaving for another document and coming back: with the headers that the app is served with the browser does not keep
// the page, and where it does keep it, for a host sends others, nothing is left in it.
import { KEYS_PAGE, OWNER_KEY, SEARCH_KEY } from './support/env.mjs';
import { catchMemory } from './support/residue.mjs';
import { expect, test } from './support/test.mjs';
import { expectForgotten, signIn, typeSecret } from './support/tour.mjs';

test.describe.configure({ timeout: 60_000 });
test.use({
  // A browser of its own that keeps pages for the way back, as those of people do.
  launchOptions: async ({ launchOptions }, use) =>
    use({ ...launchOptions, ignoreDefaultArgs: ['--disable-back-forward-cache'] }),
});

test.beforeEach(async ({ context, guard }) => {
  await catchMemory(context);
  await context.addInitScript(() => addEventListener('pageshow', ({ persisted }) => (globalThis.wasKept = persisted)));
  // The browser looks for an icon of the other document.
  guard.expectStatus(404);
});

/** Lets the browser keep what is served, as on a host that says nothing of it. */
const serveKept = (context) =>
  context.route('**/*', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), 'cache-control': 'max-age=600' } });
  });

/** Goes to another document of the same origin by its address, and back. */
async function leaveAndComeBack(page) {
  await page.goto('/config.json');
  await expect(page.getByText('"connections"')).toBeVisible();
  await page.goBack({ waitUntil: 'commit' });
  // The document comes up, or the one that was kept goes on.
  await expect.poll(() => page.evaluate(() => globalThis.wasKept)).toBeDefined();
  return page.evaluate(() => ({
    wasKept: globalThis.wasKept,
    why: performance.getEntriesByType('navigation')[0].notRestoredReasons?.reasons.map(({ reason }) => reason) ?? [],
  }));
}

for (const [what, isKept] of [['the page, which the browser may not keep,', false], ['a page that the browser kept', true]]) {
  test(`${what} comes back signed out`, async ({ app, context, guard, page }) => {
    if (isKept) await serveKept(context);
    await page.goto(KEYS_PAGE);
    await signIn(app, 'Elastic Cloud', OWNER_KEY);
    await app.expectRead();
    await app.nav.getByRole('link', { name: 'Connections' }).click();
    await typeSecret(page, app.signInForm('Search API').getByLabel('API key', { exact: true }), SEARCH_KEY);
    const { wasKept, why } = await leaveAndComeBack(page);
    expect(wasKept).toBe(isKept);
    if (isKept) await expect(app.messages).toContainText('You were signed out because you left this page.');
    else expect(why).toContain('response-cache-control-no-store');
    await expect(app.signInForm('Elastic Cloud').getByLabel('API key', { exact: true })).toHaveValue('');
    await expect(app.signInForm('Search API').getByLabel('API key', { exact: true })).toHaveValue('');
    await expectForgotten(page, guard, 4);
    await page.goBack({ waitUntil: 'commit' });
    await expect(app.signInForm('Elastic Cloud')).toBeVisible();
    await expect(app.table).toHaveCount(0);
    await expectForgotten(page, guard, 4);
  });
}
