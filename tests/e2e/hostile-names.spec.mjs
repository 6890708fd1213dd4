// Hostile texts in every field that a backend fills: they are shown as text, in bounds, and the page goes on working.
// The fields are learned from honest answers. The short form puts two kinds of text into all fields for people at once;
// LATCHKEY_FULL=1 puts in every kind, and the worst into each single field, also those that programs read.
import { defaultConfig, ELASTIC, SEARCH, ZENML_CONNECTION } from './support/config.mjs';
import { IDS } from './support/clusters.mjs';
import { ORGANIZATION, OWNER_KEY, SEARCH_KEY, ZENML_PASSWORD } from './support/env.mjs';
import { ACCOUNT, HostileServer } from './support/hostile-server.mjs';
import { fieldsOf, isForPeople, MIXED, TEXTS, withText, wrongs } from './support/hostile-texts.mjs';
import { hold } from './support/search.mjs';
import { expect, test } from './support/test.mjs';
import * as sandbox from './support/sandbox.mjs';

const IS_FULL = process.env.LATCHKEY_FULL === '1';
const WIDTHS = [1280, 360];

const elastic = (rest) => ['Elastic Cloud', `/connections/elastic/${ORGANIZATION}/${rest}`];
const zenml = (rest) => ['ZenML', `/connections/zenml${rest}`];

/** Every page that shows what a backend told; some by way of a key that is known only then. */
const PAGES = {
  'keys of Elastic': elastic('keys'),
  'one key of Elastic': elastic('key/:key'),
  'a new key of Elastic': elastic('keys/new'),
  'replacing a key of Elastic': elastic('key/:key/replace'),
  terms: elastic('terms'),
  clusters: elastic('clusters'),
  'one cluster': elastic(`cluster/${IDS['Frankfurt data center']}`),
  'keys of the Search API': ['Search API', '/connections/search/keys/keys'],
  'accounts of ZenML': zenml(''),
  'keys of ZenML': zenml(`/${ACCOUNT}/keys`),
  'a new key of ZenML': zenml(`/${ACCOUNT}/keys/new`),
};
const CREDENTIALS = { 'Elastic Cloud': OWNER_KEY, 'Search API': SEARCH_KEY, ZenML: ZENML_PASSWORD };

let server;
test.beforeAll(async () => (server = await HostileServer.start()));
test.afterAll(() => server.stop());

test.beforeEach(async ({ app, guard }) => {
  server.calm();
  const base_url = server.url;
  app.configure(defaultConfig({ connections: [ELASTIC, SEARCH, ZENML_CONNECTION].map((one) => ({ ...one, base_url })) }));
  for (const secret of Object.values(CREDENTIALS)) guard.secret(secret, base_url);
  guard.expectStatus('\\d+');
  guard.expectLostCalls();
});

async function signIn(app, name) {
  const form = app.signInForm(name);
  if (name === 'ZenML') await form.getByLabel('Username', { exact: true }).fill('admin');
  await form.getByLabel(name === 'ZenML' ? 'Password' : 'API key', { exact: true }).fill(CREDENTIALS[name]);
  await form.getByRole('button', { name: 'Sign in' }).click();
}

/** From nothing to a page whose answers are all there. */
async function visit(app, [name, path]) {
  await app.page.goto(path);
  await signIn(app, name);
  await expect(app.page.getByText('Loading…')).toHaveCount(0);
  await app.page.waitForLoadState('networkidle');
}

async function expectBounded(page, what) {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    expect(await page.evaluate(wrongs), `${what}, ${width} px wide`).toEqual([]);
  }
  await page.setViewportSize({ width: 1280, height: 900 });
}

/** That the app goes on: another page comes when it is asked for. */
async function expectAlive(app) {
  await app.nav.getByRole('link', { name: 'Connections' }).click();
  await expect(app.heading('Connections')).toBeVisible();
}

const name = (request) => request.url.replace(/\?.*/, '').replace(/[0-9a-f-]{20,}|\d{6,}|[\w-]{20}$/g, ':id');

