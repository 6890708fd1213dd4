// What an operation of the table is made of.
import { expect } from '@playwright/test';

/**
 * - `name`; `origin`, `method` and `path`: the call that meets the fault; a star at the end stands for anything;
 * - `arrive`: from nothing to the page; `ready`: from the page to one press before the call; `act`: that press;
 * - `done`: what is seen when it is done; `check`: what has to be true then;
 * - `writes`: it changes something, and `effect` tells how often that happened, `inTheEnd` how often it may have when
 *   all is over: once, unless it says otherwise; `tries`: how often it may be sent, where the service makes one of all;
 * - `isQuiet`: nothing depends on it, so that nothing is told; `isNoFaultAt`: the faults that are an answer to it;
 * - `again`: the way on where it is another one than pressing again; `detour`: one that is there only sometimes, and
 *   tells whether it was; `stays`: whether leaving would lose the way on;
 * - `place`: where it is tried again, on a page that reads more than it;
 * - `told`: where it is told how it ended, if that is a place of its own;
 * - `url`: which calls are its own, where more than a path tells that; `isElsewhere`: the sandbox could not tell them;
 * - `never`: the faults that cannot happen to it.
 */
export function operation(backend, { refusal, origin }, one) {
  const { path } = one;
  const fits = (pathname) => (path.endsWith('*') ? pathname.startsWith(path.slice(0, -1)) : pathname === path);
  const url = one.url ?? ((address) => address.origin === origin && fits(address.pathname));
  return { writes: one.method !== 'GET', refusal, origin, ...one, name: `${backend}, ${one.name}`, url };
}

const lost = (page) => page.getByRole('region', { name: 'Answer lost' });

/** Where it is told that the answer to a create was lost, and what to do about it. */
export const toldOfLost = ({ page }) => lost(page);

/** Whether a create whose answer was lost is being looked for, which leaving the page would end. */
export const isLost = ({ page }) => lost(page).isVisible();

/** From there to what it offers to do about it, once it has found what there is; the list is read again if need be. */
export async function wayOutOfLost(env) {
  const { page } = env;
  const again = lost(page).getByRole('button', { name: 'Try again' });
  const way = lost(page).getByRole('button', { name: /^(Create key again|Revoke it and create again)$/ }).or(lost(page).getByRole('link'));
  await expect(way.or(again).first()).toBeVisible();
  if (await again.isVisible()) await again.click();
  await expect(way.first()).toBeVisible();
  if (await way.and(page.getByRole('button')).first().isVisible()) env.presses += 1;
  return way.first().click();
}

/** Presses what there is of these buttons and links, the first that can be seen; whether there was one. */
export async function pressFirst(scope, ...names) {
  for (const name of names) {
    const [button, link] = ['button', 'link'].map((role) => scope.getByRole(role, { name, exact: true }));
    const way = button.or(link).first();
    if (await way.isVisible()) {
      await way.click();
      return true;
    }
  }
  return false;
}

/** Who comes back to a page that could not be read anew reads it first; whether that was so. */
export async function readAnew({ operation, page }) {
  const button = page.getByRole('main').getByRole('button', { name: 'Try again' });
  if (!operation.writes || !(await button.first().isVisible())) return false;
  await button.first().click();
  return true;
}

/** Once more to one press before the call; that the page could not be read may have come out only meanwhile. */
export async function readyAgain(env) {
  const { operation } = env;
  try {
    await operation.ready?.(env);
  } catch (error) {
    if (!(await readAnew(env))) throw error;
    await operation.ready(env);
  }
}

/** To a page that asks to sign in, once it does: a fault that comes earlier would meet the app's own files. */
export async function goTo(page, path) {
  await page.goto(path);
  await expect(page.getByRole('form', { name: /^Sign in to / }).first()).toBeVisible();
}
