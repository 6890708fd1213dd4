// A service that means harm, on a real socket: it answers as the honest one does until it is told how to attack.
import fs from 'node:fs';
import http from 'node:http';
import zlib from 'node:zlib';
import { API } from './env.mjs';

const MB = 1 << 20;
/** So much is sent where there is no end, in bytes; a page that takes all of it has no bound. */
export const FLOOD = 200 * MB;
/** What a script would leave behind if it ran. */
export const SCRIPT = '<script>window.hacked=1</script><img src=x onerror="window.hacked=1"><svg onload="window.hacked=1">';

const fixture = (name) => fs.readFileSync(new URL(`../../contract/fixtures/zenml/${name}`, import.meta.url));
const first = JSON.parse(fixture('service-accounts.json')).items[0];

/** What a ZenML server answers, as it was recorded. */
function zenml({ method, url }) {
  const path = url.replace(/\?.*/, '').replace('/api/v1', '');
  if (path === '/info') return fixture('info.json');
  if (path === '/login' && method === 'POST') return fixture('login-cross-site.json');
  if (path === '/current-user') return fixture('current-user-admin.json');
  if (path === '/service_accounts') return fixture('service-accounts.json');
  if (path.endsWith('/api_keys')) return fixture('keys.json');
  return path.startsWith('/service_accounts/') ? JSON.stringify(first) : '{}';
}

/** The account whose keys are listed. */
export const ACCOUNT = first.id;

export class HostileServer {
  /** Starts one on a port of its own. Whoever starts it stops it. */
  static async start() {
    const server = new HostileServer();
    server.http = http.createServer((request, response) => server.take(request, response));
    await new Promise((resolve) => server.http.listen(0, '127.0.0.1', resolve));
    server.url = `http://127.0.0.1:${server.http.address().port}`;
    return server;
  }

  constructor() {
    this.calm();
  }

  /** Answers honestly, and forgets what was sent to it. */
  calm() {
    this.attack = null;
    /** Changes an answer, given as a value, before it is sent. */
    this.change = null;
    this.calls = [];
    this.sent = 0;
  }

  stop() {
    this.http.closeAllConnections();
    return new Promise((resolve) => this.http.close(resolve));
  }

  async take(request, response) {
    response.on('error', () => {});
    const { headers } = request;
    const open = {
      'access-control-allow-origin': '*',
      'access-control-allow-methods': '*',
      'access-control-allow-headers': headers['access-control-request-headers'] ?? '*',
      'access-control-expose-headers': '*',
    };
    for (const [name, value] of Object.entries(open)) response.setHeader(name, value);
    if (request.method === 'OPTIONS') return response.writeHead(204).end();
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    this.calls.push({ method: request.method, url: request.url, headers, body: body.toString() });
    if (this.attack) return this.attack(request, response, this);
    return this.beHonest(request, response, body);
  }

  async beHonest(request, response, body) {
    if (request.url.startsWith('/api/v1') && !/users\/auth|organizations|saas|cloud|deployments|serverless/.test(request.url)) {
      return this.send(request, response, 200, String(zenml(request)));
    }
    const { authorization, 'content-type': kind } = request.headers;
    const answer = await fetch(`${API}${request.url}`, {
      method: request.method,
      headers: { authorization, ...(kind && { 'content-type': kind }) },
      body: body.length ? body : undefined,
    });
    return this.send(request, response, answer.status, await answer.text());
  }

  send(request, response, status, text) {
    const changed = this.change && text ? JSON.stringify(this.change(request, JSON.parse(text))) : text;
    response.writeHead(status, { 'content-type': 'application/json' }).end(changed);
  }

  /** Sends the same piece over and over, as fast as it is taken, until the other side hangs up. */
  flood(response, piece) {
    const more = () => {
      while (!response.destroyed && this.sent < FLOOD) {
        this.sent += piece.length;
        if (!response.write(piece)) return response.once('drain', more);
      }
      return response.end();
    };
    more();
  }
}

const JSON_TYPE = { 'content-type': 'application/json' };
const answer = (status, body, headers = JSON_TYPE) => (_, response) => response.writeHead(status, headers).end(body);
const redirect = (status) => (request, response, server) =>
  response.writeHead(status, { location: `${server.elsewhere}${request.url}` }).end();
const bomb = () => zlib.gzipSync(Buffer.alloc(100 * MB, ' '));

const UNREADABLE = /can't read/;
const REDIRECTED = /naming another address/;
const SILENT = /No answer came|can't read|can't be reached|doesn't let this page read/;
const LONG = /longer than 32 MB/;