for (const [where, [connection, pattern]] of Object.entries(PAGES)) {
  test(`${where}: hostile texts are texts`, async ({ app, page }) => {
    test.setTimeout(IS_FULL ? 600_000 : 60_000);
    const [{ id }] = await sandbox.keys();
    const at = [connection, pattern.replace(':key', id)];
    const fields = new Set();
    server.change = (request, value) => {
      for (const path of fieldsOf(value)) fields.add(`${request.method} ${name(request)} ${path}`);
      return value;
    };
    await visit(app, at);
    expect(fields.size, 'fields that were learned').toBeGreaterThan(4);
    const texts = IS_FULL ? Object.entries(TEXTS) : [['64 kB without a break', TEXTS['64 kB without a break']]];
    for (const [what, text] of [['the worst', MIXED], ...texts]) {
      server.change = (request, value) => withText(value, isForPeople, text);
      await visit(app, at);
      await expectBounded(page, `${what} in all fields for people`);
      await expectAlive(app);
    }
    for (const field of IS_FULL ? fields : []) {
      const [method, of, ...rest] = field.split(' ');
      const path = rest.join(' ');
      server.change = (request, value) =>
        request.method === method && name(request) === of ? withText(value, (one) => one === path, MIXED) : value;
      await visit(app, at);
      await expectBounded(page, field);
      await expectAlive(app);
    }
    const people = [...fields].filter((field) => isForPeople(field.split(' ').slice(2).join(' '))).length;
    const single = IS_FULL ? `, ${fields.size} by themselves` : '';
    console.log(`${where}: ${fields.size} fields, ${people} for people, ${texts.length + 1} texts in these${single}`);
  });
}

test('a list of hostile names can be searched, sorted, exported and acted upon', async ({ app, page }) => {
  const names = Object.entries(TEXTS).filter(([what]) => !['nothing'].includes(what));
  let next = 0;
  server.change = (request, value) => {
    for (const key of value.keys ?? []) key.description = names[next++ % names.length][1];
    return /auth\/keys\/[^?]/.test(request.url) ? { ...value, description: TEXTS['64 kB without a break'] } : value;
  };
  await visit(app, PAGES['keys of Elastic']);
  await app.expectRead();
  await expectBounded(page, 'the list');
  await app.search.fill('fdp.exe');
  await expect(app.found).toHaveText(/^[12] of 24 keys$/);
  await app.search.fill('<script>');
  await expect(app.found).toHaveText(/^[12] of 24 keys$/);
  await app.search.fill('');
  await app.sortBy('Name');
  await expectBounded(page, 'the sorted list');
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const started = page.waitForEvent('download');
  await page.getByRole('button', { name: /CSV/ }).click();
  const chunks = [];
  for await (const chunk of await (await started).createReadStream()) chunks.push(chunk);
  const file = Buffer.concat(chunks).toString('utf8');
  expect(file).toContain(`"'=HYPERLINK(""http://evil.example"",""click"")"`);
  expect(file).toContain('W'.repeat(65_536));
  await page.keyboard.press('Escape');
  await app.search.fill('wwwww');
  await expect(app.found).toHaveText(/^[12] of 24 keys$/);
  const row = page.getByRole('row').nth(1);
  await row.getByRole('button', { name: /^Revoke / }).click();
  const asked = page.getByRole('alertdialog');
  await expect(asked.getByRole('button', { name: 'Revoke key' })).toBeVisible();
  await expectBounded(page, 'the question');
  await page.keyboard.press('Escape');
  await expect(asked).toBeHidden();
  await row.getByRole('link').first().click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('WWWW');
  await expectBounded(page, 'its page');
});

test('hostile keys and configs of the Search API can be seen, and told apart', async ({ app, guard, page }) => {
  const hostile = Object.values(TEXTS).filter((text) => text && text.length < 4_000).map((text) => text.toWellFormed());
  const config = (text) => ({ permissions: text, [text]: { [text]: [text, { [text]: text }] } });
  const keys = hostile.map((text, at) => [`${at}-${text}`, config(text)]);
  guard.keys(keys.map(([key]) => key));
  await hold(keys);
  await visit(app, PAGES['keys of the Search API']);
  await app.expectRead();
  await expectBounded(page, 'the list');
  const links = page.getByRole('table').getByRole('link');
  await links.first().click();
  await expect(page.getByRole('button', { name: 'Edit config' })).toBeVisible();
  await expectBounded(page, 'a key');
  await page.getByRole('button', { name: 'Edit config' }).click();
  await expectBounded(page, 'its config');
});
