// Measures Latchkey beside a page written by hand on the bare DOM, in the same run and in turns, with
// 100, 1,000 and 10,000 keys. `cargo xtask bench` starts the sandbox that serves both and calls this.
//
// Both pages get a new browser context (nothing cached) for each visit, and do the same: open, sign in,
// show the list of the organization's keys, search, scroll. "First row" begins where both begin, when
// the sign-in form is submitted on the page of the list, and ends when a row is painted.
//
// APP_URL: where the sandbox serves the app, the plain page under /plain, and the APIs.
// CHROMIUM: the browser. BENCH_ROUNDS: visits to each page with each number of keys.
import { readFileSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { foundLine, learnCreator, matching, readKey, readMembers } from './plain/keys.mjs';
import { check, table } from './report.mjs';

const CREDENTIAL = 'essu_demo_owner_key';
const ORGANIZATION = '198583657190';
const SIZES = [100, 1_000, 10_000];
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 5);
const APP_URL = process.env.APP_URL ?? 'http://127.0.0.1:4320';
const PAGES = {
  app: `${APP_URL}/connections/elastic/${ORGANIZATION}/keys`,
  plain: `${APP_URL}/plain/page.html`,
};
// A name, an access, a creator; each typed letter by letter and then cleared.
const SEARCHES = ['grafana', 'rule author', 'former member'];
const PROBE = readFileSync(new URL('./probe.js', import.meta.url), 'utf8');

/** Seeds the sandbox; gives the keys as the plain page knows them. */
async function seed(count) {
  await fetch(`${APP_URL}/_sandbox/reset`, { method: 'POST', body: JSON.stringify({ keys: count }) });
  const get = async (path) => {
    const answer = await fetch(`${APP_URL}/api/v1${path}`, { headers: { Authorization: `ApiKey ${CREDENTIAL}` } });
    return answer.json();
  };
  const members = readMembers(await get(`/organizations/${ORGANIZATION}/members`));
  const keys = [];
  let cursor = '';
  do {
    const page = await get(`/users/auth/keys${cursor && `?next_page=${encodeURIComponent(cursor)}`}`);
    keys.push(...page.keys.map(readKey));
    cursor = page.next_page ?? '';
  } while (cursor !== '');
  for (const key of keys) learnCreator(key, members);
  return keys;
}

/** What is typed one after the other, and what the page must say then. */
function strokes(keys) {
  const texts = SEARCHES.flatMap((text) => [...Array.from(text, (_, index) => text.slice(0, index + 1)), '']);
  let before = foundLine(keys.length, keys.length);
  return texts.map((text) => {
    const line = foundLine(matching(keys, text).length, keys.length);
    // Only where the line changes, the new line proves that the search was done.
    const counts = line !== before;
    before = line;
    return { text, line, counts };
  });
}

/** One visit: everything that is measured, in milliseconds. */
async function visit(browser, url, keys) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  try {
    const page = await context.newPage();
    await page.addInitScript(PROBE);
    await page.goto(url);
    const load = await page.evaluate(() => probe.load());
    const whole = foundLine(keys.length, keys.length);
    const read = await page.evaluate(([credential, line]) => probe.signIn(credential, line), [CREDENTIAL, whole]);
    const readingTask = await page.evaluate(() => probe.longestTask());
    const filters = [];
    for (const { text, line, counts } of strokes(keys)) {
      const time = await page.evaluate(([text, line]) => probe.filter(text, line), [text, line]);
      if (counts) filters.push(time);
    }
    const typingTask = await page.evaluate(() => probe.longestTask());
    const { frames, lastRow } = await page.evaluate(() => probe.scroll());
    if (lastRow !== keys.length + 1) throw new Error(`The end of the list shows row ${lastRow}.`);
    const scrollingTask = await page.evaluate(() => probe.longestTask());
    return { load, read, filters, frames, readingTask, typingTask, scrollingTask };
  } finally {
    await context.close();
  }
}

async function measure(browser) {
  const visits = SIZES.map((size) => ({ size, app: [], plain: [] }));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const of of visits) {
      const keys = await seed(of.size);
      // Who goes first takes turns, so that neither always finds the machine warmed up by the other.
      const turns = round % 2 === 0 ? ['app', 'plain'] : ['plain', 'app'];
      for (const name of turns) of[name].push(await visit(browser, PAGES[name], keys));
    }
    console.log(`Round ${round + 1} of ${ROUNDS} done`);
  }
  return visits;
}

const isRoot = process.getuid?.() === 0;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM,
  args: [
    '--disable-gpu',
    '--disable-quic',
    '--disable-sync',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-dev-shm-usage',
    '--no-first-run',
    ...(isRoot ? ['--no-sandbox'] : []),
  ],
});
try {
  const visits = await measure(browser);
  console.log(table(visits));
  const misses = check(visits);
  for (const miss of misses) console.log(`✗ ${miss}`);
  if (misses.length === 0) console.log('✓ All targets are met');
  process.exitCode = misses.length === 0 ? 0 : 1;
} catch (error) {
  console.log(`✗ ${error.message}`);
  process.exitCode = 1;
} finally {
  await browser.close();
}
