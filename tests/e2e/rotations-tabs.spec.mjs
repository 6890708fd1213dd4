// Two tabs: each sees what the other noted, and neither takes the other's notes away.
import { expect, test } from './support/test.mjs';
import { App } from './support/app.mjs';
import { FRANKFURT, Rotations, workingKeys } from './support/rotations.mjs';

const cards = (page) => page.getByRole('main').getByRole('region');

test('a second tab sees a rotation at once, and its end', async ({ app, context }) => {
  const rotations = new Rotations(app);
  await rotations.open();
  const other = await context.newPage();
  await other.goto('/rotations');
  await expect(other.getByRole('heading', { name: 'No rotation is under way' })).toBeVisible();
  await rotations.rotateAndSave('cluster key');
  await expect(cards(other)).toHaveCount(1);
  await expect(cards(other)).toContainText('New key saved');
  await expect(other.getByRole('link', { name: /^Key rotations/ })).toContainText('1');
  await rotations.card('cluster key').getByLabel('The new key is in use').check();
  await expect(cards(other).getByLabel('The new key is in use')).toBeChecked();
  await rotations.endOld('cluster key');
  await expect(cards(other)).toHaveCount(0);
  await expect(other.getByRole('link', { name: /^Key rotations/ })).toHaveCount(0);
});

test('both tabs rotate: all notes are kept', async ({ app, context, guard }) => {
  const first = new Rotations(app);
  await first.open();
  const page = await context.newPage();
  const second = new Rotations(new App(page, guard));
  await second.open();
  await first.rotateAndSave('cluster key');
  // What the second tab read is stale by now, and the service says so.
  guard.expectStatus(412);
  await second.ask('inference key');
  await second.confirm('inference key');
  await expect(second.question('inference key').getByRole('alert')).toContainText('A key may have been rotated.');
  await second.confirm('inference key');
  await expect(second.secret).toBeVisible();
  await second.save();
  for (const one of [first, second]) {
    await expect(one.timelines('cluster key')).toHaveCount(1);
    await expect(one.timelines('inference key')).toHaveCount(1);
    await expect(one.link).toContainText('2');
  }
  expect((await first.stored()).map((one) => one.what)).toEqual(['cluster-key', 'inference-key']);
  expect((await workingKeys(FRANKFURT, 'inference key')).pending).toHaveLength(1);
});

test('one tab ticks, the other saves: neither undoes the other', async ({ app, context, guard, page }) => {
  const first = new Rotations(app);
  await first.open();
  await first.rotate('cluster key');
  const other = await context.newPage();
  await new Rotations(new App(other, guard)).page.goto('/rotations');
  await expect(cards(other)).toContainText('New key not noted as saved');
  await cards(other).getByLabel('The new key is in use').check();
  await page.bringToFront();
  await first.save();
  const card = first.card('cluster key');
  await expect(card.getByLabel('The new key is in use')).toBeChecked();
  await expect(card).toContainText('New key saved');
  await expect(cards(other)).toContainText('New key saved');
  await expect(cards(other).getByLabel('The new key is in use')).toBeChecked();
});

test('a storage that is cleared is followed', async ({ app, context }) => {
  const rotations = new Rotations(app);
  await rotations.open();
  await rotations.rotateAndSave('cluster key');
  const other = await context.newPage();
  await other.goto('/rotations');
  await expect(cards(other)).toHaveCount(1);
  await other.evaluate(() => localStorage.clear());
  await expect(rotations.timelines('cluster key')).toHaveCount(0);
  await expect(rotations.link).toHaveCount(0);
});

test('a browser that keeps nothing shows it until the reload', async ({ app, page }) => {
  await page.addInitScript(() => {
    const refuse = () => { throw new DOMException('no', 'SecurityError'); };
    Object.assign(Storage.prototype, { getItem: refuse, setItem: refuse });
  });
  const rotations = new Rotations(app);
  await rotations.open();
  await rotations.rotateAndSave('cluster key');
  await expect(rotations.timelines('cluster key')).toHaveCount(1);
  await expect(rotations.link).toContainText('1');
  await rotations.link.click();
  await expect(cards(page)).toHaveCount(1);
});
