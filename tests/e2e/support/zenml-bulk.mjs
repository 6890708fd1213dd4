// What is done to many keys of a service account, as a person does it: by roles and names.
import { expect } from '@playwright/test';
import { ONE } from './zenml-list.mjs';

const DOING = { Disable: 'Disabling', Enable: 'Enabling', Revoke: 'Revoking', Rotate: 'Rotating' };

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** An answer that a page of another origin may read. */
export const answer = (status, detail) => ({
  status,
  headers: { 'access-control-allow-origin': '*', 'content-type': 'application/json' },
  body: JSON.stringify({ detail }),
});

/** The work on the selected keys. */
export class Bulk {
  constructor(app) {
    this.app = app;
    this.page = app.page;
    this.selected = this.page.getByRole('status').filter({ hasText: /keys? selected/ });
    this.results = this.page.getByRole('dialog', { name: /^[\d,]+ (revoked|disabled|enabled|rotated)/ });
    this.secrets = this.page.getByRole('dialog', { name: /a new secret\. Save (it|them) now\.$/ });
  }

  question = (deed) => this.page.getByRole('alertdialog', { name: new RegExp(`^${deed} [\\d,]+ keys?$`) });
  progress = (deed) => this.page.getByRole('alertdialog', { name: new RegExp(`^${DOING[deed]} [\\d,]+ keys?$`) });

  box(name) {
    return this.page.getByRole('checkbox', { name: `Select ${name}`, exact: true });
  }

  async select(...names) {
    for (const name of names) await this.box(name).check();
  }

  selectShown = () => this.page.getByRole('checkbox', { name: 'Select all keys shown' }).check();

  async ticked() {
    const boxes = this.page.getByRole('checkbox', { name: /^Select (?!all keys shown)/, checked: true });
    return boxes.evaluateAll((all) => all.map((one) => one.ariaLabel.replace('Select ', '')));
  }

  async ask(deed) {
    const name = deed === 'Revoke' ? /^Revoke [\d,]+ keys?$/ : deed;
    await this.page.getByRole('button', { name, exact: true }).click();
    await expect(this.question(deed)).toBeVisible();
    return this.question(deed);
  }

  /** What says yes to the question. */
  go = (deed) => this.question(deed).getByRole('button', { name: new RegExp(`^${deed} [\\d,]+ keys?$`) });

  confirm = (deed) => this.go(deed).click();

  /** From the selection to the first call; rotations with the old secrets' end. */
  async begin(deed, end) {
    const asked = await this.ask(deed);
    if (end) await asked.getByLabel('The old secrets stop working').selectOption({ label: end });
    await this.confirm(deed);
  }

  /** What is said of one key. */
  result(name) {
    const line = new RegExp(`^\\s*${escaped(name)}`);
    return this.results.getByRole('list', { name: 'Results' }).getByRole('listitem').filter({ hasText: line });
  }

  async close() {
    await this.results.getByRole('button', { name: 'Close' }).click();
    await expect(this.results).toBeHidden();
  }

  /** Says that the new secrets are saved, and closes their dialog. */
  async dismissSecrets() {
    await this.secrets.getByLabel('I saved them elsewhere').check();
    await this.secrets.getByRole('button', { name: 'Close' }).click();
    await expect(this.secrets).toBeHidden();
  }
}

const idOf = (url) => new URL(url).pathname.match(/api_keys\/([0-9a-f-]{36})/)[1];

/**
 * Watches the calls that change keys. `meddle` may answer one itself, given its number from 1 and the key's id; each
 * takes `delay` milliseconds longer. Tells whom they were for, and how many were under way at once.
 */
export async function watchCalls(page, { delay = 0, meddle = () => false } = {}) {
  const calls = { ids: [], now: 0, most: 0 };
  await page.route(ONE, async (route, request) => {
    if (!['PUT', 'DELETE'].includes(request.method())) return route.fallback();
    calls.ids.push(idOf(request.url()));
    calls.now += 1;
    calls.most = Math.max(calls.most, calls.now);
    try {
      if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay));
      if (await meddle(route, calls.ids.length, calls.ids.at(-1))) return;
      await route.fulfill({ response: await route.fetch() });
    } finally {
      calls.now -= 1;
    }
  });
  return calls;
}

/** Lets the server do it, and loses the answer. */
export async function loseAnswer(route) {
  await route.fetch();
  await route.abort('connectionreset');
  return true;
}

/** Loses the call before it reaches the server. */
export async function loseCall(route) {
  await route.abort('connectionreset');
  return true;
}
