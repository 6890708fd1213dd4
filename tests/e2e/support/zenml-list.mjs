// The list of a service account's keys as a person meets it: filters, order, columns, pages.
import { randomUUID } from 'node:crypto';
import { expect } from '@playwright/test';
import { ZENML, ZENML_PASSWORD, ZENML_USER } from './env.mjs';

/** As tall as all keys of a small account, so that every row stands in the document. */
export const TALL = { width: 1280, height: 3200 };

/** The calls that list keys. */
export const LISTS = `${ZENML}/api/v1/service_accounts/*/api_keys?*`;
/** The calls that change one key, rotate it, or end it. */
export const ONE = /\/api_keys\/[0-9a-f-]{36}(\/rotate)?(\?.*)?$/;

export const unique = (name) => `${name}-${randomUUID().slice(0, 8)}`;

export async function signIn(app, form = app.signInForm('ZenML')) {
  await form.getByLabel('Username', { exact: true }).fill(ZENML_USER);
  await form.getByLabel('Password', { exact: true }).fill(ZENML_PASSWORD);
  await form.getByRole('button', { name: 'Sign in' }).click();
}

/** From nothing to the keys of a service account. */
export async function open(app, account, query = '') {
  await app.page.goto(`${account.page}${query}`);
  await signIn(app);
  await expect(app.heading(`Keys of ${account.name}`)).toBeVisible();
  await app.expectRead();
}

/** The query of every call that lists keys from now on, oldest first. */
export function watchLists(page) {
  const asked = [];
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (request.method() === 'GET' && url.pathname.endsWith('/api_keys')) asked.push(url.searchParams);
  });
  return asked;
}

/** The conditions that take an instant. */
const MOMENTS = ['before', 'after', 'on or after', 'on or before', 'exactly at', 'not at'];

/** What the input of a condition's value is called. */
export function labelOf(test) {
  if (MOMENTS.includes(test)) return 'Date and time, your time';
  return test.startsWith('begins with a number') ? 'Number' : 'Text';
}

/** What narrows the list and lays it out. */
export class List {
  constructor(app) {
    this.app = app;
    this.page = app.page;
    this.filterMenu = this.page.getByRole('group', { name: 'Add a filter' });
    this.viewMenu = this.page.getByRole('group', { name: 'View', exact: true });
    this.chips = this.page.getByRole('list', { name: 'Filters' });
    this.matching = this.page.getByRole('combobox', { name: 'How filters go together' });
    this.pages = this.page.getByRole('navigation', { name: 'Pages' });
    this.noMatch = this.page.getByRole('heading', { name: 'No key matches' });
  }

  async openFilter() {
    await this.page.getByRole('button', { name: 'Filter', exact: true }).click();
    await expect(this.filterMenu.getByLabel('Field')).toBeVisible();
  }

  async openView() {
    await this.page.getByRole('button', { name: 'View', exact: true }).click();
    await expect(this.viewMenu.getByLabel('Sort by')).toBeVisible();
  }

  closeMenu = () => this.page.keyboard.press('Escape');

  /** Fills in the menu; an array of values are lines, or the two ends of a time. */
  async fillFilter(field, test, value) {
    await this.filterMenu.getByLabel('Field').selectOption({ label: field });
    await this.filterMenu.getByLabel('Condition').selectOption({ label: test });
    if (value === undefined) return;
    const from = this.filterMenu.getByLabel('From, your time');
    if (Array.isArray(value) && test === 'between') {
      await from.fill(value[0]);
      await this.filterMenu.getByLabel('Until, your time').fill(value[1]);
    } else if (Array.isArray(value)) {
      await this.filterMenu.getByLabel('Texts, one on each line').fill(value.join('\n'));
    } else {
      await this.filterMenu.getByLabel(labelOf(test), { exact: true }).fill(value);
    }
  }

  async sendFilter() {
    await this.filterMenu.getByRole('button', { name: 'Add filter' }).click();
  }

  async add(field, test, value) {
    await this.openFilter();
    await this.fillFilter(field, test, value);
    await this.sendFilter();
    await expect(this.filterMenu).toBeHidden();
    await expect(this.chip(`${field} ${test}`).first()).toBeVisible();
  }

  chip(text) {
    return this.chips.getByRole('listitem').filter({ hasText: text });
  }

  async remove(text) {
    await this.chip(text).getByRole('button', { name: /^Remove filter: / }).click();
  }

  async clear() {
    await this.page.getByRole('button', { name: 'Clear all', exact: true }).click();
    await expect(this.chips).toBeHidden();
  }

  /** The rows stand as these names, in this order. */
  async expectNames(names) {
    if (names.length === 0) await expect(this.noMatch).toBeVisible();
    await expect.poll(() => this.app.names()).toEqual(names);
    await expect(this.app.found).toHaveText(names.length === 1 ? '1 key' : `${names.length.toLocaleString('en-US')} keys`);
  }

  parameters() {
    return Object.fromEntries(new URL(this.page.url()).searchParams);
  }
}

const isList = (method, url) => method === 'GET' && new URL(url).pathname.endsWith('/api_keys');

/** For every answer with keys from now on: how many were asked for, and how many bytes came. */
export function watchSizes(page) {
  const seen = [];
  page.on('response', (response) => {
    if (!isList(response.request().method(), response.url())) return;
    const size = Number(new URL(response.url()).searchParams.get('size'));
    seen.push(response.allHeaders().then((headers) => ({ size, bytes: Number(headers['content-length']) })));
  });
  return seen;
}

/** Holds back the so-many-th call that reads all keys in parts, until it is let go. */
export async function holdPart(page, number) {
  let count = 0;
  let letGo;
  const isFree = new Promise((resolve) => (letGo = resolve));
  let reach;
  const reached = new Promise((resolve) => (reach = resolve));
  await page.route(LISTS, async (route, request) => {
    const query = new URL(request.url()).searchParams;
    if (request.method() !== 'GET' || query.get('sort_by') !== 'asc:created') return route.fallback();
    count += 1;
    if (count === number) {
      reach();
      await isFree;
    }
    // Whoever stopped waits for it no longer.
    return route.fallback().catch(() => {});
  });
  return { reached, letGo };
}

/** The rows of a CSV file whose cells may be quoted. */
export function cells(text) {
  const rows = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    rows.at(-1).push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === '\r\n') rows.push([]);
  }
  return rows.filter((row) => row.length > 1);
}

/** The file of all keys that match, which takes a while when they are many. */
export async function save(page, form) {
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const started = page.waitForEvent('download', { timeout: 40_000 });
  await page.getByRole('group', { name: 'Export' }).getByRole('button', { name: form, exact: true }).click();
  return textOf(await started);
}

/** What a download holds. */
export async function textOf(file) {
  const chunks = [];
  for await (const chunk of await file.createReadStream()) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
