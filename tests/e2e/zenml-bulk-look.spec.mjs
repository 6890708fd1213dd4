// Filters, the selection and all that comes of it on a real ZenML server, as axe and a person see them.
import { ZENML } from './support/env.mjs';
import { look } from './support/look.mjs';
import { expect, test } from './support/test.mjs';
import * as zenml from './support/zenml.mjs';
import { answer, Bulk, loseAnswer, watchCalls } from './support/zenml-bulk.mjs';
import { holdPart, List, open, unique } from './support/zenml-list.mjs';

test.describe.configure({ timeout: 120_000 });

const WORDS = ['deploy', 'A backup of all that the warehouse holds, each night and each Sunday', 'مفتاح الخدمة', '🔑 emoji', 'under_score'];
const KEYS = Array.from({ length: 28 }, (_, at) => ({
  name: `${WORDS[at % 5]} ${String(at).padStart(2, '0')}`,
  description: at % 3 ? `Runs the job ${at} of the team` : '',
  active: at % 4 !== 0,
  last_login: at % 2 ? '2026-07-01T10:00:00' : null,
}));

let account;
let bulk;
let list;

test.beforeAll(async () => {
  account = await zenml.accountWithMany(unique('looked-at'), KEYS);
});

test.beforeEach(({ app }) => {
  [bulk, list] = [new Bulk(app), new List(app)];
});

test('filter menu, view menu and chips', async ({ app, page }) => {
  await open(app, account, '?size=20');
  await list.openFilter();
  await list.fillFilter('Created', 'between', ['2026-01-15T13:30', '2026-01-15T13:29']);
  await list.sendFilter();
  await expect(list.filterMenu.getByRole('alert')).toHaveText('Enter an end that is later than the beginning.');
  await look(page, 'zenml-filter-menu');
  await list.fillFilter('Name', 'is one of', ['one', 'two']);
  await look(page, 'zenml-filter-menu-lines');
  await list.closeMenu();
  await list.openView();
  await look(page, 'zenml-view-menu');
  await list.closeMenu();
  await app.search.fill('e');
  await app.status.selectOption({ label: 'Active' });
  await list.add('Name', "doesn't contain", 'A text that is so long that no chip can hold it on a line of a small screen, whatever one does');
  await list.add('Description', 'contains', 'مفتاح');
  await list.add('Last used', 'between', ['2026-01-01T00:00', '2026-12-01T00:00']);
  await list.matching.selectOption({ label: 'Match any' });
  await expect(app.found).toHaveText('28 keys');
  await look(page, 'zenml-chips');
  await list.matching.selectOption({ label: 'Match all' });
  await expect(list.noMatch).toBeVisible();
  await look(page, 'zenml-no-match');
});

test('a search that looks at every key, and the reading of all that match', async ({ app, page }) => {
  await open(app, account, '?size=20');
  const held = await holdPart(page, 2);
  await app.search.fill('_s');
  await held.reached;
  await expect(app.found).toHaveText(/^Looking at 3 of \d+ keys…$/);
  await look(page, 'zenml-sifting');
  held.letGo();
  await expect(app.found).toHaveText('5 keys');
  await app.search.fill('');
  await expect(app.found).toHaveText('28 keys');
  await bulk.selectShown();
  const again = await holdPart(page, 2);
  await page.getByRole('button', { name: 'Select all 28 keys' }).click();
  await again.reached;
  await expect(page.getByRole('dialog', { name: 'Reading all keys that match' }).getByRole('status')).toHaveText('3 of 28 keys');
  await look(page, 'zenml-gathering');
  again.letGo();
  await expect(bulk.selected).toHaveText('28 keys selected, 8 of them not shown here');
  await look(page, 'zenml-selection');
});

test('the questions, the progress and the results', async ({ app, guard, page }) => {
  guard.expectStatus(403);
  guard.expectLostCalls();
  await open(app, account, '?size=50');
  await bulk.selectShown();
  const cancel = () => page.getByRole('button', { name: 'Cancel' }).click();
  for (const deed of ['Disable', 'Enable', 'Rotate', 'Revoke']) {
    await bulk.ask(deed);
    await look(page, `zenml-ask-${deed.toLowerCase()}`);
    await cancel();
  }
  let go;
  const gone = new Promise((resolve) => (go = resolve));
  const denied = answer(403, ['IllegalOperationError', 'Only admin users can perform `update API key` without RBAC enabled.']);
  await watchCalls(page, {
    meddle: async (route, number) => {
      if (number > 10) await gone;
      if (number % 5 !== 1) return false;
      await route.fulfill(denied);
      return true;
    },
  });
  await (await bulk.ask('Disable')).getByLabel('Type disable 28 to confirm').fill('disable 28');
  await bulk.confirm('Disable');
  await expect(bulk.progress('Disable').getByRole('status')).toContainText('10 of 28');
  await look(page, 'zenml-progress');
  await bulk.progress('Disable').getByRole('button', { name: 'Stop' }).click();
  await look(page, 'zenml-stopping');
  go();
  await expect(bulk.results).toHaveAccessibleName(/^\d+ disabled, 3 failed, 14 were not sent\.$/);
  await look(page, 'zenml-results');
  await bulk.close();
  await look(page, 'zenml-left');
});

test('the new secrets of a rotation, and one that nobody saw', async ({ app, guard, page }) => {
  guard.expectLostCalls();
  guard.context.on('response', async (response) => {
    if (!response.url().endsWith('/rotate') || !response.ok()) return;
    const body = await response.json().catch(() => null);
    if (body?.body?.key) guard.secret(body.body.key, ZENML);
  });
  await open(app, account, '?size=20');
  await bulk.selectShown();
  await watchCalls(page, { meddle: (route, number) => number === 3 && loseAnswer(route) });
  await bulk.begin('Rotate', 'In 15 minutes');
  await expect(bulk.secrets).toHaveAccessibleName('19 keys have a new secret. Save them now.', { timeout: 20_000 });
  await look(page, 'zenml-batch');
  await bulk.secrets.getByRole('button', { name: 'Close' }).click({ force: true });
  await expect(bulk.secrets.getByText('Save the secrets first')).toBeVisible();
  await look(page, 'zenml-batch-unsaved');
  await bulk.dismissSecrets();
  await expect(bulk.results).toHaveAccessibleName('19 rotated, 1 has a secret that nobody saw.');
  await look(page, 'zenml-rotated');
});
