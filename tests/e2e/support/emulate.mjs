// Hosts that can't be run here, as their documents say that they read what `dist` writes for them: `_headers` and
// `_redirects` (Netlify, Cloudflare Pages), an upload with a policy and a function (S3 and CloudFront), and nothing at
// all (GitHub Pages).
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import vm from 'node:vm';

const TYPES = { html: 'text/html', js: 'text/javascript', json: 'application/json', wasm: 'application/wasm' };

const read = (file) => fs.readFileSync(file, 'utf8');

/** Serves a folder made for a host of that name on a port of this device; what ends it. */
export async function serve({ target, out, base }, port) {
  const answer = { netlify: rules, cloudflare: rules, s3, 'github-pages': pages }[target]({ target, out, base });
  const server = http.createServer((request, response) => {
    const { status, headers = {}, file } = answer(new URL(request.url, 'http://localhost').pathname);
    const type = file && { 'content-type': TYPES[path.extname(file).slice(1)] ?? 'application/octet-stream' };
    response.writeHead(status, { ...type, ...headers }).end(file ? fs.readFileSync(file) : '');
  });
  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  return () => new Promise((resolve) => server.close(resolve).closeAllConnections());
}

const isFile = (file) => fs.existsSync(file) && fs.statSync(file).isFile();

/** A pattern of these files: a star stands for anything. */
const fits = (pattern, pathname) =>
  new RegExp(`^${pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')).join('.*')}$`).test(pathname);

/** The rules of a `_headers`: a path, and indented below it what is set or taken away. */
export function headerRules(text) {
  const found = [];
  for (const line of text.split('\n').filter(Boolean)) {
    if (!/^\s/.test(line)) found.push({ pattern: line, set: [], unset: [] });
    else if (/^\s+!/.test(line)) found.at(-1).unset.push(line.replace(/^\s+!\s*/, '').toLowerCase());
    else found.at(-1).set.push([line.slice(0, line.indexOf(':')).trim().toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]);
  }
  return found;
}

function rules({ target, out }) {
  const site = path.join(out, 'site');
  const isCloudflare = target === 'cloudflare';
  // Cloudflare ignores what is longer.
  const isRead = (line) => !isCloudflare || line.length <= 2_000;
  const headers = headerRules(read(path.join(site, '_headers')).split('\n').filter(isRead).join('\n'));
  const redirects = read(path.join(site, '_redirects')).split('\n').filter(Boolean).map((line) => line.split(/\s+/));
  const all = (pathname) => {
    // Cloudflare's own, which a rule may take away or replace.
    const own = isCloudflare ? { 'access-control-allow-origin': '*', 'referrer-policy': 'strict-origin-when-cross-origin' } : {};
    const ruled = {};
    for (const { set, unset } of headers.filter(({ pattern }) => fits(pattern, pathname))) {
      for (const name of unset) delete own[name];
      for (const [name, value] of set) ruled[name] = name in ruled ? `${ruled[name]}, ${value}` : value;
    }
    return { ...own, ...ruled };
  };
  return (asked) => {
    const headers = all(asked);
    let pathname = asked;
    const [, to, status] = redirects.find(([from]) => fits(from, asked)) ?? [];
    // A file that is there goes before a rewrite.
    if (status === '301') return { status: 301, headers: { ...headers, location: to } };
    if (status === '200' && !isFile(path.join(site, asked))) pathname = to;
    const folder = pathname.replace(/index\.html$/, '');
    // Cloudflare has one address for a page.
    if (isCloudflare && folder !== pathname) return { status: 308, headers: { ...headers, location: folder } };
    const file = path.join(site, pathname.endsWith('/') ? `${pathname}index.html` : pathname);
    if (isFile(file) && !/\/_(headers|redirects)$/.test(file)) return { status: 200, headers, file };
    return { status: 404, headers, file: path.join(site, '404.html') };
  };
}

/** An `aws` that notes what it is told, by whom: a line of JSON each. */
const AWS = `#!/usr/bin/env node
const [service, action] = process.argv.slice(2);
require('fs').appendFileSync(process.env.NOTED, JSON.stringify({ at: process.cwd(), words: process.argv.slice(2) }) + '\\n');
if (action === 'get-response-headers-policy') console.log('E1');
`;

