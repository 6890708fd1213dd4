// The recipes of `dist` that pass an API's calls on, in a real nginx and a real Caddy whose logs are on, before a
// service that says all it should not and notes what it is asked.
import { execFileSync, spawn } from 'node:child_process';
import dgram from 'node:dgram';
import fs from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import path from 'node:path';
import { text as textOf } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { APP_PORT, OUTPUT } from './env.mjs';

const ADDRESS = 'https://api.elastic-cloud.com';
const TRUSTED = '/etc/ssl/certs/ca-certificates.crt';
const DEPLOY = fs.readFileSync(new URL('../../../docs/deploy.md', import.meta.url), 'utf8');

/** What a service might say in the name of the app's own origin. */
export const UNWANTED = {
  'access-control-allow-origin': '*',
  'access-control-allow-credentials': 'true',
  'accept-ch': 'DPR',
  'alt-svc': 'h3=":443"',
  'clear-site-data': '"*"',
  'content-security-policy': "default-src * 'unsafe-inline'",
  'content-security-policy-report-only': "default-src 'none'; report-uri https://evil.example/",
  'cache-control': 'public, max-age=31536000',
  'cross-origin-resource-policy': 'cross-origin',
  expires: 'Thu, 31 Dec 2037 23:55:55 GMT',
  link: '<https://evil.example/>; rel=preload; as=script',
  nel: '{"report_to":"a","max_age":9}',
  'origin-agent-cluster': '?0',
  pragma: 'public',
  refresh: '0; url=https://evil.example/',
  'report-to': '{"group":"a","max_age":9,"endpoints":[{"url":"https://evil.example/"}]}',
  'reporting-endpoints': 'a="https://evil.example/"',
  'service-worker-allowed': '/',
  'set-cookie': 'a=b; Path=/',
  sourcemap: 'https://evil.example/a.map',
  'strict-transport-security': 'max-age=0',
  'x-accel-redirect': '/config.json',
  'x-content-type-options': 'sniff',
};

const openssl = (folder, ...words) => execFileSync('openssl', words, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });

/** A certificate for these names, which itself is who vouches for it. */
function certificate(folder, file, names) {
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', `${file}.key`];
  const said = ['-subj', '/CN=test', '-addext', `subjectAltName=${names.map((name) => `DNS:${name}`).join(',')}`];
  openssl(folder, 'req', '-x509', ...key, '-out', `${file}.pem`, '-days', '2', ...said);
  return { key: fs.readFileSync(path.join(folder, `${file}.key`)), cert: fs.readFileSync(path.join(folder, `${file}.pem`)) };
}

const listening = (server) => new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server.address().port)));

/** A service over TLS; `asked` is what came to it. */
async function service(identity, asked) {
  const server = https.createServer(identity, async (request, response) => {
    asked.push({ method: request.method, url: request.url, headers: request.headers, body: await textOf(request) });
    response.writeHead(200, { ...UNWANTED, 'content-type': 'text/html', etag: '"1"' }).end('<script>alert(1)</script>');
  });
  return { server, port: await listening(server) };
}

/** Answers every name with this device. */
async function names() {
  const socket = dgram.createSocket('udp4');
  socket.on('message', (query, { port, address }) => {
    const end = query.indexOf(0, 12) + 5;
    const isA = query.readUInt16BE(end - 4) === 1;
    const answer = Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 127, 0, 0, 1]);
    const head = Buffer.from([query[0], query[1], 0x81, 0x80, 0, 1, 0, isA ? 1 : 0, 0, 0, 0, 0]);
    socket.send(Buffer.concat([head, query.subarray(12, end), ...(isA ? [answer] : [])]), port, address);
  });
  await new Promise((resolve) => socket.bind(0, '127.0.0.1', resolve));
  return socket;
}

