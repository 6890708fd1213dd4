// What the tests of watching over keys share: a key's own page, its row, and who calls how often.
import { expect } from '@playwright/test';
import { KEYS_PATH, ORGANIZATION } from './env.mjs';

export const ONE_KEY = `${KEYS_PATH}/*`;
export const WHOAMI = '/api/v1/saas/user';
export const DAY = 86_400_000;

export const pageOf = (id) => `/connections/elastic/${ORGANIZATION}/key/${encodeURIComponent(id)}`;

/** A list as tall as the demo keys, so that every row stands in the document. */
export const TALL = { width: 1280, height: 2600 };

/** From the list to the page of a key. */
export async function follow(app, name) {
  await app.page.getByRole('link', { name, exact: true }).click();
  await expect(app.heading(name)).toBeVisible();
}

/** From nothing to the page of a key, through the list. */
export async function openKey(app, name) {
  await app.openReadKeys();
  await follow(app, name);
}

/** From the page of a key to the list. */
export const back = (app) => app.page.getByRole('link', { name: 'All keys' }).click();

/** The row of a key by the link to its page, as a row that vanished has no button. */
export const rowOf = (app, name) =>
  app.page.getByRole('row').filter({ has: app.page.getByRole('link', { name, exact: true }) });

export const refresh = (app) => app.page.getByRole('button', { name: 'Refresh' }).click();

/** What a section of a key's page says beside a term. */
export const fact = (app, term) =>
  app.page
    .getByRole('region', { name: 'Key', exact: true })
    .locator('dt', { hasText: new RegExp(`^${term}$`) })
    .locator('xpath=following-sibling::dd[1]');

/** The note that a service wants to be asked more slowly. */
export const pace = (app) => app.page.getByRole('status', { name: 'Pace' });

/** The whole answer to a press, as a file: its name and its text. */
export async function download(page, press) {
  const started = page.waitForEvent('download');
  await press();
  const file = await started;
  const chunks = [];
  for await (const chunk of await file.createReadStream()) chunks.push(chunk);
  return { name: file.suggestedFilename(), text: Buffer.concat(chunks).toString('utf8') };
}
