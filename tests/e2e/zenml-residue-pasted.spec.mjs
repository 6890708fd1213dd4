// A password that is pasted where one searches, as a slip of the clipboard: it is no search, stands in no address, and is
// in no call but the one that signs in.
import { Accounts } from './support/accounts.mjs';
import { ZENML_PASSWORD } from './support/env.mjs';
import { expect, test } from './support/test.mjs';
import { typeSecret } from './support/tour.mjs';
import { dialog, named } from './support/zenml-key.mjs';
import { List } from './support/zenml-list.mjs';
import { signIn } from './support/zenml-tour.mjs';
import * as zenml from './support/zenml.mjs';

const expectNone = async (page, search) => {
  await typeSecret(page, search, ZENML_PASSWORD);
  await expect(search).toHaveValue('');
  await expect(page).not.toHaveURL(/search=./);
};

test('what one is signed in with is no search among service accounts', async ({ app, page }) => {
  await page.goto('/connections/zenml');
  await signIn(app);
  await expectNone(page, new Accounts(app).search);
});

test('what one is signed in with is no search among keys', async ({ app, page }) => {
  const account = await zenml.account(named('pasted'), [{ name: 'one' }]);
  await page.goto(account.page);
  await signIn(app);
  await app.expectRead();
  await expectNone(page, app.search);
});

test('nor is it a filter, whatever was typed before it or stands beside it', async ({ app, page }) => {
  const account = await zenml.account(named('pasted'), [{ name: 'one' }]);
  await page.goto(account.page);
  await signIn(app);
  await app.expectRead();
  const list = new List(app);
  await list.openFilter();
  await list.fillFilter('Name', 'contains', 'before');
  await list.fillFilter('Name', 'is one of');
  const lines = list.filterMenu.getByLabel('Texts, one on each line');
  await typeSecret(page, lines, `one\n${ZENML_PASSWORD}`);
  await list.sendFilter();
  await expect(dialog(page, 'This is what you sign in with')).toBeVisible();
  await expect(list.chips).toHaveCount(0);
  await expect(page).not.toHaveURL(/name=/);
});
