// Adding a connection in the app: kept in this browser, without any credential.
import { API } from './support/env.mjs';
import { expect, test } from './support/test.mjs';

const form = (page) => page.getByRole('form', { name: 'New connection' });

async function add(page, { service = 'Elastic Cloud', name, address }) {
  await page.goto('/connections');
  await page.getByRole('button', { name: 'Add connection' }).click();
  await form(page).getByLabel('Service').selectOption({ label: service });
  await form(page).getByLabel('Name').fill(name);
  await form(page).getByLabel('Address').fill(address);
  await form(page).getByRole('button', { name: 'Add connection' }).click();
}

test('an added connection works, outlives a reload and can be removed', async ({ app, page }) => {
  await add(page, { name: 'Second account', address: `${API}/` });
  await expect(app.messages).toContainText('Second account is added in this browser. Sign in to use it.');
  await app.signIn({ connection: 'Second account' });
  await page.getByRole('link', { name: 'Go to keys' }).click();
  await expect(app.heading('Second account keys')).toBeVisible();
  await page.goto('/connections');
  await expect(app.signInForm('Second account')).toBeVisible();
  await page.getByRole('button', { name: 'Remove Second account' }).click();
  await expect(app.messages).toContainText('Second account is removed from this browser.');
  await page.reload();
  await expect(app.signInForm()).toBeVisible();
  await expect(app.signInForm('Second account')).toHaveCount(0);
});

test('what is wrong is said at its field, and nothing is added', async ({ app, page }) => {
  await add(page, { name: '', address: 'http://api.example.com' });
  await expect(form(page).getByLabel('Name')).toHaveAccessibleDescription(/Write the name/);
  await expect(form(page).getByLabel('Address')).toHaveAccessibleDescription(
    'Plain http would send the credential unencrypted. Use https; http is for localhost and 127.0.0.1 only.',
  );
  await form(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(form(page)).toHaveCount(0);
  await expect(app.nav.getByRole('listitem').filter({ hasText: 'sign in' })).toHaveCount(2);
});

test('only connections from config.json can not be removed', async ({ page }) => {
  await add(page, { name: 'Mine', address: API });
  await expect(page.getByRole('button', { name: /^Remove / })).toHaveCount(1);
});

test('an address that the policy of the site forbids is not called, and the app says why', async ({ app, guard, page }) => {
  guard.expectViolation();
  await add(page, { name: 'Elsewhere', address: 'https://api.example.com' });
  await app.signIn({ connection: 'Elsewhere' });
  const alert = app.signInForm('Elsewhere').getByRole('alert');
  await expect(alert).toContainText("This site's security policy doesn't let it call https://api.example.com.");
  await expect(alert).toContainText('Add the connection to config.json and deploy again.');
});
