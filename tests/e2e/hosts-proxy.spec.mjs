// The recipes for a backend that doesn't answer other origins: what passes through the app's own host, and what not.
import { HOSTS } from './support/env.mjs';
import { expectHeaders, policyOf } from './support/hosts.mjs';
import { expect, test } from './support/test.mjs';
import { proxied, startsWithoutName, UNWANTED } from './support/proxied.mjs';

const SENT = {
  'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};
const CREDENTIAL = 'ApiKey essu_very_secret';
const KEY = 'se%2Fcr%2Bet%2f..%2Fkey';
const PATHS = [
  `/api/v1/delete/${KEY}`,
  '/api/v1/a//b/%2e.c/%C3%A9%e2%82%ac',
  "/api/v1/a;b=c,d:@!$&'()*+~%25%32%46%20",
  '/api/v1/a?q=%2F..%2F&r=/../&s=a%20b+c&&=',
];

const expectSent = ({ headers }) => expect(headers).toMatchObject(SENT);

for (const target of ['nginx', 'caddy']) {
  const host = HOSTS.find((one) => one.target === target);

  test.describe(target, () => {
    let server;
    test.beforeAll(async () => (server = await proxied(host, target === 'nginx' ? 'api.elastic-cloud.com' : 'localhost')));
    test.beforeEach(() => server.asked.splice(0));
    test.afterAll(() => server?.end());

    test('an answer says nothing for the origin that it passes through', async () => {
      const answer = await server.ask('GET', '/elastic/api/v1/users', { authorization: CREDENTIAL });
      expect(answer.status).toBe(200);
      expect(answer.text).toBe('<script>alert(1)</script>');
      expectSent(answer);
      const others = Object.keys(UNWANTED).filter((name) => !SENT[name] && name !== 'x-accel-redirect');
      expect(others.filter((name) => name in answer.headers)).toEqual([]);
      // What belongs to the answer stays.
      expect(answer.headers).toMatchObject({ 'content-type': 'text/html', etag: '"1"' });
      expect(server.asked[0].headers.authorization).toBe(CREDENTIAL);
    });

    test('a call goes on byte for byte, and without what tells of its caller', async () => {
      const telling = {
        cookie: 'a=b',
        forwarded: 'for=192.0.2.1',
        origin: 'http://localhost',
        referer: 'http://localhost/connections',
        'x-forwarded-for': '192.0.2.1',
        'x-forwarded-host': 'evil.example',
        'x-forwarded-proto': 'gopher',
        'x-real-ip': '192.0.2.1',
      };
      for (const url of PATHS) {
        expect((await server.ask('DELETE', `/elastic${url}`, telling)).status, url).toBe(200);
        expect(server.asked.at(-1)).toMatchObject({ method: 'DELETE', url });
      }
      for (const { headers } of server.asked) {
        expect(headers.host).toBe('api.elastic-cloud.com');
        expect(Object.keys(telling).filter((name) => name in headers)).toEqual([]);
      }
      for (const method of ['POST', 'PUT', 'PATCH']) {
        const answer = await server.ask(method, '/elastic/api/v1/a', { 'content-type': 'application/json' }, '{"a":1}');
        expect(answer.status).toBe(200);
        expect(server.asked.at(-1)).toMatchObject({ method, url: '/api/v1/a', body: '{"a":1}' });
      }
    });

    test('another site, another path and another method are refused, and not passed on', async () => {
      for (const site of ['cross-site', 'same-site', 'none']) {
        const answer = await server.ask('GET', '/elastic/api/v1/a', { 'sec-fetch-site': site });
        expect(answer.status, site).toBe(403);
        expectSent(answer);
      }
      const out = ['/', '/api/v1', '/api/v2/a', '/login', '/api/v1/../../login', '/api/v1/%2e%2E/%2E./login', '/api/v1/a/..'];
      for (const url of [...out, '/api/v1/../v2?/api/v1/']) {
        const answer = await server.ask('GET', `/elastic${url}`);
        expect(answer.status, url).toBe(404);
      }
      // What would lead out of the API, were it decoded, goes nowhere.
      const far = await server.ask('DELETE', `/elastic/api/v1/${'..%2F'.repeat(9)}key`);
      expect(far.status).toBeGreaterThanOrEqual(400);
      for (const method of ['OPTIONS', 'PROPFIND', 'HEAD']) {
        const answer = await server.ask(method, '/elastic/api/v1/a');
        expect(answer.status, method).toBe(405);
      }
      expect(server.asked).toEqual([]);
      expect((await server.ask('GET', '/elastic/api/v1/a', { 'sec-fetch-site': 'same-origin' })).status).toBe(200);
    });

    test('what the app itself answers beside it stays as it is', async () => {
      const policy = policyOf(host);
      for (const [url, status] of [['/', 200], ['/connections', 200], ['/a.json', 404]]) {
        const { headers, ...answer } = await server.ask('GET', url);
        expect(answer.status, url).toBe(status);
        expectHeaders({ url, headers: new Headers(headers) }, policy, 'no-store');
      }
    });

    test("an owner's longest work passes", async () => {
      let left = 250;
      const statuses = new Set();
      const work = async () => {
        while (left-- > 0) statuses.add((await server.ask('DELETE', `/elastic/api/v1/keys/${left}`)).status);
      };
      await Promise.all([work(), work(), work(), work()]);
      expect([...statuses]).toEqual([200]);
      expect(server.asked).toHaveLength(250);
    });

    if (target === 'nginx') test('a flood is held back', async () => {
      const answers = await Promise.all(Array.from({ length: 260 }, () => server.ask('GET', '/elastic/api/v1/a')));
      const refused = answers.filter(({ status }) => status === 429);
      expect(refused.length).toBeGreaterThan(0);
      refused.forEach(expectSent);
      expect(server.asked).toHaveLength(260 - refused.length);
    });

    test('no log holds a path, a key or a credential', async () => {
      await server.ask('DELETE', `/elastic/api/v1/delete/${KEY}`, { authorization: CREDENTIAL });
      const logs = await server.end();
      // A service that another certificate answers for is not told either, and the fault is not written down.
      server = await proxied(host, 'other.example');
      const answer = await server.ask('DELETE', `/elastic/api/v1/delete/${KEY}`, { authorization: CREDENTIAL });
      expect(answer.status).toBe(502);
      expectSent(answer);
      expect(server.asked).toEqual([]);
      const all = logs + (await server.end());
      server = undefined;
      expect(all).not.toBe('');
      expect(all).not.toMatch(/cr%2Bet|cr\+et|essu_|elastic\/api\/v1\/(a|keys|users|delete)/);
    });
  });
}

test('nginx starts where the name of the service is not known', () => {
  startsWithoutName(HOSTS.find((one) => one.target === 'nginx'));
});
