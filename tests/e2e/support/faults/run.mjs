// Takes one operation through one fault, as a person would who meets it.
import { expect } from '@playwright/test';
import { APP } from '../env.mjs';
import { begin, prepare } from './kinds.mjs';
import { readAnew, readyAgain } from './operation.mjs';
import { expectPage, isTold, isUnderWay, wordsAmiss } from './told.mjs';

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

const asks = (page) => page.getByRole('dialog', { name: /^Sign in to .* again$/ });

/** Waits for something while the page's own waits pass quickly. */
async function soon(env, what, isSo, tries = 90) {
  for (let at = 0; at < tries; at += 1) {
    if (await isSo()) return;
    await env.page.clock.runFor(at < 12 ? 250 : 1_000);
    await wait(at < 40 ? 40 : 250);
  }
  throw new Error(`It did not come to that: ${what}`);
}

const isSeen = (locator) => locator.first().isVisible();

/** Who is asked to sign in again leaves it for later: what waits for that ends as refused. */
async function declined(env) {
  if (!(await isSeen(asks(env.page)))) return false;
  await asks(env.page).getByRole('button', { name: 'Not now' }).click();
  await expect(asks(env.page)).toBeHidden();
  return true;
}

/** Waits until the fault shows: it is told, or the operation came to its end all the same. */
async function settled(env, met) {
  const { operation } = env;
  let isEnded = false;
  await soon(env, 'the fault is told, or the operation done', async () => {
    await declined(env);
    if (met.calls === 0 && !env.isBlind) return false;
    if (await isTold(env)) return true;
    // What one reads may stand there from before; only what one writes says that it is done.
    const ends = operation.isQuiet || operation.writes || operation.isNoFaultAt?.includes(env.fault.name);
    isEnded = ends && (await isSeen(operation.done(env)));
    return isEnded;
  });
  return !isEnded;
}

/** That what is told is fit to be told; where the app goes on to look what became of it, what is told after that. */
async function expectWords(env) {
  const { page } = env;
  let amiss = await wordsAmiss(env);
  for (let at = 0; at < 20 && isUnderWay(amiss); at += 1) {
    await page.clock.runFor(250);
    await wait(100);
    amiss = await wordsAmiss(env);
  }
  expect(amiss, 'words').toEqual([]);
}

/** Elsewhere and back, while the fault is still there. */
async function goElsewhere(env) {
  const { app, page } = env;
  for (let at = 0; at < 3 && (await isSeen(page.locator('dialog[open]'))); at += 1) await page.keyboard.press('Escape');
  await expect(page.locator('dialog[open]'), 'dialogs close').toHaveCount(0);
  const here = page.url();
  const isThere = await isSeen(app.heading('Connections'));
  await app.nav.getByRole('link', { name: isThere ? 'Latchkey' : 'Connections' }).click();
  await expect(app.heading('Connections')).toBeVisible({ visible: !isThere });
  await page.goBack();
  await expect(page).toHaveURL(here);
}

/** The way on that a person has: what the alert offers, or the same action again. */
async function again(env) {
  const { operation, page } = env;
  if (operation.again) return operation.again(env);
  if (operation.writes) {
    await readyAgain(env);
    return operation.act(env);
  }
  if (await operation.detour?.(env)) return undefined;
  const anywhere = page.getByRole('button', { name: 'Try again' });
  await soon(env, 'it can be tried again', async () =>
    !(await declined(env)) && ((await isSeen(anywhere)) || isSeen(operation.done(env))));
  const own = operation.place?.(env).getByRole('button', { name: 'Try again' });
  const button = own && (await isSeen(own)) ? own : anywhere;
  return (await isSeen(button)) && button.first().click();
}

/** A page that read more than one thing in vain offers to read each anew. */
const MOST_PRESSES = 3;

async function expectDone(env) {
  const { operation, page } = env;
  const main = page.getByRole('main');
  const retry = main.getByRole('button', { name: 'Try again' });
  let presses = 0;
  await soon(env, 'the operation is done, and nothing is told as wrong', async () => {
    if (!(await isSeen(operation.done(env)))) return false;
    if (operation.writes || (await main.getByRole('alert').count()) === 0) return true;
    if (presses < MOST_PRESSES && (await isSeen(retry))) {
      presses += 1;
      await retry.first().click();
    }
    return false;
  });
  await operation.check?.(env);
}

