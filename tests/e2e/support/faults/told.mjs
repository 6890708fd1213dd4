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

/** What tells the owner what to do, where nothing else is told. */
const NEXT_STEP =
  /\b(try|tries|check|read|sign in|wait|change|connect|ask|choose|copy|rotate|send|use|add|create|revoke|close|reload)\b/i;

/** The same among sentences that tell other things: one that begins with what to do, or says what one can do. */
const SENTENCE_OF_STEP = new RegExp(
  '^(Try|Check|Read|Sign in|Wait|Change|Connect|Ask|Choose|Copy|Rotate|Send|Use|Add|Create|Revoke|Close|Reload|Look|See|Go)\\b|'
  + '\\b[Yy]ou can\\b|\\bdoes no harm\\b',
);

/** That nothing happened. */
const CLAIMS_NOTHING = /\b(was|were)( still)? not\b|\b(wasn't|weren't)\b|\bNo \S.* (was|were)\b|\bNothing was\b/;

/** What leaves it open all the same. */
const OPEN_OUTCOME = /answer was lost|lost answer|(is not|isn't) known|may have been|whether/;

/** That it was looked for and not found: no guess any more. */
const SAW_NOTHING = /\bread again, .* was not\b|\bwas not .* when it was read again|\bwasn't done when\b|\bstill as it was\b/;

/** That is no way on: it takes the message away. */
const NO_WAY = /^(Close|Close message|Cancel|Not now)$/;

const SHORTEST = 30;

/** The alerts that can be seen now, line by line, with the names of what can be pressed in them. */
const seenAlerts = async (page, more = null) => {
  const seen = await page.evaluate((told) => {
    const isSeen = (one) => one.checkVisibility({ visibilityProperty: true }) && one.innerText.trim() !== '';
    const all = document.querySelectorAll('[role=alert], .wrong, .toast.bad');
    const nameOf = (way) => (way.ariaLabel ?? way.innerText).trim();
    const namesIn = (place) => [...(place?.querySelectorAll('button, a[href]') ?? [])].filter(isSeen).map(nameOf);
    // Below the words of a dialog may stand how it goes on; what was pressed before says no such thing.
    const onward = (one) => namesIn(one.closest('dialog')).filter((name) => / again$/.test(name));
    return [...all, told].filter(Boolean).filter(isSeen).map((one) => ({
      lines: one.innerText.split('\n'),
      ways: [...namesIn(one), ...onward(one)],
    }));
  }, more);
  return seen.map(({ lines, ways }) => {
    const told = lines.map((line) => line.replace(/\s+/g, ' ').trim()).filter((line) => line && !ways.includes(line));
    return { lines: told, text: told.join(' '), ways: ways.filter((way) => !NO_WAY.test(way)) };
  });
};

/** Whether an alert says what to do after it has said what went wrong, or offers it. */
function hasNextStep({ lines, ways }) {
  if (ways.length > 0) return true;
  if (lines.length > 1) return NEXT_STEP.test(lines.at(-1));
  const [, ...more] = lines[0].split(/(?<=[.:!?…])\s+/);
  return more.some((sentence) => SENTENCE_OF_STEP.test(sentence));
}

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
  if (!alerts.some(hasNextStep)) amiss.push(`no next step: ${whole}`);
  const mayHave = env.operation.writes && env.fault.arrives;
  const untrue = mayHave && alerts.find(({ text }) =>
    (CLAIMS_NOTHING.test(text) && !OPEN_OUTCOME.test(text)) || SAW_NOTHING.test(text));
  if (untrue) amiss.push(`it was carried out, and the owner is told that it was not: ${untrue.text}`);
  return amiss;
}

/** Whether nothing is amiss but that one is told that the app still looks what became of it. */
export const isUnderWay = (amiss) => amiss.length === 1 && /^no next step: .*Latchkey reads/.test(amiss[0]);

/** That a page stands there, whatever happened: a heading and the way to the other pages. */
export async function expectPage({ app, page }) {
  const headings = page.getByRole('heading', { level: 1, includeHidden: true });
  await expect(headings.first(), 'a heading').toHaveText(/\S/);
  await expect(page.getByRole('navigation', { name: 'Main', includeHidden: true }), 'the navigation').toHaveCount(1);
  await expect(page.getByRole('dialog', { name: /has stopped/ }), 'no page of a panic').toHaveCount(0);
  expect((await app.page.locator('body').innerText()).length, 'not blank').toBeGreaterThan(60);
}
