// Keys that are their own secret: masked, looked at one at a time, copied unseen, found by what they may do and by
// themselves.
import { isInPage } from './support/leaks.mjs';
import { longTasks } from './support/tasks.mjs';
import { hold, many, ODD, SearchKeys } from './support/search.mjs';
import { expect, test } from './support/test.mjs';
import * as clipboard from './support/clipboard.mjs';

const [FIRST] = ODD[0];
const MASK = 'k7Q••••••ZyD';

/** Another tab takes the place of this one, as far as a page can tell. */
const hideTab = (page) =>
  page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
  });

test('each row shows a mask and the config in words', async ({ app, page }) => {
  const keys = await SearchKeys.open(app);
  await expect(page.getByText('8 keys, read')).toBeVisible();
  await expect(keys.row(MASK)).toContainText('permissions: read');
  await expect(keys.row('10••••••ow')).toContainText('permissions: write');
  await expect(keys.row('sp••••••it')).toContainText('Empty config');
  await expect(keys.row('W8r••••••UkS')).toContainText('permissions: readand 1 more');
  const names = await app.names();
  expect(new Set(names).size).toBe(ODD.length);
  for (const [key] of ODD) expect(await isInPage(page, key), key.slice(0, 20)).toBe(false);
});

test('rows that look the same show a little more, or the beginning of a hash', async ({ app }) => {
  const keys = ['aaaaaaaaaaaaaaaXbbbbb', 'aaaaaaaaaaaaaaaYbbbbb', 'aaaaaaaaaaXaaaaaaaaaaaa', 'aaaaaaaaaaYaaaaaaaaaaaa'];
  await SearchKeys.open(app, keys.map((key) => [key, {}]));
  const names = await app.names();
  expect(new Set(names).size).toBe(4);
  expect(names.filter((name) => / #[0-9a-f]{4}$/.test(name))).toHaveLength(4);
});

test('a key is shown for half a minute', async ({ app, page }) => {
  await page.clock.install();
  const keys = await SearchKeys.open(app);
  await keys.button(`Show ${MASK}`).click();
  await expect(keys.shown).toHaveText(FIRST);
  await expect(keys.shown).toBeFocused();
  await expect(keys.button(`Show ${MASK}`)).toHaveAttribute('aria-pressed', 'true');
  await page.clock.runFor(29_000);
  await expect(keys.shown).toHaveText(FIRST);
  await page.clock.runFor(1_500);
  await expect(keys.shown).toBeHidden();
  expect(await isInPage(page, FIRST)).toBe(false);
});

test('only one key is shown at a time, and it can be hidden', async ({ app, page }) => {
  const keys = await SearchKeys.open(app);
  await keys.button(`Show ${MASK}`).click();
  await keys.button('Show p3H••••••TiX').click();
  await expect(keys.shown).toHaveText(ODD[1][0]);
  expect(await isInPage(page, FIRST)).toBe(false);
  await keys.button('Hide').click();
  await expect(keys.shown).toBeHidden();
});

test('leaving the page or the tab hides it', async ({ app, page }) => {
  const keys = await SearchKeys.open(app);
  await keys.button(`Show ${MASK}`).click();
  await expect(keys.shown).toBeVisible();
  await hideTab(page);
  await expect(keys.shown).toBeHidden();
  await keys.button(`Show ${MASK}`).click();
  await expect(keys.shown).toBeVisible();
  await keys.follow('p3H••••••TiX');
  expect(await isInPage(page, FIRST)).toBe(false);
  await page.getByRole('link', { name: 'All keys' }).click();
  await expect(keys.link(MASK)).toBeVisible();
  expect(await isInPage(page, FIRST)).toBe(false);
});

test('a key is copied without being shown', async ({ app, context, page }) => {
  await clipboard.allow(context);
  const keys = await SearchKeys.open(app);
  await keys.button('Copy 10••••••ow').click();
  await expect(app.messages).toContainText('10••••••ow is copied.');
  expect(await clipboard.read(context)).toBe('100%/sure?#now');
  expect(await isInPage(page, '100%/sure')).toBe(false);
});

test('the config is searched, and permissions narrow the list', async ({ app, page }) => {
  const keys = await SearchKeys.open(app);
  await app.search.fill('orders');
  await expect(app.found).toHaveText('1 of 8 keys');
  await app.search.fill('');
  await keys.permissions.selectOption('Write');
  await expect(app.found).toHaveText('2 of 8 keys');
  await expect(page).toHaveURL(/permissions=write$/);
  await keys.permissions.selectOption('Other or none');
  await expect(app.found).toHaveText('1 of 8 keys');
  await page.goBack();
  await expect(keys.permissions).toHaveValue('write');
  await expect(app.found).toHaveText('2 of 8 keys');
});

for (const [way, enter] of [
  ['pasted', (search, text) => search.fill(text)],
  ['typed', (search, text) => search.pressSequentially(text, { delay: 30 })],
]) {
  test(`a whole key that is ${way} is found, and stands in no address`, async ({ app, page }) => {
    const keys = await SearchKeys.open(app);
    const addresses = [];
    page.on('framenavigated', (frame) => addresses.push(frame.url()));
    await enter(app.search, FIRST);
    await expect(app.heading(MASK)).toBeVisible();
    await expect(page.getByText('This is the key you pasted.')).toBeVisible();
    await page.getByRole('link', { name: 'All keys' }).click();
    await expect(keys.link(MASK)).toBeVisible();
    for (let end = 6; end <= FIRST.length; end += 1) {
      const part = encodeURIComponent(FIRST.slice(0, end));
      expect(addresses.some((address) => address.includes(part)), part).toBe(false);
    }
  });
}

test('ten thousand keys scroll and are found without a stutter', async ({ app, browser, page }) => {
  test.setTimeout(120_000);
  const keys = await SearchKeys.open(app, many(10_000));
  await expect(app.table).toHaveAttribute('aria-rowcount', '10001');
  expect(await page.getByRole('row').count()).toBeLessThan(60);
  const tasks = await longTasks(browser, page, 150, async () => {
    await app.table.hover();
    for (let turn = 0; turn < 20; turn += 1) {
      await page.mouse.wheel(0, 2_000);
      await page.evaluate(() => new Promise(requestAnimationFrame));
    }
    await app.search.pressSequentially('team-3', { delay: 60 });
    await expect(app.found).toHaveText('1,429 of 10,000 keys');
    await keys.permissions.selectOption('Write');
    await expect(app.found).toHaveText(/^4\d\d of 10,000 keys$/);
  });
  expect(tasks).toEqual([]);
});

test('no keys at all', async ({ app, page }) => {
  await hold([]);
  await SearchKeys.open(app, []);
  await expect(page.getByRole('heading', { name: 'No keys yet' })).toBeVisible();
});
