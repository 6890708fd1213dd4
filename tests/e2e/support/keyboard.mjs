// The way through a page by the keyboard alone.

/** Presses Tab until this has the focus. */
export async function tabTo(page, target) {
  for (let presses = 0; presses < 60; presses += 1) {
    const here = await target.evaluateAll((all) => all.includes(document.activeElement));
    if (here) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not lead to ${target}`);
}
