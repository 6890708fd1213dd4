// Selecting keys: one by one, a range, all that are found; and the one question before they go.
import { MEMBER_KEY } from './support/env.mjs';
import { expect, test } from './support/test.mjs';
import { Bulk, createMany, ONE_KEY, OWNER_ROLE } from './support/change.mjs';
import * as sandbox from './support/sandbox.mjs';

test.use({ viewport: { width: 1280, height: 2200 } });

const shift = { modifiers: ['Shift'] };

test('single keys are selected, counted and let go', async ({ app, page }) => {
  const bulk = new Bulk(app);
  await app.openReadKeys();
  await expect(bulk.revokeButton).toHaveCount(0);
  await bulk.select('ci-logs');
  await expect(bulk.selected).toHaveText('1 key selected');
  await expect(bulk.revokeButton).toHaveText('Revoke 1 key');
  await bulk.select('autoscaler', 'cost-watch');
  await expect(bulk.selected).toHaveText('3 keys selected');
  await bulk.box('autoscaler').uncheck();
  expect(await bulk.ticked()).toEqual((await app.names()).filter((name) => ['ci-logs', 'cost-watch'].includes(name)));
  await page.getByRole('button', { name: 'Clear selection' }).click();
  expect(await bulk.ticked()).toEqual([]);
  await expect(bulk.revokeButton).toHaveCount(0);
});

test('Shift selects from the key that was ticked before, downward and upward', async ({ app }) => {
  const bulk = new Bulk(app);
  await app.openReadKeys();
  const names = await app.names();
  await bulk.box(names[5]).click();
  await bulk.box(names[8]).click(shift);
  expect(await bulk.ticked()).toEqual(names.slice(5, 9));
  await bulk.box(names[2]).click(shift);
  expect(await bulk.ticked()).toEqual(names.slice(2, 9));
  await bulk.box(names[4]).click(shift);
  expect(await bulk.ticked()).toEqual([...names.slice(5, 9)]);
});

test('the keyboard selects a range as the mouse does', async ({ app, page }) => {
  const bulk = new Bulk(app);
  await app.openReadKeys();
  const names = await app.names();
  await bulk.box(names[1]).focus();
  await page.keyboard.press('Space');
  await bulk.box(names[4]).focus();
  await page.keyboard.press('Shift+Space');
  expect(await bulk.ticked()).toEqual(names.slice(1, 5));
});

test('a range begins at the key that was ticked, wherever the list shows it now', async ({ app }) => {
  const bulk = new Bulk(app);
  await app.openReadKeys();
  await bulk.box('ci-logs').click();
  await app.sortBy('Name');
  const names = await app.names();
  const from = names.indexOf('ci-logs');
  await bulk.box(names[from + 3]).click(shift);
  expect(await bulk.ticked()).toEqual(names.slice(from, from + 4));
});

test('a range holds nothing that the search hides', async ({ app }) => {
  const bulk = new Bulk(app);
  await createMany(4);
  await app.openReadKeys();
  await app.search.fill('e');
  await expect(app.found).not.toHaveText(/^28 of 28/);
  const names = await app.names();
  await bulk.box(names[0]).click();
  await bulk.box(names.at(-1)).click(shift);
  await app.search.fill('');
  await expect(app.found).toHaveText('28 of 28 keys');
  expect(await bulk.ticked()).toEqual((await app.names()).filter((name) => names.includes(name)));
});

test('all that the filter finds, of which a part is half', async ({ app }) => {
  const bulk = new Bulk(app);
  await createMany(5);
  await app.openReadKeys();
  await bulk.selectFound('bulk-');
  await expect(bulk.selected).toHaveText('5 keys selected');
  await bulk.box('bulk-03').uncheck();
  await expect(bulk.all).toBeChecked({ indeterminate: true });
  await app.search.fill('');
  await expect(app.found).toHaveText('29 of 29 keys');
  await expect(bulk.all).toBeChecked({ indeterminate: true });
  expect((await bulk.ticked()).sort()).toEqual(['bulk-01', 'bulk-02', 'bulk-04', 'bulk-05']);
});

test('what is selected and hidden is said', async ({ app }) => {
  const bulk = new Bulk(app);
  await app.openReadKeys();
  await bulk.select('ci-logs', 'cost-watch', 'autoscaler');
  await app.search.fill('ci-logs');
  await expect(bulk.selected).toHaveText('3 keys selected, 2 of them hidden by search and filters');
  await app.search.fill('');
  await expect(bulk.selected).toHaveText('3 keys selected');
});

test('of many keys all are selected, also those far below', async ({ app, page }) => {
  await sandbox.reset({ keys: 300 });
  const bulk = new Bulk(app);
  await app.openReadKeys();
  await bulk.all.check();
  await expect(bulk.selected).toHaveText('300 keys selected');
  await bulk.revokeButton.click();
  const lines = bulk.question.getByRole('list', { name: 'Keys to revoke' }).getByRole('listitem');
  await expect(lines).toHaveCount(299);
  await expect(bulk.question).toHaveAccessibleName('Revoke 299 keys');
  await expect(bulk.question.getByLabel('Type revoke 299 to confirm')).toBeVisible();
  await page.keyboard.press('Escape');
});

test('a key that is revoked by itself is not selected any more', async ({ app }) => {
  const bulk = new Bulk(app);
  await app.openReadKeys();
  await bulk.select('ci-logs', 'cost-watch');
  await app.revoke('ci-logs');
  await expect(bulk.selected).toHaveText('1 key selected');
});

