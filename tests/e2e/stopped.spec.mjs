// An error in the app itself: it says that it has stopped, gives back what was typed, and begins anew.
import { KEYS_PAGE, OWNER_KEY } from './support/env.mjs';
import { look } from './support/look.mjs';
import { expect, test } from './support/test.mjs';

const end = (page) => page.getByRole('alertdialog', { name: 'Latchkey has stopped' });
const typed = (page) => end(page).getByLabel('What was filled in, to copy');

/** Fills in the form for a key. */
async function fillIn(app) {
  await app.openForm();
  await app.form.getByLabel('Name').fill('half-typed');
  await app.choose('Viewer', { on: ['staging'] });
}

/** Lets the test reach the app's memory, as a page that holds far too much would fill it. */
const watchMemory = (page) =>
  page.addInitScript(() => {
    const keep = (made) => {
      globalThis.memoryOfTheTest ??= (made.instance ?? made).exports.memory;
      return made;
    };
    for (const name of ['instantiate', 'instantiateStreaming']) {
      const real = WebAssembly[name];
      WebAssembly[name] = (...given) => real.apply(WebAssembly, given).then(keep);
    }
  });

test.beforeEach(({ guard }) => guard.expectStop());

test('a call of the browser that fails where it never does', async ({ app, page }) => {
  await fillIn(app);
  await page.evaluate(() => {
    Date.now = () => { throw new Error('There is no clock.'); };
  });
  await app.form.getByRole('button', { name: 'Create key' }).dispatchEvent('click');
  await page.keyboard.press('Shift');
  await expect(end(page)).toBeVisible();
  await expect(end(page)).toContainText('Reload it and sign in again');
  await expect(typed(page)).toHaveValue(/^Name: half-typed$/m);
  await expect(typed(page)).toHaveValue(/staging/);
  await expect(typed(page)).toHaveValue(/Role: Viewer|Role: deployment-viewer/);
  await page.keyboard.press('Escape');
  await expect(end(page)).toBeVisible();
  await look(page, 'stopped');
  await end(page).getByRole('button', { name: 'Reload' }).click();
  await expect(app.signInForm()).toBeVisible();
  await app.signIn();
  await expect(app.form).toBeVisible();
  await expect(end(page)).toBeHidden();
});

test('memory that runs out', async ({ app, page }) => {
  await watchMemory(page);
  await fillIn(app);
  await page.evaluate(() => {
    for (let more = 4_096; more > 0; ) {
      try {
        globalThis.memoryOfTheTest.grow(more);
      } catch {
        more = Math.floor(more / 2);
      }
    }
    const name = document.getElementById('key-name');
    name.value = 'n'.repeat(3_000_000);
    name.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await expect(end(page)).toBeVisible();
  expect((await typed(page).inputValue()).includes('staging')).toBe(true);
});

test('what was typed as a credential is not given back, and is gone', async ({ app, page }) => {
  await page.goto(KEYS_PAGE);
  const form = app.signInForm();
  await form.getByLabel('Key name').fill('my laptop');
  await form.getByLabel('API key', { exact: true }).fill(OWNER_KEY);
  await page.evaluate(() => {
    Date.now = () => { throw new Error('There is no clock.'); };
  });
  await page.keyboard.press('Shift');
  await expect(end(page)).toBeVisible();
  await expect(typed(page)).toHaveValue(/my laptop/);
  expect(await typed(page).inputValue()).not.toContain(OWNER_KEY);
  await expect(form.getByLabel('API key', { exact: true, includeHidden: true })).toHaveValue('');
});

test('a secret that stands there is given back, one that is masked is not', async ({ app, page }) => {
  await app.openForm();
  const { key } = await app.createAndLearn('told when it stopped');
  const stop = () => page.evaluate(() => {
    Date.now = () => { throw new Error('There is no clock.'); };
  });
  await app.secretDialog.getByRole('button', { name: 'Show', exact: true }).click();
  await stop();
  await page.keyboard.press('Shift');
  await expect(end(page)).toContainText('A new secret that you did not save is lost');
  expect((await typed(page).inputValue()).includes(key), 'what one saw can be copied').toBe(true);
});

test('an error of something else in the browser stops nothing', async ({ app, page }) => {
  await app.openReadKeys();
  await page.evaluate(() => {
    setTimeout(() => { throw new Error('of an extension'); });
    return Promise.reject(new Error('of another')).catch(() => {});
  });
  await page.getByRole('button', { name: 'Refresh' }).click();
  await app.expectRead();
  await expect(end(page)).toBeHidden();
});
