// The Search API: the page of its keys as a person meets it, and the service as another client does. The sandbox
// and the real FastAPI server are spoken to alike.
import { expect } from '@playwright/test';
import { SEARCH_API, SEARCH_KEY } from './env.mjs';

export const PLACE = '/connections/search/keys';
export const KEYS_PAGE = `${PLACE}/keys`;
export const PATH = '/es/api/v1/credentials/api_keys/';

/** What the app keeps of labels in this browser. */
export const STORED = 'latchkey.names';

/** Keys that need care in an address, or are hard to tell apart. */
export const ODD = [
  ['k7Qm2xVt9LrB4nWc8ZyD', { permissions: 'read' }],
  ['p3Hs6uJe1FgA5oKv0TiX', { permissions: 'write' }],
  ['a/b+c=d/e==', { permissions: 'read' }],
  ['100%/sure?#now', { permissions: 'write', note: 'legacy importer' }],
  ['ключ-поиска', { permissions: 'read', indices: ['catalog', 'orders'] }],
  ['W8rN0bYq5MzE2cLd7UkS', { permissions: 'read', limits: { per_minute: 600 } }],
  ['spaces in it', {}],
  [`say "it's" & ${'ж/'.repeat(2_000)}`, { permissions: 'read', tags: ['ci', '<b>bold</b>'] }],
];

async function call(method, path, body, headers = {}) {
  const response = await fetch(`${SEARCH_API}${path}`, {
    method,
    headers: { 'content-type': 'application/json', authorization: `ApiKey ${SEARCH_KEY}`, ...headers },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
  return JSON.parse(text);
}

/** Puts these keys in place of all others: pairs of a key and its config. */
export const hold = (keys) =>
  call('POST', '/_sandbox/search', { keys: keys.map(([api_key, config]) => ({ api_key, config })) });

/** All keys with their configs, as pairs. */
export const listed = async () => (await call('GET', PATH)).map((one) => [one.api_key, one.config]);

export const configOf = async (key) => (await listed()).find(([one]) => one === key)?.[1];

/** Changes a key as another client would. */
export const change = (key, config) => call('PUT', `${PATH}${encodeURIComponent(key)}`, { config });

export const remove = (key) => call('DELETE', `${PATH}delete/${encodeURIComponent(key)}`);

/** So many keys, each another one. */
export const many = (count) =>
  Array.from({ length: count }, (_, at) => {
    const number = String(at).padStart(5, '0');
    const middle = [...number].map((digit) => 'qwertzuiop'[digit]).join('');
    return [`${number}Kx${middle}+/Lm${middle.toUpperCase()}=`, { permissions: at % 3 ? 'read' : 'write', team: `team-${at % 7}` }];
  });

export class SearchKeys {
  constructor(app) {
    this.app = app;
    this.page = app.page;
    this.permissions = this.page.getByRole('combobox', { name: 'Permissions' });
    this.json = this.page.getByLabel('Config as JSON');
    this.shown = this.page.getByLabel('Key', { exact: true }).and(this.page.locator('pre'));
    this.results = this.page.getByRole('dialog', { name: /^\d+ (changed|revoked)/ });
  }

  /** From nothing to the list of these keys, read to its end. */
  static async open(app, keys = ODD, query = '') {
    await hold(keys);
    app.guard.keys(keys.map(([key]) => key));
    await app.page.goto(`${KEYS_PAGE}${query}`);
    await app.signIn({ key: SEARCH_KEY, connection: 'Search API' });
    await expect(app.heading('Search API keys')).toBeVisible();
    await app.expectRead();
    return new SearchKeys(app);
  }

  row(name) {
    return this.page.getByRole('row').filter({ has: this.page.getByRole('link', { name, exact: true }) });
  }

  link(name) {
    return this.page.getByRole('main').getByRole('link', { name, exact: true });
  }

  /** From the list to the page of a key. */
  async follow(name) {
    await this.link(name).click();
    await expect(this.app.heading(name)).toBeVisible();
  }

  button(name) {
    return this.page.getByRole('button', { name, exact: true });
  }

  box(name) {
    return this.page.getByRole('checkbox', { name: `Select ${name}`, exact: true });
  }

  /** Chooses permissions in a form. */
  async permit(permissions, scope = this.page) {
    await scope.getByText(permissions, { exact: true }).click();
    await expect(scope.getByRole('radio', { name: permissions })).toBeChecked();
  }

  /** Gives the key whose page is shown a label and a note. */
  async label(label, note = '') {
    await this.button('Edit label and note').click();
    const dialog = this.page.getByRole('dialog', { name: /^Label / });
    await dialog.getByLabel('Label', { exact: true }).fill(label);
    await dialog.getByLabel('Note', { exact: true }).fill(note);
    await dialog.getByRole('button', { name: 'Save label' }).click();
    await expect(dialog).toBeHidden();
  }

  /** From the page of a key to the changes of its config, as JSON. */
  async review(config) {
    await this.button('Edit config').click();
    const dialog = this.page.getByRole('dialog', { name: /^Edit the config of / });
    await dialog.getByLabel('Config as JSON').fill(JSON.stringify(config));
    await dialog.getByRole('button', { name: 'Review changes' }).click();
    return dialog;
  }
}
