// Looks at a page as axe does and as a person would: light and dark, in forced colors, wide and narrow.
import fs from 'node:fs';
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect } from '@playwright/test';
import { SHOTS } from './env.mjs';

const WIDE = { width: 1280, height: 900 };
/** What 1280 pixels become at a zoom of 400 %: nothing may be lost there, nor be reached sideways only. */
const NARROW = { width: 320, height: 780 };

const GUISES = [
  ['light', WIDE, { colorScheme: 'light', forcedColors: 'none' }],
  ['dark', WIDE, { colorScheme: 'dark', forcedColors: 'none' }],
  ['forced', WIDE, { colorScheme: 'dark', forcedColors: 'active' }],
  ['320', NARROW, { colorScheme: 'light', forcedColors: 'none' }],
];

/** One line for each violation: the rule and where. Colors that the system forces are the system's affair. */
async function violations(page, media) {
  const axe = new AxeBuilder({ page }).setLegacyMode();
  if (media.forcedColors === 'active') axe.disableRules(['color-contrast']);
  const { violations: found } = await axe.analyze();
  return found.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(', ')}`);
}

async function shoot(page, name) {
  fs.mkdirSync(SHOTS, { recursive: true });
  await page.screenshot({ path: path.join(SHOTS, `${name}.png`), animations: 'disabled' });
}

/** What can be scrolled sideways, as what is too wide does; lines of code may. */
function tooWide(page) {
  return page.evaluate(() => {
    const shown = (one) => one.checkVisibility() && !one.matches('pre');
    const all = [document.documentElement, ...document.querySelectorAll('body *')].filter(shown);
    const scrolls = (one) =>
      one === document.documentElement || ['auto', 'scroll'].includes(getComputedStyle(one).overflowX);
    const wide = all.filter((one) => one.scrollWidth > one.clientWidth && scrolls(one));
    const name = (one) => [one.localName, ...one.classList].join('.');
    return wide.map((one) => `${name(one)} is ${one.scrollWidth - one.clientWidth} px too wide`);
  });
}

/**
 * The texts and controls of which a part can be neither seen nor scrolled to: beyond an edge of the window or of
 * something that hides what does not fit. What ends in an ellipsis does so on purpose.
 */
function cutOff(page) {
  return page.evaluate(() => {
    const top = [...document.querySelectorAll('dialog:modal')].at(-1) ?? document.body;
    const ancestors = (one) => (one === top || !one ? [] : [one.parentElement, ...ancestors(one.parentElement)]);
    const isClipped = (style) => [style.overflowX, style.overflowY].some((way) => ['hidden', 'clip'].includes(way));
    const isMeant = (style) => style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none';
    const isOutside = (rect, edge) =>
      [edge.left - rect.left, rect.right - edge.right, edge.top - rect.top, rect.bottom - edge.bottom].some((by) => by > 2);
    const isCut = (one, seen) => {
      let rect = seen;
      for (const box of [one, ...ancestors(one)].filter(Boolean)) {
        const style = getComputedStyle(box);
        const edge = box.getBoundingClientRect();
        // What is for ears only is one pixel wide.
        if (edge.width <= 1 || ['auto', 'scroll'].includes(style.overflowX)) return false;
        if (isMeant(style)) rect = edge;
        else if (isClipped(style) && isOutside(rect, edge)) return true;
      }
      return rect.left < -2 || rect.right > innerWidth + 2;
    };
    const found = [];
    const walker = document.createTreeWalker(top, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    while (walker.nextNode()) {
      const text = walker.currentNode;
      if (!text.data.trim() || !text.parentElement.checkVisibility({ visibilityProperty: true })) continue;
      range.selectNodeContents(text);
      const rects = [...range.getClientRects()].filter((rect) => rect.width > 1 && rect.height > 1);
      if (rects.some((rect) => isCut(text.parentElement, rect))) found.push(text.data.trim().slice(0, 60));
    }
    for (const one of top.querySelectorAll('button, input, select, textarea, a')) {
      const rect = one.getBoundingClientRect();
      if (one.checkVisibility({ visibilityProperty: true }) && rect.width > 1 && isCut(one, rect)) {
        found.push(one.ariaLabel ?? (one.id || one.innerText));
      }
    }
    return [...new Set(found)];
  });
}

async function problems(page, media) {
  const cut = (await cutOff(page)).map((text) => `cut off: ${text}`);
  return [...(await violations(page, media)), ...(await tooWide(page)), ...cut];
}

/** Checks what is shown now in every guise and keeps pictures of it as `target/shots/<name>-*.png`. */
export async function look(page, name) {
  const found = [];
  for (const [guise, size, media] of GUISES) {
    await page.setViewportSize(size);
    await page.emulateMedia({ ...media, reducedMotion: 'reduce' });
    found.push(...(await problems(page, media)).map((problem) => `${name}, ${guise}: ${problem}`));
    await shoot(page, `${name}-${guise}`);
  }
  await page.setViewportSize(WIDE);
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' });
  expect(found).toEqual([]);
}
