// What `cargo xtask dist` writes, on real web servers: headers, deep links, what is missing, and the main flows
// without a single violation of the policy.
import { HOSTS, ORGANIZATION } from './support/env.mjs';
import { expect, test } from './support/test.mjs';

const KEYS = `connections/elastic/${ORGANIZATION}/keys`;
const FIXED = {
  'strict-transport-security': /max-age=31536000/,
  'x-content-type-options': /^nosniff$/,
  'referrer-policy': /^no-referrer$/,
  'cross-origin-opener-policy': /^same-origin$/,
  'cross-origin-resource-policy': /^same-origin$/,
  'permissions-policy': /clipboard-write=\(self\)/,
  'content-security-policy': /default-src 'none'.*connect-src 'self' http:\/\/127\.0\.0\.1:\d+;.*trusted-types default/,
};

const get = (url, headers = {}) => fetch(url, { headers, redirect: 'manual' });

/** The names of the files that the page loads first. */
async function files(url) {
  const html = await (await get(url)).text();
  return [...new Set(html.match(/latchkey-[0-9a-f]{16}(_bg\.wasm|\.js)/g))].map((name) => `${url}${name}`);
}

function expectHeaders(answer, caching) {
  for (const [name, value] of Object.entries(FIXED)) expect(answer.headers.get(name), name).toMatch(value);
  expect(answer.headers.get('cache-control')).toBe(caching);
}

test('there are hosts to be looked at', () => {
  expect(HOSTS).toHaveLength(4);
});

for (const { name, url } of HOSTS) {
  test(`${name}: each answer has the headers, and is kept as long as it may be`, async () => {
    for (const path of ['', 'index.html', 'config.json', KEYS, 'nowhere']) {
      const answer = await get(`${url}${path}`);
      expect(answer.status, path).toBe(200);
      expectHeaders(answer, 'no-store');
    }
    const loaded = await files(url);
    expect(loaded).toHaveLength(2);
    for (const file of loaded) expectHeaders(await get(file), 'public, max-age=31536000, immutable');
  });

  test(`${name}: what is missing is missing, and not for good`, async () => {
    for (const path of ['latchkey-0123456789abcdef.js', 'lazy-keys-0123456789abcdef.wasm', 'a.json', `${KEYS}/a.js`]) {
      const answer = await get(`${url}${path}`);
      expect(answer.status, path).toBe(404);
      expect(answer.headers.get('cache-control') ?? '', path).not.toContain('immutable');
    }
  });

  test(`${name}: files come compressed, with their types`, async () => {
    const [first, second] = await files(url);
    for (const file of [first, second]) {
      const answer = await get(file, { 'accept-encoding': 'br, gzip' });
      expect(answer.headers.get('content-encoding')).toMatch(/^(br|gzip)$/);
      expect(answer.headers.get('content-type')).toMatch(file.endsWith('.js') ? /javascript/ : /^application\/wasm$/);
    }
  });

  const isRoot = new URL(url).pathname === '/';
  if (!isRoot) test(`${name}: the folder without its slash leads to it`, async () => {
    const answer = await get(url.slice(0, -1));
    expect(answer.status).toBe(301);
    expect(new URL(answer.headers.get('location'), url).href).toBe(url);
  });

  test(`${name}: a key is found, made, saved and revoked, and the terms are accepted`, async ({ app, page, guard }) => {
    const origin = new URL(url).origin;
    guard.origins.add(origin);
    await page.addInitScript(() =>
      addEventListener('securitypolicyviolation', (event) =>
        console.error('violation', event.violatedDirective, event.blockedURI, event.sample),
      ),
    );
    await page.goto(`${url}${KEYS}`);
    await app.signIn();
    await app.expectRead();
    await app.search.fill('ci');
    await expect(page).toHaveURL(/[?&]/);
    await page.reload();
    await app.signIn();
    await expect(app.search).toHaveValue('ci');
    await app.search.fill('');
    await page.getByRole('link', { name: 'Create key' }).click();
    await expect(page).toHaveURL(`${url}${KEYS}/new`);
    await app.createAndLearn('made on a real host');
    await app.dismissSecret();
    await app.revoke('made on a real host');
    await expect(app.messages).toContainText('is revoked');
    await page.goBack();
    await app.nav.getByRole('link', { name: 'Terms and subscription' }).click();
    await page.getByRole('checkbox', { name: /I have read the terms/ }).check();
    await page.getByRole('button', { name: 'Accept terms' }).click();
    await expect(app.messages).toContainText('The terms are accepted.');
    await app.nav.getByRole('link', { name: 'Connected clusters' }).click();
    await expect(page.getByRole('link', { name: 'Frankfurt data center' })).toBeVisible();
    await app.nav.getByRole('link', { name: 'Connections' }).click();
    await expect(page).toHaveURL(`${url}connections`);
    await page.goto(`${url}nowhere`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is no such page');
  });
}
