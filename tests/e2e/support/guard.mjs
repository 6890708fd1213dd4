// Watches every test for what must never happen, whatever the test is about: a violation of the page's
// policy, a console error, an uncaught error, a call to a foreign origin, a secret where it does not belong.
import { APP, ON_HOST, SEARCH_API } from './env.mjs';
import { originsOf } from './config.mjs';
import { kept, leaks } from './leaks.mjs';
import * as sandbox from './sandbox.mjs';

// The build tool puts a hash on the preload of the wasm file, which Chromium checks when the script loads it
// and not at the preload, and says so (crbug.com/981419).
const HARMLESS = [/`integrity` attribute is currently ignored for preload destinations/];

export class Guard {
  constructor(context) {
    this.context = context;
    this.origins = new Set([APP]);
    /** Secret text and the one origin that it may be sent to. */
    this.secrets = new Map();
    /** Keys that are their own names: they may stand in addresses of their service, and be kept nowhere. */
    this.named = new Set();
    this.problems = [];
    this.pending = [];
    this.console = [];
    this.expected = [...HARMLESS];
    this.isViolationExpected = false;
    this.isStopExpected = false;
    // The sandbox is sent reports by the browser; a real host has nowhere for them to go.
    this.watching = ON_HOST ? this.watchPolicy() : Promise.resolve();
    context.on('console', (message) => this.console.push(`${message.type()}: ${message.text()}`));
    context.on('weberror', (error) => this.isStopExpected || this.problems.push(`uncaught: ${error.error().message}`));
    context.on('request', (request) => this.pending.push(this.checkRequest(request)));
    context.on('response', (response) => this.pending.push(this.learnSecret(response)));
  }

  /** Hears of violations in the page itself, also of Trusted Types. */
  async watchPolicy() {
    await this.context.exposeBinding('reportViolation', (_, report) => {
      if (!this.isViolationExpected) this.problems.push(`policy: ${JSON.stringify(report)}`);
    });
    await this.context.addInitScript(() =>
      addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample, sourceFile, lineNumber }) =>
        window.reportViolation({ violatedDirective, blockedURI, sample, sourceFile, lineNumber }),
      ),
    );
  }

  /** Lets the page speak to what this configuration names. */
  allow(config) {
    for (const origin of originsOf(config)) this.origins.add(origin);
  }

  /** A text that may be sent to this origin and must be kept nowhere. */
  secret(text, origin) {
    this.secrets.set(text, origin);
  }

  /** Keys that their service is told by their own text. */
  keys(texts) {
    for (const text of texts) this.named.add(text);
  }

  /** A console line that this test provokes: the browser notes every failed call as an error. */
  expectConsole(...patterns) {
    this.expected.push(...patterns);
  }

  /** The browser's own note of an answer with one of these statuses. */
  expectStatus(...statuses) {
    this.expectConsole(...statuses.map((status) => new RegExp(`Failed to load resource.*status of ${status}`)));
  }

  /** The browser's own note of a call that got no answer. */
  expectLostCalls() {
    this.expectConsole(/Failed to load resource: net::ERR_/, /Failed to load resource: .*net::/);
  }

  /** This test makes the page try what its policy forbids. */
  expectViolation() {
    this.isViolationExpected = true;
    this.expectConsole(/Content Security [Pp]olicy/, /This document requires 'Trusted/);
  }

  /** This test makes the app fail where it can't go on. */
  expectStop() {
    this.isStopExpected = true;
    this.expectConsole(/^error: /);
  }

  async checkRequest(request) {
    const url = new URL(request.url());
    if (['data:', 'blob:', 'about:'].includes(url.protocol)) return;
    if (!this.origins.has(url.origin) && !this.isViolationExpected) {
      this.problems.push(`called a foreign origin: ${url.origin}`);
    }
    const sent = { address: request.url(), headers: request.headers(), body: request.postData() };
    this.problems.push(...leaks({ 'an address': sent.address }, this.secrets.keys()));
    if (url.origin !== SEARCH_API) this.problems.push(...leaks({ [`a call to ${url.origin}`]: sent }, this.named));
    for (const [secret, origin] of this.secrets) {
      if (url.origin !== origin) this.problems.push(...leaks({ [`a call to ${url.origin}`]: sent }, [secret]));
    }
    if (url.origin === APP) return;
    const headers = await request.allHeaders().catch(() => request.headers());
    this.learnToken(headers, url.origin);
    for (const name of ['cookie', 'referer']) {
      if (headers[name]) this.problems.push(`sent a ${name} to ${url.origin}`);
    }
  }

  /** What opens a session is a secret, too. The browser does not keep each answer that told it, so it is learned
   *  where it is used for the first time. */
  learnToken({ authorization = '', 'x-csrf-token': csrf }, origin) {
    const token = /^Bearer (.+)$/.exec(authorization)?.[1];
    for (const secret of [token, csrf]) if (secret && !this.secrets.has(secret)) this.secret(secret, origin);
  }

  /** What a backend tells once is a secret from then on. */
  async learnSecret(response) {
    const { origin, pathname } = new URL(response.url());
    const makesToken = pathname.endsWith('/api_token');
    const tells = ['POST', 'PATCH'].includes(response.request().method()) || makesToken;
    if (!tells || !response.ok()) return;
    const body = await response.json().catch(() => null);
    if (typeof body?.api_key === 'string') this.keys([body.api_key]);
    const told = [body?.key, body?.keys?.eis, body?.body?.key, body?.access_token, body?.csrf_token];
    for (const secret of [makesToken && body, ...told]) {
      if (typeof secret === 'string') this.secret(secret, origin);
    }
  }

  /** Everything that went wrong in this test. */
  async findings() {
    await Promise.all(this.pending);
    const found = [...this.problems, ...leaks({ 'the console': this.console }, this.secrets.keys())];
    const isLoud = (line) => /^(error|warning|assert)/.test(line);
    const isExpected = (line) => this.expected.some((pattern) => pattern.test(line));
    found.push(...this.console.filter((line) => isLoud(line) && !isExpected(line)));
    found.push(...leaks({ 'the console': this.console }, this.named));
    for (const page of this.context.pages()) {
      if (!page.url().startsWith(APP)) continue;
      const places = await kept(page);
      found.push(...leaks(places, this.secrets.keys()));
      const { 'addresses called': called, ...others } = places;
      found.push(...leaks(others, this.named));
      found.push(...leaks({ 'an address of the app': called.filter((one) => one.startsWith(APP)) }, this.named));
    }
    const reports = await sandbox.reports();
    await sandbox.clearReports();
    if (!this.isViolationExpected) found.push(...reports.map((report) => `policy: ${JSON.stringify(report)}`));
    return [...new Set(found)];
  }
}
