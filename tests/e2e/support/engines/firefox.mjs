// Firefox over WebDriver BiDi: finds by role and accessible name, as Firefox computes them.
import puppeteer from 'puppeteer-core';
import { patiently, VISIBLE } from './patience.mjs';

const quoted = (text) => text.replaceAll('"', '\\"');

/** Starts the browser; pages are opened one after the other, each as if it were the first one ever. */
export async function firefox() {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: process.env.FIREFOX || '/usr/bin/firefox-esr',
    headless: true,
    timeout: 60_000,
  });
  return {
    name: 'Firefox',
    open: async () => new Firefox(await browser.createBrowserContext()).begin(),
    close: () => browser.close(),
  };
}

class Firefox {
  constructor(context) {
    this.context = context;
    this.violations = [];
    this.errors = [];
  }

  async begin() {
    this.page = await this.context.newPage();
    await this.page.setViewport({ width: 1280, height: 900 });
    const mark = 'violation: ';
    this.page.on('console', (message) => {
      const text = message.text();
      if (text.startsWith(mark)) this.violations.push(text.slice(mark.length));
      else if (['error', 'assert'].includes(message.type())) this.errors.push(text);
    });
    this.page.on('pageerror', (error) => this.errors.push(error.message));
    await this.page.evaluateOnNewDocument((mark) => {
      const tell = (event) => console.error(`${mark}${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
      addEventListener('securitypolicyviolation', tell);
    }, mark);
    return this;
  }

  go = (url) => this.page.goto(url);
  reload = () => this.page.reload();
  address = async () => this.page.url();
  evaluate = (work, ...words) => this.page.evaluate(work, ...words);
  press = (key) => this.page.keyboard.press(key);
  shot = (file) => this.page.screenshot({ path: file });
  end = () => this.context.close();

  /** What stands in the page as people see it. */
  text = () => this.page.evaluate(() => document.body.innerText);

  /** The element of that role and name that can be seen, any field if without a role; none if there is none. */
  async find(role, name) {
    const roles = role ? `[role="${role}"]` : '';
    const fits = async (found) =>
      (await found.evaluate(VISIBLE)) && (role || (await found.evaluate((own) => own.matches('input, textarea, select'))));
    for (const found of await this.page.$$(`::-p-aria([name="${quoted(name)}"]${roles})`)) {
      if (await fits(found)) return found;
    }
    return undefined;
  }

  element = (role, name) => patiently(`${role ?? 'field'} "${name}"`, () => this.find(role, name));

  async click(role, name) {
    const found = await this.element(role, name);
    // The box of a choice may be drawn by its label alone.
    const label = await found.evaluateHandle((own) => (['checkbox', 'radio'].includes(own.type) && own.labels[0]) || own);
    await label.asElement().click();
  }

  async fill(name, text) {
    const found = await this.element(undefined, name);
    await found.evaluate((own) => own.select());
    await found.press('Backspace');
    await found.type(text);
  }

  async choose(name, option) {
    const found = await this.element('combobox', name);
    const value = await found.evaluate((own, label) => [...own.options].find((it) => it.label.trim() === label)?.value, option);
    await found.select(value);
  }

  /** A property of the element, such as its value. */
  async read(role, name, property) {
    return (await this.element(role, name)).evaluate((own, property) => own[property], property);
  }
}
