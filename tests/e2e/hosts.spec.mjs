// What `cargo xtask dist` writes, on real web servers: headers, deep links, what is missing, and the main flows
// without a single violation of the policy.
import { HOSTS, SANDBOX_APP } from './support/env.mjs';
import { expectHeaders, files, get, KEYS, mainFlow, policyOf } from './support/hosts.mjs';
import { expect, test } from './support/test.mjs';
import { update } from './support/update.mjs';

const FOR_GOOD = 'public, max-age=31536000, immutable';

test('there are hosts to be looked at', () => {
  expect(HOSTS).toHaveLength(4);
});

for (const host of HOSTS) {
  const { name, url } = host;
  let policy;
  test.beforeAll(() => (policy = policyOf(host)));

  test(`${name}: each answer has the headers, and is kept as long as it may be`, async () => {
    for (const path of ['', 'index.html', 'config.json', KEYS, 'nowhere']) {
      const answer = await get(`${url}${path}`);
      expect(answer.status, path).toBe(200);
      expectHeaders(answer, policy, 'no-store');
    }
    const loaded = await files(url);
    expect(loaded).toHaveLength(2);
    for (const file of loaded) expectHeaders(await get(file), policy, FOR_GOOD);
  });

  test(`${name}: what is missing is missing, and not for good`, async () => {
    for (const path of ['latchkey-0123456789abcdef.js', 'lazy-keys-0123456789abcdef.wasm', 'a.json', `${KEYS}/a.js`]) {
      const answer = await get(`${url}${path}`);
      expect(answer.status, path).toBe(404);
      const isNamed = host.target === 'nginx' && /[0-9a-f]{16}/.test(path);
      expectHeaders(answer, policy, isNamed ? null : 'no-store');
    }
  });

  test(`${name}: nothing is changed by a call, and none is answered as if it were`, async () => {
    for (const path of ['', 'index.html', KEYS, 'config.json']) {
      for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
        const answer = await fetch(`${url}${path}`, { method });
        expect(answer.status, `${method} ${path}`).toBe(405);
        expectHeaders(answer, policy, 'no-store');
      }
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
    expectHeaders(answer, policy, 'no-store');
    expect(new URL(answer.headers.get('location'), url).href).toBe(url);
  });

  test(`${name}: no page frames the app, and no form leads out of it`, async ({ page, guard }) => {
    guard.origins.add(new URL(url).origin);
    guard.expectViolation();
    const elsewhere = `${SANDBOX_APP}/elsewhere`;
    const framing = { contentType: 'text/html', body: `<iframe referrerpolicy="no-referrer" src="${url}"></iframe>` };
    let asked = 0;
    await page.route(elsewhere, (route) => ((asked += 1), route.fulfill(framing)));
    await page.goto(elsewhere);
    await expect.poll(() => page.frames().map((frame) => frame.url())).toEqual([elsewhere, 'chrome-error://chromewebdata/']);

    await page.goto(`${url}${KEYS}`);
    const directive = await page.evaluate((action) => {
      const refused = new Promise((resolve) => addEventListener('securitypolicyviolation', resolve, { once: true }));
      const form = Object.assign(document.createElement('form'), { action, method: 'post' });
      document.body.append(form);
      form.submit();
      return refused.then((event) => event.effectiveDirective);
    }, elsewhere);
    expect(directive).toBe('form-action');
    expect(asked).toBe(1);
  });

  test(`${name}: a key is found, made, saved and revoked, and the terms are accepted`, async ({ app, page, guard }) => {
    await mainFlow({ app, page, guard }, url);
  });

  test(`${name}: a tab from before an update goes on, and asks to be reloaded for what it lacks`, async ({
    app,
    page,
    guard,
  }) => {
    guard.origins.add(new URL(url).origin);
    guard.expectStatus(404);
    guard.expectConsole(/TypeError: /, /valid digest in the 'integrity' attribute/, /SRI's integrity checks failed/);
    await page.goto(`${url}${KEYS}`);
    await app.signIn();
    await app.expectRead();
    await page.getByRole('link', { name: 'Create key' }).click();
    await app.form.getByLabel('Name').fill('typed before the update');
    await page.waitForLoadState('networkidle');
    const [script] = await files(url);
    update(host);
    await expect.poll(async () => (await get(script).catch(() => ({}))).status).toBe(404);

    await app.choose('Viewer', { on: ['staging'] });
    await app.submit();
    await expect(app.secretDialog).toHaveAccessibleName('typed before the update is created. Save its key now.');
    await app.dismissSecret();
    await app.search.fill('typed before');
    await expect(app.found).toHaveText('1 of 25 keys');
    await expect(page).toHaveURL(/[?&]search=/);
    await app.nav.getByRole('link', { name: 'Terms and subscription' }).click();
    const alert = page.getByRole('alert');
    await expect(alert).toContainText('If Latchkey was updated meanwhile, reload it.');
    await page.goBack();
    await expect(app.search).toHaveValue('typed before');
    await expect(app.row('typed before the update')).toBeVisible();

    await app.nav.getByRole('link', { name: 'Terms and subscription' }).click();
    await expect(alert).toBeVisible();
    await page.reload();
    await app.signIn();
    await expect(page.getByRole('button', { name: 'Accept terms' })).toBeVisible();
  });
}
