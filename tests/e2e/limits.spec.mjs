// The edges: 500 deployments, 500 projects, 500 keys, and names of any length in any script.
import { KEYS_PAGE } from './support/env.mjs';
import { expect, test } from './support/test.mjs';
import * as sandbox from './support/sandbox.mjs';
import { longTasks } from './support/tasks.mjs';
import {
  block, chosen, fill, grants, inside, make, offered, openKey, opens, sent, sentAccess,
} from './support/form.mjs';

const LONGEST_TASK = 200;
const AT_ONCE = { timeout: 1_000 };
const PROJECT_ROLES = '/api/v1/serverless/projects/elasticsearch/*';

const boxes = (app, many = 'deployments') => offered(app, 0, many).getByRole('checkbox');
const search = (app, many = 'deployments') => block(app).getByRole('searchbox', { name: `Search ${many}` });
const button = (app, name) => block(app).getByRole('button', { name });
const overflow = (page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** The names of the seed that are not what people usually write. */
async function oddNames() {
  const names = (await sandbox.keys()).map((key) => key.description);
  const odd = names.filter((name) => name.length < 2 || name.length > 100 || /[^ -~]|</.test(name));
  expect(odd.length).toBeGreaterThanOrEqual(7);
  return odd;
}

test('of 500 deployments a search finds one at once, and Enter there sends nothing', async ({ app, browser, page }) => {
  await sandbox.reset({ deployments: 500 });
  await app.openForm();
  await fill(app, 'one of many', [{ where: 'Hosted deployments', role: 'Viewer', on: ['prod-logs'] }]);
  await expect(block(app)).toContainText('500 found of 500');
  const tasks = await longTasks(browser, page, LONGEST_TASK, async () => {
    await search(app).fill('STAGING');
    await expect(boxes(app).first()).toHaveAccessibleName(/^staging/, AT_ONCE);
    await search(app).fill('2b94e1f07c3d');
    await expect(boxes(app)).toHaveCount(1, AT_ONCE);
    await boxes(app).check();
    await expect(chosen(app)).toContainText('staging', AT_ONCE);
  });
  expect(tasks).toEqual([]);
  await search(app).press('Enter');
  await expect(chosen(app)).toContainText('prod-logs');
  await search(app).fill('nothing is called that');
  await expect(boxes(app)).toHaveCount(0);
  await expect(block(app)).toContainText('0 found of 500');
  expect(await sent()).toEqual([]);
  await expect(app.secretDialog).toBeHidden();
  await make(app);
  expect((await sentAccess()).deployment[0].deployment_ids).toHaveLength(2);
});

test('500 deployments stand there 50 at a time', async ({ app, browser, page }) => {
  await sandbox.reset({ deployments: 520 });
  await app.openForm();
  await expect(boxes(app)).toHaveCount(50);
  const tasks = await longTasks(browser, page, LONGEST_TASK, async () => {
    for (let count = 100; count <= 500; count += 50) {
      await button(app, 'Show 50 more').click();
      await expect(boxes(app)).toHaveCount(count, AT_ONCE);
    }
  });
  expect(tasks).toEqual([]);
  await button(app, 'Show 20 more').click();
  await expect(boxes(app)).toHaveCount(520);
  await expect(button(app, /^Show \d+ more$/)).toBeHidden();
  expect(new Set(await boxes(app).evaluateAll((all) => all.map((one) => one.labels[0].title))).size).toBe(520);
});

test('all that a search finds is chosen at once, and taken back one by one', async ({ app, browser, page }) => {
  await sandbox.reset({ deployments: 500 });
  await app.openForm();
  await fill(app, 'many of many', [{ where: 'Hosted deployments', role: 'Viewer' }]);
  await expect(button(app, /^Choose these/)).toBeHidden();
  await search(app).fill('prod');
  const count = Number(/^Choose these (\d+)$/.exec(await button(app, /^Choose these/).innerText())[1]);
  expect(count).toBeGreaterThan(60);
  const tasks = await longTasks(browser, page, LONGEST_TASK, async () => {
    await button(app, /^Choose these/).click();
    await expect(chosen(app)).toContainText(`and ${count - 8} more`, AT_ONCE);
  });
  expect(tasks).toEqual([]);
  await expect(chosen(app).getByRole('button')).toHaveCount(8);
  await button(app, 'Take back prod-logs').focus();
  await page.keyboard.press('Enter');
  await expect(chosen(app)).not.toContainText('prod-logs');
  await expect(chosen(app)).toContainText(`and ${count - 9} more`);
  // Who works with the keyboard is still where the chips are.
  await expect.poll(() => page.evaluate(() => document.activeElement.tagName)).not.toBe('BODY');
  await make(app);
  expect((await sentAccess()).deployment[0].deployment_ids).toHaveLength(count - 1);
  await openKey(app, 'many of many');
  await expect(grants(app)).toContainText(`Viewer on ${count - 1} deployments`);
  await expect(grants(app)).toContainText(`and ${count - 21} more`);
});

test('500 projects stay instant, and the roles of a few are read', async ({ app, browser, page }) => {
  await sandbox.reset({ projects: 500 });
  await app.openForm();
  await fill(app, 'projects', [{ where: 'Elasticsearch projects', role: 'Viewer' }]);
  await expect(boxes(app, 'Elasticsearch projects')).toHaveCount(50);
  const tasks = await longTasks(browser, page, LONGEST_TASK, async () => {
    await search(app, 'Elasticsearch projects').fill('search');
    await button(app, /^Choose these \d+$/).click(AT_ONCE);
    await app.pick('Cloud, Elasticsearch and Kibana API', opens(app));
    await expect(inside(app)).toContainText(/catalog_writer.*Missing in \d+ of \d+ projects: opens nothing there/);
  });
  expect(tasks).toEqual([]);
  const read = await sandbox.requests('GET', PROJECT_ROLES);
  expect(read.length).toBeGreaterThan(1);
  expect(read.length).toBeLessThanOrEqual(12);
});

test('500 keys: a letter typed finds at once, and the form counts on', async ({ app, browser, page }) => {
  await sandbox.reset({ keys: 500, deployments: 500, projects: 500 });
  await app.openReadKeys();
  const tasks = await longTasks(browser, page, LONGEST_TASK, async () => {
    await app.search.fill('nightly-backup');
    await expect(app.found).toHaveText(/^2\d of 500 keys$/, AT_ONCE);
  });
  expect(tasks).toEqual([]);
  await openKey(app, 'nightly-backup-2');
  await page.getByRole('link', { name: 'Create one like this' }).click();
  const number = (key) => Number(/^nightly-backup-(\d+)$/.exec(key.description)?.[1] ?? 0);
  const next = 1 + Math.max(...(await sandbox.keys()).map(number));
  await expect(app.form.getByLabel('Name', { exact: true })).toHaveValue(`nightly-backup-${next}`);
});

test('names from one character to 255, in any script, are made as they are typed', async ({ app, page }) => {
  await app.openForm();
  const names = [
    'я', 'ה'.repeat(254) + '1', '𝔘'.repeat(255), '<script>alert(1)</script>', '\u202Etfel', `👩‍👩‍👧‍👦 & "co" 'x'`,
  ];
  for (const name of names) {
    await fill(app, name, [{ where: 'Hosted deployments', role: 'Viewer', on: ['staging'] }]);
    await app.submit();
    await expect(app.secretDialog).toContainText(name);
    await app.dismissSecret();
    expect(await sandbox.keysNamed(name)).toHaveLength(1);
    await expect(page.getByRole('link', { name, exact: true })).toBeVisible();
    await page.getByRole('link', { name: 'Create key' }).click();
  }
  await app.form.getByLabel('Name', { exact: true }).fill('ж'.repeat(256));
  await app.submit();
  await expect(app.form.getByLabel('Name', { exact: true })).toHaveAccessibleDescription(
    /Shorten the name to 255 characters; it has 256\./,
  );
  expect(await sent()).toHaveLength(names.length);
});

for (const width of [360, 1280]) {
  test(`odd names are text everywhere, and fit into ${width} pixels`, async ({ app, page }) => {
    const names = await oddNames();
    await page.setViewportSize({ width, height: 6_000 });
    await app.openReadKeys();
    expect(await overflow(page)).toBe(0);
    for (const name of names) {
      await page.getByRole('link', { name, exact: true }).click();
      await expect(app.heading(name)).toBeVisible();
      await expect.poll(() => page.title()).toContain(name.trim());
      expect(await overflow(page), `the page of ${name}`).toBe(0);
      await page.getByRole('button', { name: 'Revoke', exact: true }).click();
      // A name that runs right to left is set apart there by marks that nobody sees.
      await expect(page.getByRole('alertdialog', { name: /^Revoke / }).getByRole('heading')).toContainText(name);
      expect(await overflow(page), `revoking ${name}`).toBe(0);
      await page.keyboard.press('Escape');
      await page.getByRole('link', { name: 'Replace', exact: true }).click();
      await expect(app.heading(`Replace ${name}`)).toBeVisible();
      expect(await overflow(page), `replacing ${name}`).toBe(0);
      await page.getByRole('link', { name: 'All keys' }).click();
    }
    for (const name of names) await page.getByRole('checkbox', { name: `Select ${name}`, exact: true }).check();
    await page.getByRole('button', { name: `Revoke ${names.length} keys` }).click();
    const list = page.getByRole('alertdialog').getByRole('list', { name: 'Keys to revoke' });
    for (const name of names) await expect(list).toContainText(name);
    const dialog = await page.getByRole('alertdialog').boundingBox();
    expect(dialog.x).toBeGreaterThanOrEqual(0);
    expect(dialog.x + dialog.width).toBeLessThanOrEqual(width);
    expect(await list.evaluate((one) => one.scrollWidth - one.clientWidth)).toBe(0);
    expect(await overflow(page)).toBe(0);
    await expect(page.locator('img, b b, main script')).toHaveCount(0);
  });
}

test('a name fits into the form and its summary at 360 pixels', async ({ app, page }) => {
  const long = 'W'.repeat(255);
  await page.setViewportSize({ width: 360, height: 780 });
  await page.goto(`${KEYS_PAGE}/new`);
  await app.signIn();
  await fill(app, long, [{ where: 'Hosted deployments', role: 'Viewer', on: ['staging'] }]);
  await expect(app.summary).toContainText(long);
  expect(await overflow(page)).toBe(0);
  await app.submit();
  await expect(app.secretDialog).toContainText(long);
  expect(await overflow(page)).toBe(0);
});