/** How often the write may be sent; what only reads for the service is asked for again after it was refused as too much. */
const mostCalls = ({ fault, operation }) =>
  (operation.method === 'GET' && fault.status === 429 ? Infinity : (operation.tries ?? 1));

/** That the write was sent no more often than it may be, and that it happened just where it arrived. */
async function expectOnce(env, fault, met) {
  const { operation } = env;
  if (!operation.writes) return;
  expect(met.calls, 'calls while the fault was there').toBeLessThanOrEqual(mostCalls(env));
  if (!operation.effect) return;
  const happened = fault.arrives && met.calls > 0 ? 1 : 0;
  // What arrives may take a while; what does not happened no more often later.
  await expect.poll(() => operation.effect(env), 'how often it happened').toBe(happened);
}

/** So long nothing more may be sent once all is over: whoever tries by a timer has tried by then. */
const QUIET = 20_000;

/** That since the fault is gone nothing was written but by a press, and that nothing will be. */
async function expectQuiet(env, met, presses) {
  const { operation, page } = env;
  if (!operation.writes) return;
  await page.clock.runFor(QUIET);
  // What was sent at the end of it is on its way: a call that is sent after it is answered after it has been seen.
  await page.evaluate((probe) => fetch(probe).then((answer) => answer.text()), `${APP}/config.json`);
  await wait(300);
  expect(met.later, 'writes after the fault, for so many presses').toBeLessThanOrEqual(presses);
}

async function expectInTheEnd(env) {
  const { operation } = env;
  const times = operation.inTheEnd?.(env) ?? 1;
  if (operation.effect) await expect.poll(() => operation.effect(env), 'how often it happened in the end').toBe(times);
}

/** The same operation, whose presses are counted. */
const counting = (env, operation) => ({
  ...operation,
  act: (one) => {
    env.presses += 1;
    return operation.act(one);
  },
});

async function meetLate(env, met) {
  const { operation, page } = env;
  await wait(1_000);
  // Who is impatient presses again.
  if (operation.writes) await page.keyboard.press('Enter');
  await expect.poll(() => met.calls).toBeGreaterThan(0);
  await wait(9_300);
  await expectDone(env);
  if (operation.writes) expect(met.calls, 'calls of an impatient owner').toBe(1);
  await met.lift();
  return 0;
}

/** Through the fault and on from it; how often the owner pressed once it was gone. */
async function through(env, met) {
  const { fault, operation, page } = env;
  const isFailure = await settled(env, met);
  await expectPage(env);
  if (!isFailure) {
    await expectOnce(env, fault, met);
    await met.lift();
    return 0;
  }
  await expectWords(env);
  await expectOnce(env, fault, met);
  const stays = operation.stays && (await operation.stays(env));
  if (!stays) {
    await goElsewhere(env);
    const main = page.getByRole('main');
    await soon(env, 'the page has been read, or could not be', async () =>
      !(await declined(env)) && !(operation.writes && /Reading|Loading/.test(await main.innerText())));
    await expectPage(env);
    await expectOnce(env, fault, met);
  }
  await met.lift();
  const before = env.presses;
  if (!stays) await readAnew(env);
  await again(env);
  return env.presses - before;
}

/** One case of the table. */
export async function meet(operation, fault, { app, guard, page }) {
  const env = { app, guard, page, fault, presses: 0, isBlind: fault.name === 'offline' };
  env.operation = counting(env, operation);
  guard.expectConsole(/Failed to load resource/, /blocked by CORS policy/, /net::ERR_/);
  // The loader of the app's own parts says that it could not load one.
  if (env.isBlind) guard.expectConsole(/TypeError: Failed to fetch/);
  await page.clock.install();
  await prepare(page);
  // The way there is not what is tested: on a busy machine a first sign-in may take longer than a page is waited for.
  await Promise.resolve(operation.arrive(env)).catch(() => operation.arrive(env));
  await operation.ready?.(env);
  const met = await begin(fault, env);
  await env.operation.act(env);
  const presses = fault.isLate ? await meetLate(env, met) : await through(env, met);
  if (!fault.isLate) await expectDone(env);
  await expectInTheEnd(env);
  await expectQuiet(env, met, presses);
  await expectInTheEnd(env);
  return expectPage(env);
}