/** Attacks by name: what is done, and what the owner must be told. */
export const ATTACKS = {
  'a redirect elsewhere, 301': [redirect(301), REDIRECTED],
  'a redirect elsewhere, 302': [redirect(302), REDIRECTED],
  'a redirect elsewhere, 303': [redirect(303), REDIRECTED],
  'a redirect elsewhere, 307': [redirect(307), REDIRECTED],
  'a redirect elsewhere, 308': [redirect(308), REDIRECTED],
  'a redirect to itself': [(request, response) => response.writeHead(302, { location: request.url }).end(), REDIRECTED],
  'a redirect to a script': [(_, response) => response.writeHead(302, { location: 'javascript:window.hacked=1' }).end(), /naming another address|No answer/],
  '200 MB of spaces': [(_, response, server) => server.flood(response.writeHead(200, JSON_TYPE), Buffer.alloc(65_536, ' ')), LONG],
  'a text without an end': [
    (_, response, server) => {
      response.writeHead(200, JSON_TYPE).write('{"keys":[{"id":"');
      server.flood(response, Buffer.alloc(65_536, 'a'));
    },
    LONG,
  ],
  'a list without an end': [
    (_, response, server) => {
      response.writeHead(200, JSON_TYPE).write('[');
      server.flood(response, Buffer.from('{"api_key":"k","config":{}},'.repeat(2_000)));
    },
    LONG,
  ],
  '100 MB in 100 kB': [
    (_, response) => response.writeHead(200, { ...JSON_TYPE, 'content-encoding': 'gzip' }).end(bomb()),
    LONG,
  ],
  'a refusal of 10 MB': [answer(500, JSON.stringify({ errors: [{ code: 'x', message: 'go away '.repeat(1_300_000) }], detail: 'no '.repeat(100) })), /status 500/],
  'a refusal without an end': [(_, response, server) => server.flood(response.writeHead(500, JSON_TYPE), Buffer.alloc(65_536, '{')), /status 500/],
  'a refusal of 10 MB in small parts': [answer(400, JSON.stringify({ errors: Array.from({ length: 100_000 }, (_, at) => ({ code: `c${at}`, message: SCRIPT, fields: ['<b>'] })) })), /refuses this request/],
  'a refusal with 2,000 reasons': [answer(400, JSON.stringify({ errors: Array.from({ length: 2_000 }, (_, at) => ({ code: `c${at}`, message: `Reason ${at} ${SCRIPT}` })), detail: SCRIPT })), /refuses this request/],
  'a refusal with a script': [answer(403, JSON.stringify({ errors: [{ code: 'x', message: SCRIPT }], detail: SCRIPT, message: SCRIPT })), /allowed|sign-in|refuses|may/],
  'a page with a script': [answer(200, `<!doctype html><title>x</title>${SCRIPT}`, { 'content-type': 'text/html' }), UNREADABLE],
  'a page for a refusal': [answer(502, `<!doctype html>${SCRIPT}`, { 'content-type': 'text/html' }), /status 502/],
  'a script': [answer(200, 'window.hacked=1', { 'content-type': 'text/javascript' }), UNREADABLE],
  'an image': [answer(200, Buffer.from([0xff, 0xd8, 0xff, 0, 1, 2, 254]), { 'content-type': 'image/jpeg' }), UNREADABLE],
  nothing: [answer(200, ''), UNREADABLE],
  'no content': [answer(204), UNREADABLE],
  'an unknown status': [answer(299, '{"x":1}'), UNREADABLE],
  'a status that there is not': [answer(999, SCRIPT), /status|answer|can't read/],
  'a null': [answer(200, 'null'), UNREADABLE],
  'a number': [answer(200, '1e999999'), UNREADABLE],
  'a half text': [answer(200, '"\ud800'), UNREADABLE],
  'lists in lists': [answer(200, '['.repeat(1_000_000)), UNREADABLE],
  'objects in objects': [answer(200, '{"keys":'.repeat(1_000_000)), UNREADABLE],
  'members of a prototype': [answer(200, '{"__proto__":{"keys":[]},"constructor":{"prototype":{"x":1}}}'), UNREADABLE],
  'UTF-16': [answer(200, Buffer.from('{"keys":[]}', 'utf16le'), { 'content-type': 'application/json; charset=utf-16' }), UNREADABLE],
  'broken compression': [answer(200, 'no gzip', { ...JSON_TYPE, 'content-encoding': 'gzip' }), SILENT],
  'less than announced': [
    (_, response) => {
      response.writeHead(200, { ...JSON_TYPE, 'content-length': '1000' }).write('{"keys":[');
      setTimeout(() => response.destroy(), 50);
    },
    SILENT,
  ],
  'a reset': [(request) => request.socket.resetAndDestroy(), SILENT],
  'headers of 1 MB': [answer(200, '{}', { ...JSON_TYPE, 'x-big': 'x'.repeat(1 << 20) }), SILENT],
  'a wait of years': [answer(429, SCRIPT, { 'retry-after': '99999999' }), /wait 99999999 seconds|slow down/],
  'no word but a drop a second': [
    (_, response) => {
      response.writeHead(200, JSON_TYPE).write('{"keys":[');
      const drip = setInterval(() => response.write(' '), 1_000);
      response.on('close', () => clearInterval(drip));
    },
    /did not answer within 30 seconds/,
  ],
};
