// A config.json that means harm: it is refused with sentences, or stays a text, and leads nowhere.
import { ELASTIC, SEARCH } from './support/config.mjs';
import { OWNER_KEY } from './support/env.mjs';
import { wrongs } from './support/hostile-texts.mjs';
import { expect, test } from './support/test.mjs';

const SCRIPT = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>';

/** Files, and what the owner is told of them. */
const FILES = {
  'an address that runs': [{ connections: [{ ...ELASTIC, base_url: 'javascript:window.hacked=1' }] }, "It isn't a web address."],
  'an address that is a page': [{ connections: [{ ...ELASTIC, base_url: `data:text/html,${SCRIPT}` }] }, "It isn't a web address."],
  'a credential in the address': [{ connections: [{ ...ELASTIC, base_url: 'https://me:secret@api.example.com' }] }, 'It holds a user name or password.'],
  'an address without encryption': [{ connections: [{ ...ELASTIC, base_url: 'http://api.example.com' }] }, 'Plain http would send the credential unencrypted.'],
  'a script in place of a kind': [{ connections: [{ ...ELASTIC, kind: SCRIPT }] }, 'is no kind of service that Latchkey knows.'],
  'a name of the language for an id': [{ connections: [{ ...ELASTIC, id: '__proto__' }] }, "It holds characters that can't stand in an id."],
  'the same id twice': [{ connections: [ELASTIC, { ...SEARCH, id: ELASTIC.id }] }, 'Another connection is called elastic too.'],
  'wrong types': [{ connections: [{ id: 1, kind: [], name: {}, base_url: true }], policy: 'none', templates: {} }, "It isn't a text."],
  'fields with scripts for names': [{ connections: [{ ...ELASTIC, [SCRIPT]: 1, '\u202eevil': 2 }], [SCRIPT]: 1 }, 'This field is unknown.'],
  'a name of 64 kB': [{ connections: [{ ...ELASTIC, name: 'W'.repeat(65_536) }] }, 'It is too long.'],
  '10 MB': [`{"connections": [], "x": "${'x'.repeat(10 << 20)}"}`, 'It is longer than 1 MB.'],
  'lists in lists': ['['.repeat(500_000), "It isn't valid JSON at line 1"],
  'thousands of connections that are none': [{ connections: Array.from({ length: 5_000 }, () => ({ x: 1 })) }, 'more problems.'],
  'more connections than anyone has': [{ connections: Array.from({ length: 101 }, (_, at) => ({ ...ELASTIC, id: `c${at}` })) }, 'It holds more than 100.'],
  'thousands of unknown fields': [{ connections: [], ...Object.fromEntries(Array.from({ length: 5_000 }, (_, at) => [`${SCRIPT}${at}`, 1])) }, 'more problems.'],
  'a page': [`<!doctype html>${SCRIPT}`, "It isn't valid JSON at line 1"],
  nothing: ['', "It isn't valid JSON"],
  'signs that are none': ['\u0000\u0001', "It isn't valid JSON"],
};

async function expectBounded(page) {
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 900 });
    expect(await page.evaluate(wrongs)).toEqual([]);
  }
}

for (const [what, [file, sentence]] of Object.entries(FILES)) {
  test(`${what}: a sentence and nothing else`, async ({ app, page }) => {
    app.configure(typeof file === 'string' ? file : { ...file });
    await page.goto('/connections');
    await expect(app.heading('Connections')).toBeVisible();
    await expect(page.getByRole('main')).toContainText(sentence);
    await expectBounded(page);
    expect(await page.evaluate(() => ({ hacked: globalThis.hacked, polluted: {}.x }))).toEqual({});
  });
}

for (const [what, name] of [['a script', SCRIPT], ['text turned around', 'a\u202e\u2069fdp.exe'], ['signs that are none', 'a\u0000\u001bb'], ['2,000 letters', 'W'.repeat(2_000)]]) {
  test(`${what} for the name of a connection is its name`, async ({ app, page }) => {
    app.configure({ connections: [{ ...ELASTIC, name }, SEARCH] });
    await page.goto('/connections');
    await expect(page.getByRole('form', { name: /^Sign in to / })).toHaveCount(2);
    await expectBounded(page);
    await page.setViewportSize({ width: 1280, height: 900 });
    await app.nav.getByRole('link').nth(1).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Sign in to');
    await expectBounded(page);
  });
}

test('an address that the site does not allow gets no credential', async ({ app, guard, page }) => {
  app.configure({ connections: [ELASTIC] });
  await page.route('**/config.json', (route) => route.fulfill({ json: { connections: [{ ...ELASTIC, base_url: 'https://evil.example' }] } }));
  guard.expectViolation();
  guard.expectLostCalls();
  const sent = [];
  page.on('request', (request) => sent.push(request.url()));
  await page.goto('/connections');
  await app.signIn({ key: OWNER_KEY });
  await expect(page.getByRole('alert')).toContainText("This site's security policy doesn't let it call https://evil.example");
  expect(sent.filter((url) => url.startsWith('https://evil.example'))).toEqual([]);
});
