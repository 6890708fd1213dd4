// What the tests of real and of emulated hosts share: which headers there have to be, and the main flow.
import { expect } from '@playwright/test';
import fs from 'node:fs';
import path from 'node:path';
import { API, ORGANIZATION } from './env.mjs';

export const KEYS = `connections/elastic/${ORGANIZATION}/keys`;

const FIXED = {
  'strict-transport-security': 'max-age=31536000',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy':
    'accelerometer=(), camera=(), clipboard-read=(), clipboard-write=(self), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), serial=(), usb=()',
};

const HASHES = "( 'sha256-[\\w+/]{43}=')+";
const SAID = new RegExp(
  [
    "^default-src 'none'",
    `script-src 'wasm-unsafe-eval'${HASHES}`,
    `style-src 'self'${HASHES}`,
    `connect-src 'self' ${API}`,
    "img-src 'self' data:",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types default$",
  ].join('; '),
);

/** The policy of a text that `dist` wrote: whole, and nothing in it but what there has to be. */
export function policyIn(text, says = /(default-src 'none'; script-src [^"`\n]*)/) {
  const [, policy] = says.exec(text);
  expect(policy.replace("; frame-ancestors 'none'", '')).toMatch(SAID);
  return policy;
}

/** The policy that `dist` wrote for a host as a header. */
export function policyOf({ target, out }) {
  const files = {
    nginx: 'latchkey.nginx.conf',
    caddy: 'latchkey.caddy',
    s3: 'response-headers-policy.json',
    netlify: 'site/_headers',
    cloudflare: 'site/_headers',
  };
  const policy = policyIn(fs.readFileSync(path.join(out, files[target]), 'utf8'));
  expect(policy).toMatch(/; frame-ancestors 'none'$/);
  return policy;
}

export const get = (url, headers = {}) => fetch(url, { headers, redirect: 'manual' });

/** The names of the files that the page loads first. */
export async function files(url) {
  const html = await (await get(url)).text();
  return [...new Set(html.match(/latchkey-[0-9a-f]{16}(_bg\.wasm|\.js)/g))].map((name) => `${url}${name}`);
}

/** That an answer has all that the app needs, to the letter, and is kept so long. */
export function expectHeaders(answer, policy, caching) {
  const wanted = { ...FIXED, 'content-security-policy': policy, 'cache-control': caching };
  const sent = Object.keys(wanted).map((name) => [name, answer.headers.get(name)]);
  expect(Object.fromEntries(sent), answer.url).toEqual(wanted);
}

/** A key is found, made, saved and revoked, the terms accepted, and the pages around are looked at. */
export async function mainFlow({ app, page, guard }, url) {
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
}
