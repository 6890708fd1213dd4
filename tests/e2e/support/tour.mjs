// Tours through the app, and what each ends with: that the app forgot all that it was told.
import { expect } from '@playwright/test';
import * as clipboard from './clipboard.mjs';
import { API, ZENML } from './env.mjs';
import { can } from './holdings.mjs';
import { record } from './opened.mjs';
import { catchMemory, residue } from './residue.mjs';
import { TOURS } from './tours.mjs';

/**
 * What the platform makes unavoidable, by what holds it in the script engine's heap: nothing else may hold a secret
 * there, and nothing at all anywhere else.
 */
const UNAVOIDABLE = [];

/** Types a text as a keyboard does: handed to the page's script, the test itself would leave it there. */
export async function typeSecret(page, input, text) {
  await input.focus();
  await input.press('ControlOrMeta+a');
  await page.keyboard.insertText(text);
}

/** Signs in with an API key without handing it to the page's script. */
export async function signIn(app, connection, key, form = app.signInForm(connection)) {
  await typeSecret(app.page, form.getByLabel('API key', { exact: true }), key);
  await form.getByRole('button', { name: 'Sign in' }).click();
}

/** Looks for every secret of the test, at least so many, and prints what is left of them. */
export async function expectForgotten(page, guard, atLeast) {
  const { secrets, bytes, heap, memory, found } = await residue(page, guard);
  const line = `${secrets} secrets looked for in storage, address, history, document, console, heap and ${bytes >> 10} KiB of memory`;
  console.log([line, ...heap.map((way) => `  heap: ${way}`), ...memory.map((text) => `  memory: ${text}`)].join('\n'));
  expect(secrets).toBeGreaterThanOrEqual(atLeast);
  expect(found, 'kept or shown').toEqual([]);
  expect(memory, 'in the memory of the app').toEqual([]);
  expect(heap.filter((way) => !UNAVOIDABLE.some((known) => known.test(way))), 'in the heap').toEqual([]);
}

export const signOut = (page) => page.getByRole('button', { name: 'Sign out everywhere' }).click();

const LEAVE = {
  'idle lock': async ({ app, page }) => {
    await page.clock.runFor('15:10');
    await expect(app.messages).toContainText('You were signed out after 15 minutes');
  },
  'signing out': ({ page }) => signOut(page),
};

/**
 * A way through the app that opens at least what its line in the table says, and after which nothing is left: the title
 * and the body of a test.
 */
export function tour(name, walk) {
  const { dialogs, menus, pages, secrets, endsBy = 'signing out' } = TOURS[name];
  const body = async ({ app, context, guard, page }) => {
    await catchMemory(context);
    await clipboard.allow(context);
    const opened = await record(context);
    if (endsBy === 'idle lock') await page.clock.install();
    await walk({ app, guard, page });
    await LEAVE[endsBy]({ app, page });
    await expectForgotten(page, guard, secrets);
    for (const [what, declared] of Object.entries({ dialogs, menus, pages })) {
      expect([...opened[what]], `${what} that were opened`).toEqual(expect.arrayContaining(declared));
    }
  };
  return [name, body];
}

/** Opens a dialog or a menu, looks at it, and leaves it by Escape. */
export async function glance(page, open, inside = async () => {}) {
  await open();
  const shown = page.locator('dialog[open], :popover-open');
  await expect(shown).toBeVisible();
  await inside(shown);
  await page.keyboard.press('Escape');
  await expect(shown).toHaveCount(0);
}

/** Closes what came of many keys; the focus goes to the list, or to the page where it is empty. */
export async function closeResults(page, results) {
  await results.getByRole('button', { name: 'Close' }).click();
  await expect(results).toBeHidden();
  await expect(page.locator('#keys:focus, #main:focus')).toBeVisible();
}

/** Learns a secret where it is told, as the browser does not keep each answer that told it. */
export function learn(guard, backend, secret) {
  if (guard.secrets.has(secret) || guard.named.has(secret)) return;
  if (can(backend, 'tells_secrets')) guard.keys([secret]);
  else guard.secret(secret, backend === 'zenml' ? ZENML : API);
}

/** Shows, writes in every form, tries, downloads and copies the secret that is told; then its dialog goes. */
export async function useSecret({ page, guard }, told, backend) {
  await told.getByRole('button', { name: 'Show' }).click();
  learn(guard, backend, await told.getByLabel(/^New (key|token)$/).innerText());
  for (const tab of ['.env', 'curl', 'JSON']) await told.getByRole('tab', { name: tab, exact: true }).click();
  // It is not let go of before it is saved.
  await page.keyboard.press('Escape');
  await expect(told.getByRole('status')).toContainText('first:');
  const proof = told.getByRole('button', { name: /^Try the / });
  if (await proof.isVisible()) {
    await proof.click();
    await expect(told.getByRole('status')).toContainText('accepts');
  }
  const download = page.waitForEvent('download');
  await told.getByRole('button', { name: 'Download CSV' }).click();
  await (await download).delete();
  await told.getByRole('button', { name: 'Copy', exact: true }).click();
  await expect(told.getByRole('status')).toHaveText('Copied.');
  await told.getByRole('button', { name: 'Close' }).click();
  await expect(told).toBeHidden();
}
