// Looks at a page as axe does and as a person would: light and dark, wide and narrow.
import fs from 'node:fs';
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect } from '@playwright/test';
import { SHOTS } from './env.mjs';

const WIDE = { width: 1280, height: 900 };
const NARROW = { width: 360, height: 780 };

/** One line for each violation: the rule and where. */
async function violations(page) {
  const { violations: found } = await new AxeBuilder({ page }).analyze();
  return found.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(', ')}`);
}

async function shoot(page, name) {
  fs.mkdirSync(SHOTS, { recursive: true });
  await page.screenshot({ path: path.join(SHOTS, `${name}.png`), animations: 'disabled' });
}

/** Whether the page can be scrolled sideways, which is what a page that is too wide does. */
const overflow = (page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Checks what is shown now in every guise and keeps pictures of it as `target/shots/<name>-*.png`. */
export async function look(page, name) {
  const found = [];
  const note = (guise, problems) => found.push(...problems.map((problem) => `${name}, ${guise}: ${problem}`));
  for (const [guise, size, colorScheme] of [
    ['light', WIDE, 'light'],
    ['dark', WIDE, 'dark'],
    ['360', NARROW, 'light'],
  ]) {
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    note(guise, await violations(page));
    if ((await overflow(page)) > 0) note(guise, [`${await overflow(page)} px too wide`]);
    await shoot(page, `${name}-${guise}`);
  }
  await page.setViewportSize(WIDE);
  await page.emulateMedia({ colorScheme: 'light' });
  expect(found).toEqual([]);
}
