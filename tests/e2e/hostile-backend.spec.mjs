// A service that attacks whoever calls it: the owner reads a sentence, nothing runs, nothing freezes, and what was
// given to it goes nowhere else. The short form makes each attack once; LATCHKEY_FULL=1 makes each on every backend,
// while signing in and afterwards.
import { defaultConfig, ELASTIC, SEARCH, ZENML_CONNECTION } from './support/config.mjs';
import { ORGANIZATION, OWNER_KEY, SEARCH_KEY, ZENML_PASSWORD } from './support/env.mjs';
import { ACCOUNT, ATTACKS, FLOOD, HostileServer } from './support/hostile-server.mjs';
import { expect, test } from './support/test.mjs';

const MB = 1 << 20;
const SLOW = /drop a second/;

const BACKENDS = {
  'Elastic Cloud': { path: `/connections/elastic/${ORGANIZATION}/keys`, label: 'API key', secret: OWNER_KEY },
  'Search API': { path: '/connections/search/keys/keys', label: 'API key', secret: SEARCH_KEY },
  ZenML: { path: `/connections/zenml/${ACCOUNT}/keys`, label: 'Password', secret: ZENML_PASSWORD },
};

let server;
let elsewhere;

test.beforeAll(async () => {
  [server, elsewhere] = [await HostileServer.start(), await HostileServer.start()];
  server.elsewhere = elsewhere.url;
});
test.afterAll(() => Promise.all([server.stop(), elsewhere.stop()]));

test.beforeEach(async ({ app, guard, page }) => {
  for (const one of [server, elsewhere]) one.calm();
  const base_url = server.url;
  app.configure(defaultConfig({ connections: [ELASTIC, SEARCH, ZENML_CONNECTION].map((one) => ({ ...one, base_url })) }));
  for (const { secret } of Object.values(BACKENDS)) guard.secret(secret, base_url);
  // The browser announces a call that a redirect asks for before it is refused; whether it was made, that server knows.
  guard.origins.add(elsewhere.url);
  guard.expectLostCalls();
  guard.expectStatus('\\d+');
  guard.expectConsole(/blocked by CORS policy/);
  await page.addInitScript(() => {
    globalThis.longest = 0;
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) globalThis.longest = Math.max(globalThis.longest, duration);
    }).observe({ entryTypes: ['longtask'] });
  });
});

async function signIn(app, name, { label, secret }) {
  const form = app.signInForm(name);
  if (label === 'Password') await form.getByLabel('Username', { exact: true }).fill('admin');
  await form.getByLabel(label, { exact: true }).fill(secret);
  await form.getByRole('button', { name: 'Sign in' }).click();
}

/** That the owner is told this much and no more, nothing ran, and the app goes on. */
async function expectSurvived(app, page, sentence, patience) {
  const alert = page.getByRole('main').getByRole('alert').first();
  await expect(alert).toContainText(sentence, { timeout: patience });
  expect((await alert.innerText()).length, 'a message and no flood').toBeLessThan(2_000);
  expect(await page.evaluate(() => ({ hacked: globalThis.hacked, polluted: {}.x }))).toEqual({});
  expect(await page.evaluate(() => globalThis.longest), 'the longest time without a reaction').toBeLessThan(4_000);
  expect(elsewhere.calls, 'calls that went elsewhere').toEqual([]);
  expect(server.sent, 'what was taken of a flood').toBeLessThan(FLOOD / 2 + MB);
  server.attack = null;
  await app.nav.getByRole('link', { name: 'Connections' }).click();
  await expect(app.heading('Connections')).toBeVisible();
}

/** Every attack, on every backend, at both times; or each once, on one after the other. */
function cases() {
  const places = Object.keys(BACKENDS).flatMap((name) => ['signing in', 'the list'].map((when) => [name, when]));
  const attacks = Object.keys(ATTACKS);
  if (process.env.LATCHKEY_FULL === '1') return attacks.flatMap((attack) => places.map((place) => [attack, ...place]));
  return attacks.map((attack, at) => [attack, ...places[at % places.length]]);
}

for (const [attack, name, when] of cases()) {
  test(`${attack} from ${name}, at ${when}`, async ({ app, page }) => {
    const backend = BACKENDS[name];
    const [act, sentence] = ATTACKS[attack];
    const patience = SLOW.test(attack) ? 40_000 : 20_000;
    test.setTimeout(patience + 40_000);
    await page.goto(backend.path);
    if (when === 'signing in') {
      server.attack = act;
      await signIn(app, name, backend);
    } else {
      await signIn(app, name, backend);
      await app.expectRead();
      server.attack = act;
      await page.getByRole('button', { name: 'Refresh' }).click();
    }
    await expectSurvived(app, page, sentence, patience);
  });
}

const key = (id) => ({ id, description: `key ${id}`, organization_id: ORGANIZATION, role_assignments: {}, creation_date: '2026-01-01T00:00:00Z' });
const LIST = /^\/api\/v1\/users\/auth\/keys/;

/** Lists of keys that have no end, by what comes next after a page. */
const ENDLESS = [
  ['the same page again', () => 'a', 1, /goes on where it (began|was before)/],
  ['two pages by turns', (call) => 'ab'[call % 2], 1, /goes on where it was before/],
  ['a circle of fifty pages', (call) => `page ${call % 50}`, 1, /goes on where it was before/],
  ['a page of a thousand after the other', (call) => `next ${call}`, 1_000, /more than 100,000 entries/, true],
  ['an empty page after the other', (call) => `next ${call}`, 0, /the list doesn't end, 2,000 parts of it were read/, true],
];

for (const [what, next, size, sentence, isLong] of ENDLESS) {
  test(`a list that goes on with ${what} ends with a sentence`, async ({ app, page }) => {
    test.skip(Boolean(isLong) && process.env.LATCHKEY_FULL !== '1', 'takes a minute: LATCHKEY_FULL=1 runs it');
    test.setTimeout(240_000);
    let calls = 0;
    server.attack = async (request, response) => {
      if (!LIST.test(request.url)) return server.beHonest(request, response, Buffer.alloc(0));
      calls += 1;
      const keys = Array.from({ length: size }, (_, at) => key(`${calls}-${at}`));
      return response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ keys, next_page: next(calls) }));
    };
    const backend = BACKENDS['Elastic Cloud'];
    await page.goto(backend.path);
    await signIn(app, 'Elastic Cloud', backend);
    const alert = page.getByRole('main').getByRole('alert').first();
    await expect(alert).toContainText(sentence, { timeout: 180_000 });
    await expect(alert.getByRole('button', { name: 'Try again' })).toBeVisible();
    expect(calls).toBeLessThanOrEqual(2_000);
    const asked = calls;
    await app.nav.getByRole('link', { name: 'Connections' }).click();
    await expect(app.heading('Connections')).toBeVisible();
    expect(calls, 'nothing asks on').toBe(asked);
  });
}
