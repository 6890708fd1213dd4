// The page of service accounts as a person meets it: by roles and names.
import { expect } from '@playwright/test';
import { ZENML_PASSWORD, ZENML_USER } from './env.mjs';

export const path = '/connections/zenml';

export async function signIn(app, { username = ZENML_USER, password = ZENML_PASSWORD } = {}) {
  const form = app.signInForm('ZenML');
  await form.getByLabel('Username', { exact: true }).fill(username);
  await form.getByLabel('Password', { exact: true }).fill(password);
  await form.getByRole('button', { name: 'Sign in' }).click();
}

export class Accounts {
  constructor(app) {
    this.app = app;
    this.page = app.page;
    this.search = this.page.getByRole('searchbox', { name: 'Search service accounts' });
    this.order = this.page.getByRole('combobox', { name: 'Order' });
    this.size = this.page.getByRole('combobox', { name: 'Page size' });
    this.found = this.page.getByRole('search').getByRole('status');
    this.pages = this.page.getByRole('navigation', { name: 'Pages' });
    this.pageNumber = this.pages.getByRole('status');
    this.main = this.page.getByRole('main');
  }

  /** From nothing to the list. */
  static async open(app, query = '', user = {}) {
    await app.page.goto(`${path}${query}`);
    await signIn(app, user);
    await expect(app.heading('Service accounts on ZenML')).toBeVisible();
    await expect(app.page.getByText(/service accounts?( match(es)?)?, read (just now|\d)/)).toBeVisible();
    return new Accounts(app);
  }

  link(name) {
    return this.main.getByRole('link', { name, exact: true });
  }

  row(name) {
    return this.page.getByRole('row').filter({ has: this.page.getByRole('link', { name, exact: true }) });
  }

  /** The names in the table, from the top. */
  async names() {
    const links = this.main.getByRole('table').getByRole('link');
    return links.evaluateAll((all) => all.map((one) => one.textContent));
  }

  async openCreate() {
    await this.main.getByRole('button', { name: 'Create service account' }).click();
    const dialog = this.page.getByRole('dialog', { name: 'Create service account' });
    await expect(dialog.getByLabel('Name', { exact: true })).toBeFocused();
    return dialog;
  }

  async openEdit(name) {
    await this.row(name).getByRole('button', { name: `Edit ${name}` }).click();
    const dialog = this.page.getByRole('dialog', { name: `Edit ${name}` });
    await expect(dialog.getByLabel('Name', { exact: true })).toBeFocused();
    return dialog;
  }

  /** Creates an account of that name and nothing more. */
  async create(name) {
    const dialog = await this.openCreate();
    await dialog.getByLabel('Name', { exact: true }).fill(name);
    await dialog.getByRole('button', { name: 'Create service account' }).click();
    return dialog;
  }

  deactivateDialog(name) {
    return this.page.getByRole('alertdialog', { name: `Deactivate ${name}` });
  }

  async deactivate(name) {
    await this.row(name).getByRole('button', { name: `Deactivate ${name}` }).click();
    await this.deactivateDialog(name).getByRole('button', { name: 'Deactivate' }).click();
  }

  deleteDialog(name) {
    return this.page.getByRole('alertdialog', { name: `Delete ${name}` });
  }

  /** Deletes an account, with what has to be typed where there is something to type. */
  async delete(name) {
    await this.row(name).getByRole('button', { name: `Delete ${name}` }).click();
    const dialog = this.deleteDialog(name);
    await expect(dialog).toContainText("This can't be undone.");
    const typed = dialog.getByLabel(/^Type .* to confirm$/);
    if (await typed.isVisible()) await typed.fill(name);
    await dialog.getByRole('button', { name: 'Delete service account' }).click();
  }
}
