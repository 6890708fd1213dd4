// What a tour through the app ends with: that it forgot all that it was told.
import { expect } from '@playwright/test';
import { residue } from './residue.mjs';

/**
 * What the platform makes unavoidable, by what holds it in the script engine's heap: nothing else may hold a secret
 * there, and nothing at all anywhere else.
 */
const UNAVOIDABLE = [];

/** Types a text as a keyboard does: handed to the page's script, the test itself would leave it there. */
export async function typeSecret(page, input, text) {
  await input.focus();
  await input.press('ControlOrMeta+a');
  await page.keyboard.insertText(text);
}

/** Looks for every secret of the test, at least so many, and prints what is left of them. */
export async function expectForgotten(page, guard, atLeast) {
  const { secrets, bytes, heap, memory, found } = await residue(page, guard);
  const line = `${secrets} secrets looked for in storage, address, history, document, console, heap and ${bytes >> 10} KiB of memory`;
  console.log([line, ...heap.map((way) => `  heap: ${way}`), ...memory.map((text) => `  memory: ${text}`)].join('\n'));
  expect(secrets).toBeGreaterThanOrEqual(atLeast);
  expect(found, 'kept or shown').toEqual([]);
  expect(memory, 'in the memory of the app').toEqual([]);
  expect(heap.filter((way) => !UNAVOIDABLE.some((known) => known.test(way))), 'in the heap').toEqual([]);
}
