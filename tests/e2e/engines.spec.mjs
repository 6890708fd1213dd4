// The main flows in Firefox and in WebKit, on real web servers with the headers that `dist` writes.
import { expect, test } from '@playwright/test';
import { FULL, HOSTS, KEYS_PATH, ORGANIZATION } from './support/env.mjs';
import { firefox } from './support/engines/firefox.mjs';
import { KEYS, Person } from './support/engines/person.mjs';
import { webkit } from './support/engines/webkit.mjs';
import * as sandbox from './support/sandbox.mjs';

const TERMS = `/api/v1/cloud-connected/organizations/${ORGANIZATION}/terms-and-conditions/_accept`;

test.setTimeout(90_000);

test('there are hosts to be looked at', () => {
  expect(HOSTS.map(({ name }) => name)).toEqual(['nginx /', 'caddy /keys/']);
});

for (const [engine, start] of Object.entries({ Firefox: firefox, WebKit: webkit })) {
  test.describe(engine, () => {
    let browser;
    let page;
    test.beforeAll(async () => (browser = await start()));
    test.afterAll(() => browser?.close());
    test.beforeEach(async () => {
      await sandbox.reset();
      page = await browser.open();
    });
    test.afterEach(() => page?.end());

    /** One test on a host; nothing forbidden and no error may have been heard of by its end. */
    const on = ({ name, url }, title, work) =>
      test(`${name}: ${title}`, async () => {
        const person = new Person(engine, page, url);
        await work(person);
        expect(await person.findings()).toEqual({ violations: [], errors: [] });
      });

    for (const host of HOSTS) {
      on(host, 'a key is found, made, saved and revoked, and the terms are accepted', async (person) => {
        await person.openKeys();
        await person.fill('Search keys', 'nightly');
        await person.read('1 of 24 keys');
        await person.fill('Search keys', '');
        await person.choose('Status', 'Never expires');
        await person.read('3 of 24 keys');
        await person.choose('Status', 'Any status');
        await person.read('24 of 24 keys');
        const secret = await person.create('made elsewhere');
        expect(await sandbox.statusWith(secret)).toBe(200);
        await person.save();
        await person.arrive(KEYS);
        expect(await person.page.text()).not.toContain(secret);
        await person.click('button', 'Revoke made elsewhere');
        await person.see('alertdialog', 'Revoke made elsewhere');
        await person.click('button', 'Revoke key');
        await person.read('made elsewhere is revoked.');
        expect(await sandbox.statusWith(secret)).toBe(401);
        await person.click('link', 'Terms and subscription');
        await person.read('Not accepted');
        await person.click('checkbox', 'I have read the terms and accept them for the whole organization.');
        await person.click('button', 'Accept terms');
        await person.read('The terms are accepted.');
        expect(await sandbox.requests('POST', TERMS)).toHaveLength(1);
      });
    }
  });
}
