// Markup as text: the policy of the page takes what the build holds, and nothing that runs or loads.
import fs from 'node:fs';
import path from 'node:path';
import { APP_DIR } from './support/env.mjs';
import { expect, test } from './support/test.mjs';

const HOSTILE = [
  '<img src=x onerror=alert(1)>',
  '<p onclick="alert(1)">x</p>',
  '<p class="a" onclick="alert(1)">x</p>',
  '<script>alert(1)</script>',
  '<svg onload="alert(1)"></svg>',
  '<a href="javascript:alert(1)">x</a>',
  '<iframe src="https://example.com"></iframe>',
  '<base href="https://example.com">',
  '<style>*{background:url(https://example.com)}</style>',
  '<p style="background:url(https://example.com)">x</p>',
  '<form action="https://example.com"><button formaction="https://example.com">x</button></form>',
  '<button formaction="https://example.com">x</button>',
  '<p class="a"title="<script>">x</p>',
  "<p class='a'>x</p>",
  '<p class=a>x</p>',
  '<p\nonclick="alert(1)">x</p>',
  '<p/onclick="alert(1)">x</p>',
  'a < b',
  '&#106;avascript',
  '<!-- x -->',
];

/** Every tag that stands in the code of the app: views are parsed from it. */
function tags() {
  const files = fs.readdirSync(APP_DIR).filter((name) => name.endsWith('.wasm'));
  const code = files.map((name) => fs.readFileSync(path.join(APP_DIR, name), 'latin1')).join('\n');
  return [...new Set(code.match(/<\/?[a-z][a-z0-9]*(?: [a-z-]+(?:="[^"<>]*")?)*\/?>/g))];
}

test.beforeEach(async ({ page }) => {
  await page.goto('/connections');
  await expect(page.getByRole('heading', { name: 'Connections' })).toBeVisible();
});

test('every tag in the code of the app passes, so no page can fail for one', async ({ page }) => {
  const all = tags();
  expect(all.length).toBeGreaterThan(40);
  const refused = await page.evaluate(
    (all) =>
      all.filter((tag) => {
        const name = /[a-z0-9]+/.exec(tag)[0];
        const isHtml = !(document.createElement(name) instanceof HTMLUnknownElement);
        return isHtml && !String(trustedTypes.defaultPolicy.createHTML(tag));
      }),
    all,
  );
  expect(refused).toEqual([]);
});

test('markup that runs or loads something is refused', async ({ page }) => {
  const taken = await page.evaluate(
    (hostile) => hostile.filter((html) => String(trustedTypes.defaultPolicy.createHTML(html))),
    HOSTILE,
  );
  expect(taken).toEqual([]);
});

test('no other policy can be made, and no script be written', async ({ page, guard }) => {
  guard.expectViolation();
  const failed = await page.evaluate(() => {
    const fails = (act) => {
      try {
        act();
        return false;
      } catch {
        return true;
      }
    };
    return [
      fails(() => trustedTypes.createPolicy('another', {})),
      fails(() => trustedTypes.createPolicy('default', {})),
      fails(() => (document.createElement('div').innerHTML = '<img src=x onerror=alert(1)>')),
      fails(() => (document.createElement('script').text = 'alert(1)')),
      fails(() => (document.createElement('script').src = '/a.js')),
    ];
  });
  expect(failed).toEqual([true, true, true, true, true]);
});
