// The guard behind every test: that it sees what it is there to see.
import { API, APP } from './support/env.mjs';
import { Guard } from './support/guard.mjs';
import { expect, test } from './support/test.mjs';

const SECRET = 'essu_planted/secret+1';

function inDatabase(secret) {
  return new Promise((resolve) => {
    const opening = indexedDB.open('notes');
    opening.onupgradeneeded = () => opening.result.createObjectStore('keys').put({ secret }, 1);
    opening.onsuccess = () => resolve(opening.result.close());
  });
}

/** What each page does wrong, and what the guard must say to it. */
const SINS = [
  ['keeps a secret in its storage', (secret) => sessionStorage.setItem('draft', `key: ${secret}`), /session storage holds a secret/],
  ['keeps a secret in a database', inDatabase, /indexed databases holds a secret/],
  ['puts a secret into its address', (secret) => history.replaceState(null, '', `?key=${encodeURIComponent(secret)}`), /address holds a secret/],
  ['puts a secret into its history', (secret) => history.replaceState({ secret }, ''), /history state holds a secret/],
  ['puts a secret into its title', (secret) => (document.title = secret), /title holds a secret/],
  ['puts a secret into a cookie', (secret) => (document.cookie = `key=${encodeURIComponent(secret)}`), /cookies holds a secret/],
  ['prints a secret', (secret) => console.log('made', secret), /the console holds a secret/],
  ['sends a secret elsewhere', (secret) => fetch('/app-itself', { headers: { 'x-key': secret } }), /a call to http:\/\/localhost:\d+ holds a secret/],
  ['puts a secret into the address of a call', (secret, api) => fetch(`${api}/api/v1/organizations?key=${secret}`), /an address holds a secret/],
  ['fails loudly', () => console.error('so it goes'), /error: so it goes/],
  ['throws', () => setTimeout(() => { throw new Error('not caught'); }), /uncaught: not caught/],
  ['breaks its policy', () => fetch('https://example.com/'), /policy: .*connect-src/],
  ['runs foreign code', () => import('data:text/javascript,1'), /policy: .*script-src/],
  ['writes a script', () => (document.createElement('script').textContent = '1'), /policy: .*trusted-types/],
  ['parses foreign markup', () => (document.body.innerHTML = '<img src=x>'), /policy: .*trusted-types/],
];

const expectOpen = (page) => expect(page.getByRole('heading', { name: 'Connections' })).toBeVisible();

test('a page that does wrong is caught at each of it', async ({ browser }) => {
  const context = await browser.newContext();
  const guard = new Guard(context);
  guard.secret(SECRET, API);
  guard.origins.add(API);
  const page = await context.newPage();
  await page.goto(`${APP}/connections`);
  await expectOpen(page);
  expect(await guard.findings()).toEqual([]);
  for (const [, sin] of SINS) {
    const act = `(async () => (${sin})(${JSON.stringify(SECRET)}, ${JSON.stringify(API)}))()`;
    await page.evaluate(`${act}.catch(() => {}).then(() => {})`);
  }
  const found = [];
  for (const [name, , finding] of SINS) {
    const seen = async () => found.push(...(await guard.findings())) && found.join('\n');
    await expect.poll(seen, `a page that ${name}`).toMatch(finding);
  }
  await context.close();
});

test('a page that does nothing wrong is not caught', async ({ browser }) => {
  const context = await browser.newContext();
  const guard = new Guard(context);
  const page = await context.newPage();
  await page.goto(`${APP}/connections`);
  await expectOpen(page);
  expect(await guard.findings()).toEqual([]);
  await context.close();
});
