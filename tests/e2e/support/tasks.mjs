// How long the page was busy: the tasks of its thread while something was done.
import { expect } from '@playwright/test';

/**
 * The tasks that took longer than so many milliseconds of the processor: what other programs on the same
 * cores do must not count.
 */
export async function longTasks(browser, page, limit, work) {
  const categories = ['disabled-by-default-devtools.timeline', 'devtools.timeline', 'toplevel'];
  await browser.startTracing(page, { categories });
  await work();
  const { traceEvents } = JSON.parse(await browser.stopTracing());
  const isMain = (event) => event.name === 'thread_name' && event.args.name === 'CrRendererMain';
  const threads = new Set(traceEvents.filter(isMain).map((event) => `${event.pid}/${event.tid}`));
  const isTask = (event) => event.name.endsWith('RunTask') && event.tdur && threads.has(`${event.pid}/${event.tid}`);
  const tasks = traceEvents.filter(isTask).map((event) => event.tdur / 1_000);
  expect(tasks.length, 'tasks were seen').toBeGreaterThan(20);
  return tasks.filter((task) => task > limit);
}