test('the question names the keys and what they can do, and Cancel and Esc change nothing', async ({ app, page }) => {
  const bulk = new Bulk(app);
  await app.openReadKeys();
  await bulk.select('ci-logs', 'release-pipeline');
  const cancel = bulk.question.getByRole('button', { name: 'Cancel' });
  for (const leave of [() => cancel.click(), () => page.keyboard.press('Escape')]) {
    await bulk.revokeButton.click();
    await expect(bulk.question).toHaveAccessibleName('Revoke 2 keys');
    await expect(cancel).toBeFocused();
    await expect(bulk.question).toContainText("Everything that uses these keys stops working at once. This can't be undone.");
    const lines = bulk.question.getByRole('list', { name: 'Keys to revoke' }).getByRole('listitem');
    await expect(lines.filter({ hasText: 'ci-logs' })).toContainText('Editor on 2 deployments');
    await expect(lines.filter({ hasText: 'release-pipeline' })).toContainText(
      'Editor on 2 deployments; Viewer on all deployments; Billing admin; Viewer on all Observability projects',
    );
    await expect(bulk.question.getByRole('textbox')).toHaveCount(0);
    await leave();
    await expect(bulk.question).toBeHidden();
    await expect(bulk.revokeButton).toBeFocused();
    await expect(bulk.selected).toHaveText('2 keys selected');
  }
  expect(await sandbox.requests('DELETE', ONE_KEY)).toEqual([]);
});

test('with an owner key among them the number has to be typed', async ({ app, page }) => {
  await sandbox.createKey('second-owner', { role_assignments: OWNER_ROLE });
  const bulk = new Bulk(app);
  await app.openReadKeys();
  await bulk.select('second-owner', 'ci-logs');
  await bulk.revokeButton.click();
  await expect(bulk.question).toContainText('1 of these keys can do everything');
  const typed = bulk.question.getByLabel('Type revoke 2 to confirm');
  const button = bulk.question.getByRole('button', { name: 'Revoke 2 keys' });
  for (const wrong of ['', 'revoke', 'revoke 1', 'revoke 22']) {
    await typed.fill(wrong);
    await expect(button).toHaveAttribute('aria-disabled', 'true');
    await button.press('Enter');
  }
  await expect(bulk.question).toBeVisible();
  expect(await sandbox.requests('DELETE', ONE_KEY)).toEqual([]);
  await typed.fill('revoke 2');
  await button.click();
  await expect(bulk.results).toHaveAccessibleName('2 revoked.');
  await page.keyboard.press('Escape');
  await expect(app.row('second-owner')).toHaveCount(0);
});

test('20 keys need no typing, 21 do', async ({ app, page }) => {
  const bulk = new Bulk(app);
  await createMany(21);
  await app.openReadKeys();
  await bulk.selectFound('bulk-');
  await bulk.revokeButton.click();
  await expect(bulk.question.getByLabel('Type revoke 21 to confirm')).toBeVisible();
  await page.keyboard.press('Escape');
  await bulk.box('bulk-07').uncheck();
  await bulk.revokeButton.click();
  await expect(bulk.question).toHaveAccessibleName('Revoke 20 keys');
  await expect(bulk.question.getByRole('textbox')).toHaveCount(0);
});

test('the key one is signed in with is left out, and said', async ({ app }) => {
  const bulk = new Bulk(app);
  await app.openReadKeys();
  await bulk.select('latchkey-admin', 'ci-logs');
  await bulk.revokeButton.click();
  await expect(bulk.question).toHaveAccessibleName('Revoke 1 key');
  await expect(bulk.question).toContainText('latchkey-admin is left out: you are signed in with it.');
  await bulk.confirm();
  await expect(bulk.results).toHaveAccessibleName('1 revoked.');
  expect(await sandbox.keysNamed('latchkey-admin')).toHaveLength(1);
  expect(await sandbox.requests('DELETE', ONE_KEY)).toHaveLength(1);
});

test('with nothing but the own key selected there is nothing to revoke', async ({ app }) => {
  const bulk = new Bulk(app);
  await app.openReadKeys();
  await bulk.select('latchkey-admin');
  await bulk.revokeButton.click();
  const question = app.page.getByRole('alertdialog', { name: 'Nothing to revoke' });
  await expect(question).toContainText(
    'latchkey-admin is left out: you are signed in with it. Replace or revoke it by itself.',
  );
  await expect(question.getByRole('button')).toHaveText(['Close']);
  await question.getByRole('button', { name: 'Close' }).press('Enter');
  await expect(question).toBeHidden();
  expect(await sandbox.requests('DELETE', ONE_KEY)).toEqual([]);
});

test('where the own key can not be told, the question warns of it and it goes last', async ({ app, guard }) => {
  guard.expectStatus(401);
  await sandbox.reset({ expose_headers: false });
  const bulk = new Bulk(app);
  await app.openReadKeys();
  const [own] = await sandbox.keysNamed('latchkey-admin');
  await bulk.select('latchkey-admin', 'ci-logs', 'cost-watch');
  await bulk.revokeButton.click();
  await expect(bulk.question).toContainText(/may be the key you are signed in with/i);
  await bulk.confirm();
  await expect(bulk.results).toHaveAccessibleName('3 revoked.');
  expect((await sandbox.requests('DELETE', ONE_KEY)).at(-1).path).toContain(own.id);
});

test('a key that may only look offers no selection', async ({ app, guard, page }) => {
  guard.expectStatus(403);
  await app.openKeys({ key: MEMBER_KEY });
  await expect(page.getByText('The keys could not be read.')).toBeVisible();
  await expect(page.getByRole('checkbox')).toHaveCount(0);
});
