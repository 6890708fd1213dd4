// What `cargo xtask dist` writes for hosts that can't be run here, read as they read it.
import fs from 'node:fs';
import path from 'node:path';
import { EMULATED } from './support/env.mjs';
import { deployed, serve } from './support/emulate.mjs';
import { expectHeaders, files, get, KEYS, mainFlow, policyIn, policyOf } from './support/hosts.mjs';
import { expect, test } from './support/test.mjs';

const FOR_GOOD = 'public, max-age=31536000, immutable';
const MISSING = ['latchkey-0123456789abcdef.js', 'lazy-keys-0123456789abcdef.wasm', 'a.json'];

/** How each answers what has no file: with the app's page, if it is below a route of the app. */
const STATUS = {
  netlify: { route: 200, page: 200, nowhere: 404, missing: 404 },
  cloudflare: { route: 200, page: 308, nowhere: 404, missing: 404 },
  s3: { route: 200, page: 200, nowhere: 200, missing: 403 },
};

test('there are hosts to be looked at', () => {
  expect(EMULATED.hosts.map(({ target }) => target)).toEqual(['netlify', 'cloudflare', 's3', 'github-pages']);
});

for (const host of EMULATED.hosts) {
  test.describe(host.target, () => {
    const url = `http://localhost:${EMULATED.port}${host.base}`;
    const expected = STATUS[host.target];
    let end;
    let policy;
    test.beforeAll(async () => {
      end = await serve(host, EMULATED.port);
      policy = expected && policyOf(host);
    });
    test.afterAll(() => end?.());

    test('a key is found, made, saved and revoked, and the terms are accepted', async ({ app, page, guard }) => {
      if (!expected || expected.nowhere === 404) guard.expectStatus(404);
      await mainFlow({ app, page, guard }, url);
    });

    if (!expected) return;

    test('each answer has the headers, and is kept as long as it may be', async () => {
      for (const name of ['', 'config.json', KEYS, 'connections', 'rotations']) {
        const answer = await get(`${url}${name}`);
        expect(answer.status, name).toBe(200);
        expectHeaders(answer, policy, 'no-store');
        expect(answer.headers.get('access-control-allow-origin'), name).toBe(null);
      }
      expect((await get(`${url}index.html`)).status).toBe(expected.page);
      const loaded = await files(url);
      expect(loaded).toHaveLength(2);
      const lazy = fs.readdirSync(path.join(host.out, 'site', host.base)).filter((name) => /^lazy-.*wasm$/.test(name));
      expect(lazy.length).toBeGreaterThan(5);
      for (const file of [...loaded, ...lazy.map((name) => `${url}${name}`)]) expectHeaders(await get(file), policy, FOR_GOOD);
    });

    test('what is missing is missing, and not for good', async () => {
      expect((await get(`${url}nowhere`)).status).toBe(expected.nowhere);
      for (const name of MISSING) {
        const answer = await get(`${url}${name}`);
        expect(answer.status, name).toBe(expected.missing);
        expectHeaders(answer, policy, null);
      }
    });

    test('the folder without its slash leads to it', async () => {
      const answer = await get(url.slice(0, -1));
      expect(answer.status).toBe(301);
      expectHeaders(answer, policy, null);
      expect(new URL(answer.headers.get('location'), url).href).toBe(url);
    });
  });
}

const of = (target) => EMULATED.hosts.find((host) => host.target === target);

test('s3: each file is uploaded once, and nothing that is compressed beforehand', () => {
  const { out, base } = of('s3');
  const names = fs.readdirSync(path.join(out, 'site', base)).map((name) => `${base}${name}`.slice(1));
  const put = deployed(out).flatMap((done) => (done.put ? [done.put] : []));
  const wanted = names.filter((name) => !/\.(br|gz)$/.test(name));
  expect(put.map(([name]) => name).sort()).toEqual(wanted.sort());
  for (const [name, caching] of put) {
    expect(caching, name).toBe(/-[0-9a-f]{16}(_bg)?\.(js|wasm)$/.test(name) ? FOR_GOOD : 'no-store');
  }
});

test('s3: each deployment has its policy before its page, and its files before both', () => {
  const done = deployed(of('s3').out);
  const policies = done.filter(({ policy }) => policy);
  expect(policies).toHaveLength(1);
  const at = done.indexOf(policies[0]);
  const isPage = ({ put }) => /\.(html|json)$/.test(put[0]);
  expect(done.slice(0, at).some(isPage)).toBe(false);
  expect(done.slice(at + 1).every(isPage)).toBe(true);
});

test('cloudflare: the rules are no more and no longer than it takes', () => {
  const lines = fs.readFileSync(path.join(of('cloudflare').out, 'site/_headers'), 'utf8').split('\n');
  expect(lines.filter((line) => /^\S/.test(line)).length).toBeLessThanOrEqual(100);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(2_000);
});

test('github-pages: the page says of its policy what a page can, and every route is that page', async () => {
  const { out } = of('github-pages');
  const page = fs.readFileSync(path.join(out, 'site/index.html'), 'utf8');
  expect(fs.readFileSync(path.join(out, 'site/404.html'), 'utf8')).toBe(page);
  const [, said] = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(page);
  expect(`${policyIn(said)}; frame-ancestors 'none'`).toBe(policyOf(of('s3')));
  expect(page.indexOf('<meta http-equiv')).toBeLessThan(page.indexOf('<script'));
});