function nginx(folder, app, recipe, port, resolver) {
  const [zone] = /limit_req_zone .*;/.exec(DEPLOY) ?? [];
  const text = `daemon off; pid ${folder}/nginx.pid; error_log ${folder}/error.log info;
    events {}
    http {
      access_log ${folder}/access.log;
      client_body_temp_path ${folder}/tmp; proxy_temp_path ${folder}/tmp; fastcgi_temp_path ${folder}/tmp;
      uwsgi_temp_path ${folder}/tmp; scgi_temp_path ${folder}/tmp;
      ${zone}
      server { listen 127.0.0.1:${port}; resolver 127.0.0.1:${resolver} ipv6=off; include ${app}; include ${recipe}; }
    }`;
  const conf = path.join(folder, 'nginx.conf');
  fs.writeFileSync(conf, text);
  return ['nginx', ['-c', conf, '-e', `${folder}/error.log`]];
}

function caddy(folder, app, recipe, port) {
  const conf = path.join(folder, 'Caddyfile');
  const text = `{\n\tadmin off\n\tauto_https off\n}\nhttp://localhost:${port} {\n\tbind 127.0.0.1\n\tlog\n\timport ${app}\n\timport ${recipe}\n}\n`;
  fs.writeFileSync(conf, text);
  return ['caddy', ['run', '--adapter', 'caddyfile', '--config', conf]];
}

/** Serves the recipe of a folder made for nginx or Caddy; `name` is whom the service's certificate is for. */
export async function proxied({ target, out, told }, name) {
  const isNginx = target === 'nginx';
  const folder = path.join(OUTPUT, `proxied-${target}`);
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  const asked = [];
  const { server, port: there } = await service(certificate(folder, 'service', [name]), asked);
  const socket = await names();
  // Caddy asks the system for names, which knows of one.
  const host = isNginx ? ADDRESS : 'https://localhost';
  const recipe = path.join(folder, 'recipe');
  const text = fs.readFileSync(path.join(out, isNginx ? 'elastic-proxy.nginx.conf' : 'elastic-proxy.caddy'), 'utf8');
  const trusted = path.join(folder, 'service.pem');
  fs.writeFileSync(recipe, text.replace(ADDRESS, `${host}:${there}`).replace(TRUSTED, trusted));
  const port = APP_PORT + (isNginx ? 26 : 27);
  const [program, words] = isNginx
    ? nginx(folder, told, recipe, port, socket.address().port)
    : caddy(folder, told, recipe, port);
  const said = fs.openSync(path.join(folder, 'said.log'), 'w');
  const home = { HOME: folder, XDG_CONFIG_HOME: folder, XDG_DATA_HOME: folder, SSL_CERT_FILE: trusted };
  const child = spawn(program, words, { stdio: ['ignore', said, said], env: { ...process.env, ...home } });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  process.once('exit', () => child.kill());
  const ask = (method, url, headers = {}, body = '') => call(port, method, url, headers, body);
  const end = async () => {
    child.kill();
    await ended;
    server.close().closeAllConnections();
    socket.close();
    // All that the server wrote down.
    const logs = fs.readdirSync(folder).filter((file) => file.endsWith('.log'));
    return logs.map((file) => fs.readFileSync(path.join(folder, file), 'utf8')).join('');
  };
  for (;;) {
    if (child.exitCode !== null) throw new Error(await end());
    if (await ask('GET', '/').catch(() => false)) return { asked, ask, end };
    await pause(20);
  }
}

/** One call whose path stays as it is: `fetch` would tidy it. */
function call(port, method, url, headers, body) {
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port, method, path: url, headers: { host: `localhost:${port}`, ...headers }, agent: false };
    const request = http.request(options, async (response) => {
      resolve({ status: response.statusCode, headers: response.headers, text: await textOf(response) });
    });
    request.on('error', reject).end(body);
  });
}

/** Whether nginx would start with this recipe where the service's name is unknown. */
export function startsWithoutName({ out, told }) {
  const folder = path.join(OUTPUT, 'proxied-nameless');
  fs.mkdirSync(folder, { recursive: true });
  const recipe = path.join(folder, 'recipe');
  const text = fs.readFileSync(path.join(out, 'elastic-proxy.nginx.conf'), 'utf8');
  fs.writeFileSync(recipe, text.replace(ADDRESS, 'https://nowhere.invalid'));
  const [program, words] = nginx(folder, told, recipe, APP_PORT + 26, 9);
  execFileSync(program, ['-t', ...words], { stdio: ['ignore', 'ignore', 'pipe'] });
}
