// A credential that is pasted where one searches, as a slip of the clipboard: it is no search, and stands in no address.
import { KEYS_PAGE, MEMBER_KEY, OWNER_KEY, SEARCH_KEY } from './support/env.mjs';
import { LIST_PAGE } from './support/clusters.mjs';
import { hold, KEYS_PAGE as SEARCH_PAGE, many } from './support/search.mjs';
import { expect, test } from './support/test.mjs';
import { signIn, typeSecret } from './support/tour.mjs';

const ELASTIC = 'Elastic Cloud';
const SEARCH = 'Search API';

for (const [where, address, connection, own, box] of [
  ['keys of Elastic Cloud', KEYS_PAGE, ELASTIC, OWNER_KEY, 'Search keys'],
  ['connected clusters', LIST_PAGE, ELASTIC, OWNER_KEY, 'Search clusters'],
  ['keys of the Search API', SEARCH_PAGE, SEARCH, SEARCH_KEY, 'Search keys'],
]) {
  test(`what one is signed in with is no search among ${where}`, async ({ app, page }) => {
    await hold(many(5));
    await page.goto(address);
    await signIn(app, connection, own);
    const search = page.getByRole('searchbox', { name: box });
    await typeSecret(page, search, own);
    await expect(search).toHaveValue('');
    await expect(page).not.toHaveURL(/search=./);
  });
}

test('another key of Elastic Cloud is no search among keys', async ({ app, page }) => {
  await page.goto(KEYS_PAGE);
  await signIn(app, ELASTIC, OWNER_KEY);
  await app.expectRead();
  await typeSecret(page, app.search, MEMBER_KEY);
  await expect(app.search).toHaveValue('');
  await expect(page).not.toHaveURL(/search=./);
});
