// Takes one operation through one fault, as a person would who meets it.
import { expect } from '@playwright/test';
import { begin, prepare } from './kinds.mjs';
import { readAnew, readyAgain } from './operation.mjs';
import { expectPage, isTold, wordsAmiss } from './told.mjs';

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
    const ends = operation.isQuiet || operation.writes || operation.isNoFaultAt === env.fault.name;
    isEnded = ends && (await isSeen(operation.done(env)));
    return isEnded;
  });
  return !isEnded;
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

/** How often the write may have reached the service, and that it did so no more than that. */
async function expectOnce(env, fault, met) {
  const { operation } = env;
  if (!operation.writes) return;
  expect(met.calls, 'calls while the fault was there').toBeLessThanOrEqual(operation.tries ?? 1);
  const most = fault.arrives ? 1 : 0;
  if (operation.effect && operation.isOnce !== false) {
    expect(await operation.effect(env), 'how often it happened').toBeLessThanOrEqual(most);
  }
}

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
}

/** One case of the table. */
export async function meet(operation, fault, { app, guard, page }) {
  const env = { app, guard, page, operation, fault };
  guard.expectConsole(/Failed to load resource/, /blocked by CORS policy/, /net::ERR_/);
  // The loader of the app's own parts says that it could not load one.
  if (fault.name === 'offline') guard.expectConsole(/TypeError: Failed to fetch/);
  await page.clock.install();
  await prepare(page);
  // The way there is not what is tested: on a busy machine a first sign-in may take longer than a page is waited for.
  await Promise.resolve(operation.arrive(env)).catch(() => operation.arrive(env));
  await operation.ready?.(env);
  const met = await begin(fault, env);
  env.isBlind = fault.name === 'offline';
  await operation.act(env);
  if (fault.isLate) {
    await meetLate(env, met);
    return expectPage(env);
  }
  const isFailure = await settled(env, met);
  await expectPage(env);
  if (isFailure) {
    expect(await wordsAmiss(env), 'words').toEqual([]);
    await expectOnce(env, fault, met);
    const stays = operation.stays && (await operation.stays(env));
    if (!stays) {
      await goElsewhere(env);
      const main = page.getByRole('main');
      await soon(env, 'the page has been read, or could not be', async () =>
        !(await declined(env)) && !(operation.writes && /Reading|Loading/.test(await main.innerText())));
      await expectPage(env);
    }
    await met.lift();
    if (!stays) await readAnew(env);
    await again(env);
  } else {
    await expectOnce(env, fault, met);
    await met.lift();
  }
  await expectDone(env);
  const inTheEnd = operation.inTheEnd?.(env) ?? 1;
  if (operation.effect) await expect.poll(() => operation.effect(env), 'how often it happened in the end').toBe(inTheEnd);
  return expectPage(env);
}
