// Many keys revoked at once, and a key replaced by another, as a person does it: by roles and names.
import { expect } from '@playwright/test';
import { API, KEYS_PAGE, KEYS_PATH, ORGANIZATION } from './env.mjs';
import * as sandbox from './sandbox.mjs';

export const ONE_KEY = `${KEYS_PATH}/*`;
export const OWNER_ROLE = { organization: [{ role_id: 'organization-admin', organization_id: ORGANIZATION }] };

/** What the app keeps of replacements in this browser. */
export const STORED = 'latchkey.replacements';

export const ended = sandbox.refusal(401, 'root.unauthorized', 'Credentials were invalid.');

/** Makes so many keys whose names begin with `bulk-`, as another client would. */
export async function createMany(count, more) {
  const made = [];
  for (let at = 1; at <= count; at += 1) {
    made.push(await sandbox.createKey(`bulk-${String(at).padStart(2, '0')}`, more));
  }
  return made;
}

/** The ids of the keys that were asked to be revoked, in the order of the calls. */
export async function revokedIds() {
  return (await sandbox.requests('DELETE', ONE_KEY)).map((call) => call.path.split('/').at(-1));
}

/**
 * Loses the answers to revoking one key, each time: a browser that has idle connections repeats a call by itself
 * when one of them closes.
 */
export async function loseAnswers(name, drop) {
  const [key] = await sandbox.keysNamed(name);
  await sandbox.addFault('DELETE', `${KEYS_PATH}/${key.id}`, { drop }, 20);
}

/** Lets all calls go well from now on. */
export const clearFaults = () => fetch(`${API}/_sandbox/faults`, { method: 'DELETE' });

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The selection in the table, and what is done with it. */
export class Bulk {
  constructor(app) {
    this.app = app;
    this.page = app.page;
    this.all = this.page.getByRole('checkbox', { name: 'Select all keys shown' });
    this.question = this.page.getByRole('alertdialog', { name: /^Revoke \d+ keys?$/ });
    this.progress = this.page.getByRole('alertdialog', { name: /^Revoking \d+ keys?$/ });
    this.results = this.page.getByRole('dialog', { name: /^\d+ revoked/ });
    this.selected = this.page.getByRole('status').filter({ hasText: /keys? selected/ });
    this.revokeButton = this.page.getByRole('button', { name: /^Revoke \d+ keys?$/ });
  }

  box(name) {
    return this.page.getByRole('checkbox', { name: `Select ${name}`, exact: true });
  }

  async select(...names) {
    for (const name of names) await this.box(name).check();
  }

  /** The names that are ticked, from the top. */
  async ticked() {
    const boxes = this.page.getByRole('checkbox', { name: /^Select (?!all keys shown)/, checked: true });
    return boxes.evaluateAll((all) => all.map((one) => one.ariaLabel.replace('Select ', '')));
  }

  /** Selects all keys that a search finds. */
  async selectFound(search) {
    await this.app.search.fill(search);
    await expect(this.app.found).toHaveText(/^\d+ of [\d,]+ keys$/);
    await this.all.check();
  }

  /** Answers the question, with what has to be typed where there is something to type. */
  async confirm() {
    const typed = this.question.getByLabel(/^Type .* to confirm$/);
    const wanted = (await this.question.getByRole('heading').innerText()).replace(/^Revoke (\d+) keys?$/, 'revoke $1');
    if (await typed.isVisible()) await typed.fill(wanted);
    await this.question.getByRole('button', { name: /^Revoke \d+ keys?$/ }).click();
  }

  /** From the selection to the first call. */
  async revoke() {
    await this.revokeButton.click();
    await this.confirm();
  }

  /** What is said of one key. */
  result(name) {
    const line = new RegExp(`^\\s*${escaped(name)}`);
    return this.results.getByRole('list', { name: 'Results' }).getByRole('listitem').filter({ hasText: line });
  }
}

/** The way from a key to the one that replaces it. */
export class Replace {
  constructor(app) {
    this.app = app;
    this.page = app.page;
    this.steps = this.page.getByRole('list', { name: 'Steps' });
    this.pending = this.page.getByRole('region', { name: 'Being replaced' });
    this.tryForm = this.page.getByRole('form', { name: 'Try the new key' });
    this.revokeNow = this.page.getByRole('button', { name: 'Revoke the old key now' });
  }

  async open(name) {
    await this.page.getByRole('link', { name: `Replace ${name}`, exact: true }).click();
    await expect(this.app.heading(`Replace ${name}`)).toBeVisible();
    await expect(this.app.form).toBeVisible();
  }

  /** Sends the form as it stands and learns the new key from the answer. */
  async create() {
    const isCreate = (response) => response.request().method() === 'POST' && response.url().endsWith(KEYS_PATH);
    const answer = this.page.waitForResponse(isCreate);
    await this.app.submit();
    const created = await (await answer).json();
    await expect(this.app.secretDialog).toBeVisible();
    return created;
  }

  /** From the list to two keys, the new one's secret saved. */
  async begin(name) {
    await this.open(name);
    const created = await this.create();
    await this.app.dismissSecret();
    return created;
  }

  /** Where one is. */
  async expectStep(name) {
    await expect(this.steps.getByRole('listitem').and(this.page.locator('[aria-current=step]'))).toHaveText(name);
  }

  async revokeOld(name) {
    await this.revokeNow.click();
    await this.app.confirmRevoke(name);
  }

  continueLink(name) {
    return this.pending.getByRole('link', { name: `Continue replacing ${name}`, exact: true });
  }

  address(id) {
    return `${KEYS_PAGE.replace(/keys$/, `key/${encodeURIComponent(id)}`)}/replace`;
  }

  /** What this browser keeps of it. */
  async stored() {
    return this.page.evaluate((name) => JSON.parse(localStorage.getItem(name) ?? 'null'), STORED);
  }
}
