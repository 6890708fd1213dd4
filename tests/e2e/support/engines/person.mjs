// What a person does with the app in any engine, told by roles and names.
import { expect } from '@playwright/test';
import { ORGANIZATION, OWNER_KEY } from '../env.mjs';
import { patiently } from './patience.mjs';

export const KEYS = `connections/elastic/${ORGANIZATION}/keys`;

export class Person {
  constructor(engine, page, url) {
    this.engine = engine;
    this.page = page;
    this.url = url;
  }

  open = (path) => this.page.go(`${this.url}${path}`);
  click = (role, name) => this.page.click(role, name);
  fill = (label, text) => this.page.fill(label, text);
  choose = (label, option) => this.page.choose(label, option);
  press = (key) => this.page.press(key);

  /** Waits until the element is there to be seen. */
  see = (role, name) => this.page.element(role, name);

  /** Waits until it is not. */
  miss = (role, name) => patiently(`end of ${role} "${name}"`, async () => !(await this.page.find(role, name)));

  /** Waits until the page says this. */
  async read(text) {
    await expect.poll(() => this.page.text(), { message: `${this.engine} shows it`, timeout: 10_000 }).toContain(text);
  }

  /** Waits until the address ends so. */
  async arrive(path) {
    await expect.poll(() => this.page.address(), { timeout: 10_000 }).toBe(`${this.url}${path}`);
  }

  async signIn(key = OWNER_KEY) {
    await this.fill('API key', key);
    await this.click('button', 'Sign in');
  }

  /** From nothing to the list, read to its end. */
  async openKeys() {
    await this.open(KEYS);
    await this.signIn();
    await this.read('24 of 24 keys');
  }

  /** Fills in the form for a key that may see one deployment. */
  async fillIn(name) {
    await this.click('link', 'Create key');
    await this.fill('Name', name);
    await this.choose('Role', 'Viewer');
    await this.click('checkbox', 'staging gcp-europe-west3');
  }

  /** Makes such a key; its secret, once the dialog shows it. */
  async create(name) {
    await this.fillIn(name);
    await this.click('button', 'Create key');
    await this.see('dialog', `${name} is created. Save its key now.`);
    await this.click('button', 'Show');
    return patiently('secret', async () => (await this.page.text()).match(/essu_\S+/)?.[0]);
  }

  async save() {
    await this.click('checkbox', 'I saved it elsewhere');
    await this.click('button', 'Close');
  }

  /** What the engine told that must never happen. */
  async findings() {
    await this.page.hear?.();
    return { violations: this.page.violations, errors: this.page.errors };
  }
}
