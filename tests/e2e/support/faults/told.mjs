// What the owner is told, and whether that is fit to be told.
import { expect } from '@playwright/test';

/** What only a program would say: a value of its own, the words of its libraries, an answer as it came. */
const NOT_FOR_PEOPLE = new RegExp(
  [
    'undefined', '\\[object', '\\bNaN\\b', '\\bnull\\b', 'serde', 'EOF while', 'at line \\d+ column', 'trailing characters',
    'invalid type', 'expected value', 'SyntaxError', 'TypeError', 'DOMException', 'AbortError', 'JsValue', 'panicked',
    'unwrap', 'Unexpected token', '</?[a-z]+>', '<!doctype', '\\{"', 'Err\\(', 'Some\\(', 'Failed to fetch', 'net::',
  ].join('|'),
  'i',
);

/** What tells the owner what to do. */
const NEXT_STEP =
  /\b(try|check|read|sign in|wait|change|connect|ask|choose|copy|look|rotate|send|use|see|add|create|revoke|close|go)\b/i;

const SHORTEST = 30;

/** The alerts that can be seen now, with what can be pressed in them. */
const seenAlerts = (page, more = null) =>
  page.evaluate((told) => {
    const isSeen = (one) => one.checkVisibility({ visibilityProperty: true }) && one.innerText.trim() !== '';
    const all = document.querySelectorAll('[role=alert], .wrong, .toast.bad');
    return [...all, told].filter(Boolean).filter(isSeen).map((one) => ({
      text: one.innerText.replace(/\s+/g, ' ').trim(),
      ways: one.querySelectorAll('button, a[href]').length,
    }));
  }, more);

/** What stands in the place of its own where some operations tell how they ended. */
const inOwnPlace = async (env) => {
  const place = env.operation.told?.(env);
  return place && (await place.isVisible()) ? place.elementHandle() : null;
};

/** That something went wrong is told at all. */
export const isTold = async (env) => (await seenAlerts(env.page, await inOwnPlace(env))).length > 0;

/** What goes wrong with the words for it; nothing where a person can go on by them. */
export async function wordsAmiss(env) {
  const alerts = await seenAlerts(env.page, await inOwnPlace(env));
  const amiss = [];
  const whole = alerts.map((alert) => alert.text).join(' ');
  const bad = whole.match(NOT_FOR_PEOPLE);
  if (bad) amiss.push(`“${bad[0]}” is not for people: ${whole}`);
  if (whole.length < SHORTEST) amiss.push(`too little is said: ${whole}`);
  if (!alerts.some((alert) => alert.ways > 0 || NEXT_STEP.test(alert.text))) amiss.push(`no next step: ${whole}`);
  return amiss;
}

/** That a page stands there, whatever happened: a heading and the way to the other pages. */
export async function expectPage({ app, page }) {
  const headings = page.getByRole('heading', { level: 1, includeHidden: true });
  await expect(headings.first(), 'a heading').toHaveText(/\S/);
  await expect(page.getByRole('navigation', { name: 'Main', includeHidden: true }), 'the navigation').toHaveCount(1);
  await expect(page.getByRole('dialog', { name: /has stopped/ }), 'no page of a panic').toHaveCount(0);
  expect((await app.page.locator('body').innerText()).length, 'not blank').toBeGreaterThan(60);
}
