// Hosts that can't be run here, as their documents say that they read what `dist` writes for them: `_headers` and
// `_redirects` (Netlify, Cloudflare Pages), an upload with a policy and a function (S3 and CloudFront), and nothing at
// all (GitHub Pages).
import fs from 'node:fs';
import http from 'node:http';
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
  const headers = headerRules(read(path.join(site, '_headers')));
  const redirects = read(path.join(site, '_redirects')).split('\n').filter(Boolean).map((line) => line.split(/\s+/));
  const isCloudflare = target === 'cloudflare';
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

/** What `upload.sh` puts into the bucket: each file with its caching, as the last rule says that takes it. */
export function uploaded(script, names) {
  const taken = {};
  for (const line of script.split('\n').filter((line) => line.startsWith('aws s3 cp'))) {
    const caching = /--cache-control '([^']*)'/.exec(line)[1];
    const filters = [...line.matchAll(/--(exclude|include) '([^']*)'/g)];
    const pattern = (text) => new RegExp(`^${text.replace(/[.]/g, '\\.').replace(/[*]/g, '.*').replace(/[?]/g, '.')}$`);
    const isTaken = (name) => filters.reduce((is, [, kind, text]) => (pattern(text).test(name) ? kind === 'include' : is), true);
    for (const name of names.filter(isTaken)) (taken[name] ??= []).push(caching);
  }
  return taken;
}

function s3({ out, base }) {
  const site = path.join(out, 'site');
  const policy = JSON.parse(read(path.join(out, 'response-headers-policy.json')));
  const security = policy.SecurityHeadersConfig;
  const headers = {
    'content-security-policy': security.ContentSecurityPolicy.ContentSecurityPolicy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': security.ReferrerPolicy.ReferrerPolicy,
    'strict-transport-security': `max-age=${security.StrictTransportSecurity.AccessControlMaxAgeSec}`,
    ...Object.fromEntries(policy.CustomHeadersConfig.Items.map(({ Header, Value }) => [Header, Value])),
  };
  const route = vm.runInNewContext(`${read(path.join(out, 'routes.js'))}; handler`);
  const kept = uploaded(read(path.join(out, 'upload.sh')), fs.readdirSync(path.join(site, base)).map((name) => `${base}${name}`.slice(1)));
  return (pathname) => {
    const answer = route({ request: { uri: pathname } });
    if (answer.statusCode) return { status: answer.statusCode, headers: { ...headers, location: answer.headers.location.value } };
    const name = answer.uri.slice(1);
    // A bucket whose list is not public says of what is missing that it is forbidden.
    if (!kept[name]) return { status: 403, headers };
    return { status: 200, headers: { ...headers, 'cache-control': kept[name].at(-1) }, file: path.join(site, name) };
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
