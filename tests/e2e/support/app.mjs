// The app as a person meets it: by roles and names.
import { expect } from '@playwright/test';
import { KEYS_PAGE, KEYS_PATH, OWNER_KEY } from './env.mjs';
import { writeConfig } from './config.mjs';

export class App {
  constructor(page, guard) {
    this.page = page;
    this.guard = guard;
    this.messages = page.getByRole('status', { name: 'Messages' });
    this.nav = page.getByRole('navigation', { name: 'Main' });
    this.search = page.getByRole('searchbox', { name: 'Search keys' });
    this.status = page.getByRole('combobox', { name: 'Status' });
    this.found = page.getByRole('search').getByRole('status');
    this.table = page.getByRole('table');
    this.form = page.getByRole('form', { name: 'Create key' });
    this.summary = page.getByRole('region', { name: 'Summary' });
    this.secretDialog = page.getByRole('dialog', { name: /Save its key now/ });
    this.askAgain = page.getByRole('dialog', { name: 'Sign in to Elastic Cloud again' });
  }

  /** Serves another config.json from now on. */
  configure(config) {
    writeConfig(config);
    this.guard.allow(config);
  }

  signInForm(connection = 'Elastic Cloud') {
    return this.page.getByRole('form', { name: `Sign in to ${connection}` });
  }

  /** Fills in and sends the form to sign in, wherever it stands. */
  async signIn({ key = OWNER_KEY, name, connection, form = this.signInForm(connection) } = {}) {
    if (name) await form.getByLabel('Key name').fill(name);
    await form.getByLabel('API key', { exact: true }).fill(key);
    await form.getByRole('button', { name: 'Sign in' }).click();
  }

  heading(name) {
    return this.page.getByRole('heading', { level: 1, name });
  }

  /** From nothing to the list of keys: by a link, and signing in on the way. */
  async openKeys({ query = '', ...credential } = {}) {
    await this.page.goto(`${KEYS_PAGE}${query}`);
    await this.signIn(credential);
    await expect(this.heading('Elastic Cloud keys')).toBeVisible();
  }

  /** From nothing to the list of keys, read to its end. */
  async openReadKeys(options) {
    await this.openKeys(options);
    await this.expectRead();
  }

  async expectRead() {
    await expect(this.page.getByText(/keys?( match(es)?)?, read (just now|\d)/)).toBeVisible();
  }

  /** From nothing to the form for a new key, with the list read on the way. */
  async openForm() {
    await this.openReadKeys();
    await this.page.getByRole('link', { name: 'Create key' }).click();
    await expect(this.form).toBeVisible();
  }

  revokeButton(name) {
    return this.page.getByRole('button', { name: `Revoke ${name}`, exact: true });
  }

  row(name) {
    return this.page.getByRole('row').filter({ has: this.revokeButton(name) });
  }

  /** The names in the table, from the top, of the rows that stand in the document. */
  async names() {
    const labels = this.page.getByRole('row').getByRole('button', { name: /^Revoke / });
    return labels.evaluateAll((all) => all.map((one) => one.ariaLabel.replace('Revoke ', '')));
  }

  /** The texts of one column, from the top. */
  async column(name) {
    const headings = await this.page.getByRole('columnheader').allInnerTexts();
    const at = headings.indexOf(name);
    const cells = (rows, index) => rows.slice(1).map((row) => row.cells[index].innerText.trim());
    return this.page.getByRole('row').evaluateAll(cells, at);
  }

  async sortBy(name) {
    await this.page.getByRole('columnheader', { name }).getByRole('button').click();
  }

  revokeDialog(name) {
    return this.page.getByRole('alertdialog', { name: `Revoke ${name}`, exact: true });
  }

  async revoke(name) {
    await this.revokeButton(name).click();
    await this.confirmRevoke(name);
  }

  /** Answers the open question; an owner's key asks for its name. */
  async confirmRevoke(name) {
    const dialog = this.revokeDialog(name);
    await expect(dialog).toBeVisible();
    const typed = dialog.getByLabel(/^Type .* to confirm$/);
    if (await typed.isVisible()) await typed.fill(name);
    await dialog.getByRole('button', { name: 'Revoke key' }).click();
  }

  /** Chooses one of several by its label, as its pill is all there is to press. */
  async pick(label, scope = this.form) {
    await scope.getByText(label, { exact: true }).click();
    await expect(scope.getByRole('radio', { name: label })).toBeChecked();
  }

  /** One block of access in the form, from 0. */
  grant(index = 0) {
const blocks = this.form.getByRole('group', { name: /^(?!Access$)./ });
    return blocks.filter({ has: this.page.getByLabel('Where') }).nth(index);
  }

  /** Chooses where, which role, and what it reaches: 'all' or the names to tick. */
  async choose(role, { where, on, at = 0 } = {}) {
    const grant = this.grant(at);
    if (where) await grant.getByLabel('Where').selectOption({ label: where });
    await grant.getByLabel('Role').selectOption({ label: role });
    if (on === 'all') await this.pick(/^All /, grant);
    for (const name of Array.isArray(on) ? on : []) await grant.getByRole('checkbox', { name }).check();
  }

  async submit() {
    await this.form.getByRole('button', { name: 'Create key' }).click();
  }

  /** Fills in the form for a key that may see one deployment, and sends it. */
  async create(name) {
    await this.form.getByLabel('Name').fill(name);
    await this.choose('Viewer', { on: ['staging'] });
    await this.submit();
  }

  /** Creates a key and learns its secret from the answer, as nothing but the dialog should tell it. */
  async createAndLearn(name) {
    const isCreate = (response) => response.request().method() === 'POST' && response.url().endsWith(KEYS_PATH);
    const answer = this.page.waitForResponse(isCreate);
    await this.create(name);
    const created = await (await answer).json();
    await expect(this.secretDialog).toBeVisible();
    return created;
  }

  /** Says that the secret is saved, and closes its dialog. */
  async dismissSecret() {
    await this.secretDialog.getByLabel('I saved it elsewhere').check();
    await this.secretDialog.getByRole('button', { name: 'Close' }).click();
    await expect(this.secretDialog).toBeHidden();
  }
}
