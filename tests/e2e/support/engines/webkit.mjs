// WebKit over WebDriver: finds by role and accessible name, as WebKit computes them.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { IN_FRONT, patiently, VISIBLE } from './patience.mjs';

const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';
const PORT = Number(process.env.WEBKIT_PORT || 4369);
/** How long one step may take, in milliseconds. */
const LIMIT = 20_000;
const KEYS = { Tab: '\uE004', Enter: '\uE007', Escape: '\uE00C', Backspace: '\uE003', ArrowLeft: '\uE012' };

/** Which elements can have a role; the browser itself says which have it. */
const CANDIDATES = {
  button: 'button, [role=button], summary',
  link: 'a[href]',
  heading: 'h1, h2, h3',
  checkbox: 'input[type=checkbox]',
  radio: 'input[type=radio]',
  combobox: 'select, [role=combobox]',
  searchbox: 'input[type=search]',
  dialog: 'dialog',
  alertdialog: 'dialog',
  tab: '[role=tab]',
  status: 'output, [role=status]',
};

/** What WebKit calls a list to choose from. */
const roleOf = (role) => (role === 'combobox' ? ['combobox', 'button'] : [role]);

/** Starts the driver and a screen for it; each page is a browser of its own. */
export async function webkit() {
  const display = `:${PORT}`;
  const started = [];
  const start = (program, words, env = {}) => {
    // The leader of a group, so that what it starts ends with it.
    const child = spawn(program, words, { env: { ...process.env, ...env }, stdio: 'ignore', detached: true });
    child.on('error', () => {}); // What it was needed for says so.
    started.push(child);
  };
  start('Xvfb', [display, '-screen', '0', '1400x1100x24', '-nolisten', 'tcp']);
  await patiently('a screen', () => fs.existsSync(`/tmp/.X11-unix/X${PORT}`));
  start('WebKitWebDriver', [`--port=${PORT}`], {
    DISPLAY: display,
    GDK_BACKEND: 'x11',
    LIBGL_ALWAYS_SOFTWARE: '1',
    TZ: 'Europe/Berlin',
    // Containers rarely let a process make namespaces, and the pages are our own.
    WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
  });
  await patiently('the driver of WebKit', () => call('GET', '/status').catch(() => false));
  return {
    name: 'WebKit',
    open: () => new WebKit().begin(),
    close: async () => started.reverse().forEach((child) => process.kill(-child.pid)),
  };
}

async function call(method, path, body) {
  const answer = await fetch(`http://127.0.0.1:${PORT}${path}`, {
    method,
    body: body === undefined ? undefined : JSON.stringify(body),
    signal: AbortSignal.timeout(LIMIT),
  }).catch((error) => {
    throw new Error(`${method} ${path}: ${error.message}`);
  });
  const { value } = await answer.json();
  if (!answer.ok) throw new Error(`${method} ${path.split('/').slice(3).join('/')}: ${value.error} ${value.message}`);
  return value;
}

class WebKit {
  /** The driver tells no console errors: what is uncaught is heard of in the page. */
  errors = [];
  violations = [];

  async begin() {
    const { sessionId } = await call('POST', '/session', { capabilities: { alwaysMatch: { pageLoadStrategy: 'eager' } } });
    this.path = `/session/${sessionId}`;
    // What is asked of a document that is about to be replaced is never answered: it is asked again then.
    await this.send('POST', '/timeouts', { script: 3_000 });
    await this.send('POST', '/window/rect', { x: 0, y: 0, width: 1280, height: 960 });
    return this;
  }

  send = (method, path, body) => call(method, `${this.path}${path}`, body);

  evaluate = (work, ...words) =>
    this.send('POST', '/execute/async', {
      script: `const done = arguments[arguments.length - 1];
        Promise.resolve((${work})(...[...arguments].slice(0, -1))).then(done, (error) => done(String(error)));`,
      args: words,
    });

  /** Goes to another document and listens there as soon as it is there, keeping what was heard in the one before. */
  async arrive(work) {
    await this.hear();
    await this.evaluate(() => (window.leftByTheTest = true));
    await work();
    const listen = () => {
      if (window.leftByTheTest) return false;
      if (window.heardByTheTest) return true;
      const heard = (window.heardByTheTest = { violations: [], errors: [] });
      addEventListener('securitypolicyviolation', (event) =>
        heard.violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`),
      );
      addEventListener('error', (event) => heard.errors.push(event.message));
      addEventListener('unhandledrejection', (event) => heard.errors.push(String(event.reason)));
      const error = console.error;
      console.error = (...words) => (heard.errors.push(words.join(' ')), error.apply(console, words));
      return true;
    };
    await patiently('next page', () => this.evaluate(listen).catch(() => false));
  }

  /** Takes over what the page heard. */
  async hear() {
    const heard = await this.evaluate(() => {
      const { violations, errors } = window.heardByTheTest ?? { violations: [], errors: [] };
      return { violations: violations.splice(0), errors: errors.splice(0) };
    });
    this.violations.push(...heard.violations);
    this.errors.push(...heard.errors);
  }

  go = (url) => this.arrive(() => this.send('POST', '/url', { url }));
  reload = () => this.arrive(() => this.send('POST', '/refresh', {}));
  address = () => this.send('GET', '/url');
  end = () => this.send('DELETE', '');
  text = () => this.evaluate(() => document.body.innerText);
  shot = async (file) => fs.writeFileSync(file, Buffer.from(await this.send('GET', '/screenshot'), 'base64'));

  async press(key) {
    const value = KEYS[key] ?? key;
    const actions = [{ type: 'keyDown', value }, { type: 'keyUp', value }];
    await this.send('POST', '/actions', { actions: [{ type: 'key', id: 'keyboard', actions }] });
  }

  /** The element of that role and name that can be seen; none if there is none. */
  async find(role, name) {
    const candidates = await this.evaluate(IN_FRONT, role ? CANDIDATES[role] : 'input, textarea, select', name);
    for (const candidate of Array.isArray(candidates) ? candidates : []) {
      const ask = (what) => this.send('GET', `/element/${candidate[ELEMENT]}/${what}`).catch(() => null);
      const isNamed = (await ask('computedlabel'))?.trim() === name;
      if (isNamed && (!role || roleOf(role).includes(await ask('computedrole')))) return candidate;
    }
    return undefined;
  }

  element = (role, name) => patiently(`${role ?? 'field'} "${name}"`, () => this.find(role, name));

  async click(role, name) {
    const found = await this.element(role, name);
    const label = await this.evaluate((own) => (['checkbox', 'radio'].includes(own.type) && own.labels[0]) || own, found);
    await this.send('POST', `/element/${label[ELEMENT]}/click`, {});
  }

  async fill(name, text) {
    const found = await this.element(undefined, name);
    await this.evaluate((own) => own.select(), found);
    await this.send('POST', `/element/${found[ELEMENT]}/value`, { text: KEYS.Backspace + text });
  }

  async choose(name, option) {
    const found = await this.element('combobox', name);
    const wanted = await this.evaluate((own, label) => [...own.options].find((it) => it.label.trim() === label), found, option);
    await this.send('POST', `/element/${wanted[ELEMENT]}/click`, {});
  }

  async read(role, name, property) {
    return this.evaluate((own, property) => own[property], await this.element(role, name), property);
  }
}