/** What comes of running `upload.sh`, in its order: `{ put: [name, caching] }` or `{ policy }`. */
export function deployed(out) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'aws-'));
  fs.writeFileSync(path.join(folder, 'aws'), AWS, { mode: 0o755 });
  const noted = path.join(folder, 'noted');
  const env = { ...process.env, PATH: `${folder}:${process.env.PATH}`, NOTED: noted, BUCKET: 'bucket', POLICY: 'P1' };
  execFileSync('sh', [path.join(out, 'upload.sh')], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  const calls = read(noted).trim().split('\n').map((line) => JSON.parse(line));
  fs.rmSync(folder, { recursive: true });
  return calls.flatMap(({ at, words }) => {
    const [service, action] = words;
    const of = (option) => words[words.indexOf(option) + 1];
    if (action === 'get-response-headers-policy') return [];
    if (action === 'update-response-headers-policy') {
      if (of('--id') !== 'P1' || of('--if-match') !== 'E1') throw new Error(words.join(' '));
      const file = of('--response-headers-policy-config').replace('file://', '');
      return [{ policy: JSON.parse(read(path.resolve(at, file))) }];
    }
    if (service !== 's3' || action !== 'cp' || words[3] !== 's3://bucket') throw new Error(words.join(' '));
    const names = fs.readdirSync(at, { recursive: true }).filter((name) => isFile(path.join(at, name)));
    return names.filter(taken(words)).map((name) => ({ put: [name, of('--cache-control')] }));
  });
}

/** Whether a name is uploaded, as the last rule says that takes it. */
function taken(words) {
  const pattern = (text) => new RegExp(`^${text.replace(/[.]/g, '\\.').replace(/[*]/g, '.*').replace(/[?]/g, '.')}$`);
  const filters = words.flatMap((word, at) => (/^--(in|ex)clude$/.test(word) ? [[word, pattern(words[at + 1])]] : []));
  return (name) => filters.reduce((is, [word, fits]) => (fits.test(name) ? word === '--include' : is), true);
}

function s3({ out }) {
  const site = path.join(out, 'site');
  // What is there from the version before: a policy that knows none of this one's scripts.
  const kept = {};
  let policy = { SecurityHeadersConfig: {}, CustomHeadersConfig: { Items: [] } };
  for (const done of deployed(out)) {
    if (done.put) kept[done.put[0]] = done.put[1];
    else policy = done.policy;
  }
  const security = policy.SecurityHeadersConfig;
  const headers = {
    'content-security-policy': security.ContentSecurityPolicy?.ContentSecurityPolicy ?? "default-src 'none'",
    ...(security.ContentTypeOptions && { 'x-content-type-options': 'nosniff' }),
    'referrer-policy': security.ReferrerPolicy?.ReferrerPolicy ?? '',
    'strict-transport-security': `max-age=${security.StrictTransportSecurity?.AccessControlMaxAgeSec}`,
    ...Object.fromEntries(policy.CustomHeadersConfig.Items.map(({ Header, Value }) => [Header, Value])),
  };
  const route = vm.runInNewContext(`${read(path.join(out, 'routes.js'))}; handler`);
  return (pathname) => {
    const answer = route({ request: { uri: pathname } });
    if (answer.statusCode) return { status: answer.statusCode, headers: { ...headers, location: answer.headers.location.value } };
    const name = answer.uri.slice(1);
    // A bucket whose list is not public says of what is missing that it is forbidden.
    if (!kept[name]) return { status: 403, headers };
    return { status: 200, headers: { ...headers, 'cache-control': kept[name] }, file: path.join(site, name) };
  };
}

function pages({ out, base }) {
  const site = path.join(out, 'site');
  const headers = { 'cache-control': 'max-age=600', 'access-control-allow-origin': '*' };
  return (pathname) => {
    if (!pathname.startsWith(base)) return { status: 404 };
    const name = pathname.slice(base.length) || 'index.html';
    const file = path.join(site, name);
    return isFile(file) ? { status: 200, headers, file } : { status: 404, headers, file: path.join(site, '404.html') };
  };
}
