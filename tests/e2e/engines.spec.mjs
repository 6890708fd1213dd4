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

    const [nginx, caddy] = HOSTS;

    for (const host of FULL ? HOSTS : HOSTS.slice(0, 1)) {
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

    if (caddy) {
      on(caddy, 'a filter and an order are in the address and outlive a reload', async (person) => {
        await person.openKeys();
        await person.choose('Status', 'Never expires');
        await person.arrive(`${KEYS}?status=never-expires`);
        await person.click('button', 'Expires');
        await person.arrive(`${KEYS}?status=never-expires&sort=expires`);
        await person.page.reload();
        await person.signIn();
        await person.read('3 of 24 keys');
        expect(await person.page.read('combobox', 'Status', 'value')).toBe('never-expires');
        await person.open('nowhere');
        await person.see('heading', 'There is no such page');
      });
    }

    if (!nginx) return;

    on(nginx, 'who is refused is told so and signs in after all', async (person) => {
      await person.open(KEYS);
      await person.signIn('essu_wrong');
      await person.read("You aren't signed in. The service doesn't know whose key this is");
      await person.signIn();
      await person.read('24 of 24 keys');
      person.page.errors.length = 0; // Some engines note a refused call there.
    });

    on(nginx, 'a lost answer to a new key is looked up, and nothing is made twice', async (person) => {
      await person.openKeys();
      await sandbox.addFault('POST', KEYS_PATH, { drop: 'after_commit' });
      await person.fillIn('lost on the way');
      await person.click('button', 'Create key');
      await person.read('The answer was lost after the request was sent.');
      await person.read("The key was made, but its secret went with the answer and can't be read again.");
      person.page.errors.length = 0; // Some engines note a lost call there.
      expect(await sandbox.keysNamed('lost on the way')).toHaveLength(1);
    });

    on(nginx, 'Escape leaves a question, and what is asked is in front and focused', async (person) => {
      await person.openKeys();
      await person.click('button', 'Revoke billing-export');
      await person.see('alertdialog', 'Revoke billing-export');
      const focused = () => person.page.evaluate(() => document.activeElement?.textContent.trim());
      await expect.poll(focused).toBe('Cancel');
      await person.press('Escape');
      await person.miss('alertdialog', 'Revoke billing-export');
      expect(await sandbox.keysNamed('billing-export')).toHaveLength(1);
    });

    on(nginx, 'a secret that is not saved is held, and can be left once it is copied', async (person) => {
      const dialog = ['dialog', 'copied is created. Save its key now.'];
      await person.openKeys();
      const secret = await person.create('copied');
      for (let again = 0; again < 3; again += 1) await person.press('Escape');
      await person.read('Save the key first');
      await person.see(...dialog);
      expect(await person.page.text()).toContain(secret);
      await person.click('button', 'Copy');
      await person.read('Copied.');
      await person.press('Escape');
      await person.miss(...dialog);
    });

    on(nginx, 'the clusters are there, each with a page of its own', async (person) => {
      await person.openKeys();
      await person.click('link', 'Connected clusters');
      await person.see('link', 'Frankfurt data center');
      await person.click('link', 'Frankfurt data center');
      await person.see('heading', 'Frankfurt data center');
    });

    on(nginx, 'signing out everywhere leaves nothing in sight', async (person) => {
      await person.openKeys();
      await person.click('button', 'Sign out everywhere');
      await person.read('Sign in');
      expect(await person.page.text()).not.toContain('nightly-backup');
    });

    test('what the policy forbids is heard of in this engine', async () => {
      const person = new Person(engine, page, nginx.url);
      await person.open(KEYS);
      await person.see('button', 'Sign in');
      await page.evaluate(() => fetch('http://127.0.0.1:9/').catch(() => undefined));
      await page.evaluate(() => {
        try {
          document.querySelector('h1').innerHTML = '<img src=x onerror=alert(1)>';
        } catch {
          // An engine that knows Trusted Types refuses it; the policy stops the handler in each.
        }
      });
      await expect.poll(async () => (await person.findings()).violations.join()).toMatch(/connect-src http:..127.0.0.1:9/);
      await expect.poll(async () => (await person.findings()).violations.join()).toMatch(/require-trusted-types-for|script-src/);
    });
  });
}
