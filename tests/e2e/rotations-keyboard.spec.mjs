// Rotating a key, saving it and ending the old one without a mouse.
import { expect, test } from './support/test.mjs';
import { FRANKFURT, Rotations, workingKeys } from './support/rotations.mjs';

/** Presses Tab until something of that kind has the focus. */
async function tabTo(page, locator, key = 'Tab') {
  for (let at = 0; at < 60; at += 1) {
    if (await locator.evaluate((one) => one === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  await expect(locator).toBeFocused();
}

test('from the page to the new key, saved and in use', async ({ app, page }) => {
  const rotations = new Rotations(app);
  await rotations.open();
  await tabTo(page, rotations.rotateButton('inference key'));
  await page.keyboard.press('Enter');
  const question = rotations.question('inference key');
  await expect(question.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(question).toBeHidden();
  await expect(rotations.rotateButton('inference key')).toBeFocused();
  await page.keyboard.press('Enter');
  await tabTo(page, question.getByRole('button', { name: 'Rotate key' }));
  await page.keyboard.press('Enter');
  await expect(rotations.secret.getByRole('heading')).toBeFocused();
  // The tabs are one stop; arrows move between them.
  await tabTo(page, rotations.secret.getByRole('tab', { name: 'Key', exact: true }));
  await page.keyboard.press('ArrowRight');
  await expect(rotations.secret.getByRole('tab', { name: '.env' })).toBeFocused();
  await tabTo(page, rotations.secret.getByLabel('I saved it elsewhere'));
  await page.keyboard.press('Space');
  await tabTo(page, rotations.secret.getByRole('button', { name: 'Close' }));
  await page.keyboard.press('Enter');
  await expect(rotations.secret).toBeHidden();
  await expect(page.getByRole('main')).toBeFocused();
  const tick = rotations.card('inference key').getByLabel('The new key is in use');
  await tabTo(page, tick);
  await page.keyboard.press('Space');
  await expect(tick).toBeChecked();
  await expect(tick).toBeFocused();
  const end = rotations.card('inference key').getByRole('button', { name: 'End the old key now' });
  await tabTo(page, end);
  await page.keyboard.press('Enter');
  const endQuestion = rotations.endQuestion('inference key');
  await expect(endQuestion.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(endQuestion).toBeHidden();
  await expect(end).toBeFocused();
  await page.keyboard.press('Enter');
  await tabTo(page, endQuestion.getByRole('button', { name: 'End old keys' }));
  await page.keyboard.press('Enter');
  await expect(app.messages).toContainText('The old keys are ended.');
  await expect(page.getByRole('main')).toBeFocused();
  expect((await workingKeys(FRANKFURT, 'inference key')).pending).toEqual([]);
});

test('what is told stands in a live region, and the time in words with the instant at hand', async ({ app, page }) => {
  const rotations = new Rotations(app);
  await rotations.open();
  await rotations.rotateAndSave('cluster key');
  const list = rotations.timelines('cluster key');
  await expect(list.locator('time').first()).toHaveAttribute('datetime', /^\d{4}-\d\d-\d\dT/);
  await expect(list.locator('time').first()).toHaveAttribute('title', /UTC/);
  await expect(list).toHaveAccessibleName('Rotation of the cluster key');
  await expect(page.getByRole('main')).toBeFocused();
});
