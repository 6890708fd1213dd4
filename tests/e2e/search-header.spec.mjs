// The header that carries the key is chosen for a connection that is added in the app.
import { SEARCH_API, SEARCH_KEY } from './support/env.mjs';
import { PATH } from './support/search.mjs';
import { expect, test } from './support/test.mjs';

for (const [choice, name, value] of [
  ['Authorization: Bearer …', 'authorization', `Bearer ${SEARCH_KEY}`],
  ['x-api-key: …', 'x-api-key', SEARCH_KEY],
]) {
  test(`the key is sent as ${choice}`, { tag: '@sandbox' }, async ({ app, guard, page }) => {
    // Neither is what the service takes; a header that it doesn't know is refused before the call.
    guard.expectConsole(/Failed to load resource|CORS/);
    const sent = page.waitForRequest((request) => request.url() === `${SEARCH_API}${PATH}`);
    await page.goto('/connections');
    await page.getByRole('button', { name: 'Add connection' }).click();
    const form = page.getByRole('form', { name: 'New connection' });
    await expect(form.getByLabel('The key is sent as')).toBeHidden();
    await form.getByLabel('Service').selectOption('Search API');
    await form.getByLabel('Name', { exact: true }).fill('Second search');
    await form.getByLabel('Address').fill(SEARCH_API);
    await form.getByLabel('The key is sent as').selectOption(choice);
    await form.getByRole('button', { name: 'Add connection' }).click();
    await expect(app.messages).toContainText('Second search is added in this browser.');
    await page.reload();
    await app.signIn({ key: SEARCH_KEY, connection: 'Second search' });
    expect((await sent).headers()[name]).toBe(value);
    await expect(app.signInForm('Second search').getByRole('alert')).toContainText("You aren't signed in.");
  });
}

test('a header without a place for the key is refused beside its field', { tag: '@sandbox' }, async ({ page }) => {
  await page.goto('/connections');
  await page.getByRole('button', { name: 'Add connection' }).click();
  const form = page.getByRole('form', { name: 'New connection' });
  await form.getByLabel('Service').selectOption('Search API');
  await form.getByLabel('Name', { exact: true }).fill('Second search');
  await form.getByLabel('Address').fill(SEARCH_API);
  await form.getByLabel('The key is sent as').selectOption('Another header');
  await form.getByLabel('Header name').fill('X-Search-Key');
  await form.getByLabel(/^Header value/).fill('ApiKey');
  await form.getByRole('button', { name: 'Add connection' }).click();
  await expect(form.getByLabel(/^Header value/)).toHaveAccessibleDescription(/has to stand in it once/);
});
