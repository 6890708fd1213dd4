// Rotating the keys of a cluster: asked first, shown once, and a timeline of what is still to be done.
import { isInPage } from './support/leaks.mjs';
import { expect, test } from './support/test.mjs';
import { CLUSTER_KEY, DAY, FRANKFURT, readsWith, rotatePath, Rotations, workingKeys } from './support/rotations.mjs';
import * as sandbox from './support/sandbox.mjs';

const KEYS = ['cluster key', 'inference key'];
const BOTH = { 'cluster key': "The cluster's Kibana", 'inference key': "The cluster's Elasticsearch" };

for (const key of KEYS) {
  test(`the ${key}: asked, sent once, and the old one works on`, async ({ app, page }) => {
    const rotations = new Rotations(app);
    const before = (await workingKeys(FRANKFURT, key)).current;
    await rotations.open();
    await rotations.ask(key);
    const question = rotations.question(key);
    await expect(question).toContainText('shown only once');
    await expect(question).toContainText('The old one works for 7 more days, or until you end it.');
    await expect(question.getByRole('button', { name: 'Cancel' })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(question).toBeHidden();
    expect(await sandbox.requests('POST', rotatePath(FRANKFURT, key))).toHaveLength(0);
    const made = await rotations.rotate(key);
    const after = await workingKeys(FRANKFURT, key);
    expect(after.current).toEqual([made]);
    expect(after.pending).toEqual(before);
    const sent = await sandbox.requests('POST', rotatePath(FRANKFURT, key));
    expect(sent).toHaveLength(1);
    expect(sent[0].headers).toContain('if-match');
    expect(sent[0].body).toBeNull();
    await rotations.save();
    expect(await isInPage(page, made)).toBe(false);
  });

  test(`the ${key}: its timeline says what happened and what is to be done`, async ({ app, page }) => {
    const rotations = new Rotations(app);
    await rotations.open();
    await expect(rotations.card(key)).toContainText('This browser knows of no rotation under way.');
    await rotations.rotate(key);
    await rotations.save();
    const steps = rotations.timelines(key).getByRole('listitem');
    await expect(steps).toHaveCount(4);
    await expect(steps.nth(0)).toContainText(/^Rotated just now/);
    await expect(steps.nth(1)).toContainText('New key saved');
    await expect(steps.nth(2)).toContainText(`${BOTH[key]} needs it before the old key ends.`);
    await expect(steps.nth(3)).toContainText(/^Old key works for (7 days|6 days 23 hours)/);
    await expect(steps.nth(3)).toContainText(/Until .* your time \(.* UTC\), noted by this browser\./);
    await expect(rotations.card(key)).not.toContainText('knows of no rotation');
    const other = KEYS.find((one) => one !== key);
    await expect(rotations.card(other)).toContainText('knows of no rotation');
    await page.reload();
    await app.signIn();
    await expect(steps.nth(0)).toContainText('Rotated');
  });
}

test('the time left counts down, and the page follows', async ({ app, page }) => {
  await page.clock.install();
  const rotations = new Rotations(app);
  await rotations.open();
  await rotations.rotateAndSave('cluster key');
  const last = rotations.timelines('cluster key').getByRole('listitem').last();
  await expect(last).toContainText(/Old key works for (7 days|6 days 23 hours)/);
  await page.clock.setSystemTime(Date.now() + 6 * DAY);
  // Otherwise the app locks, as nobody did anything for days.
  await page.keyboard.press('Shift');
  await page.clock.runFor(16_000);
  await expect(last).toContainText('Old key works for 23 hours 59 minutes');
});

test('the command is shown with a variable, until the new key is said to be in use', async ({ app, page }) => {
  const rotations = new Rotations(app);
  await rotations.open();
  const made = await rotations.rotateAndSave('inference key');
  const card = rotations.card('inference key');
  await card.getByText('Hand the key to the cluster').click();
  const command = card.getByLabel('Hand the key to the cluster');
  await expect(command).toContainText('curl -X PUT "$ELASTICSEARCH_URL/_inference/_ccm"');
  await expect(command).toContainText('$API_KEY');
  await expect(card.getByRole('button', { name: 'Copy command' })).toBeVisible();
  expect(await isInPage(page, made)).toBe(false);
  await card.getByLabel('The new key is in use').check();
  await expect(command).toHaveCount(0);
  await expect(card).not.toContainText('needs it before the old key ends');
  await rotations.reload();
  await expect(card.getByLabel('The new key is in use')).toBeChecked();
  await card.getByLabel('The new key is in use').uncheck();
  await expect(card).toContainText('needs it before the old key ends');
  await rotations.reload();
  await expect(card.getByLabel('The new key is in use')).not.toBeChecked();
});

test('ticking it keeps the focus on it', async ({ app, page }) => {
  const rotations = new Rotations(app);
  await rotations.open();
  await rotations.rotateAndSave('cluster key');
  const tick = rotations.card('cluster key').getByLabel('The new key is in use');
  await tick.focus();
  await page.keyboard.press('Space');
  await expect(tick).toBeChecked();
  await expect(tick).toBeFocused();
  await page.keyboard.press('Space');
  await expect(tick).not.toBeChecked();
  await expect(tick).toBeFocused();
});

test('a new key that was not saved is said so, also after a reload', async ({ app, page }) => {
  const rotations = new Rotations(app);
  await rotations.open();
  await rotations.rotate('cluster key');
  page.once('dialog', (dialog) => dialog.accept());
  await rotations.reload();
  const steps = rotations.timelines('cluster key').getByRole('listitem');
  await expect(steps.nth(1)).toContainText('New key not noted as saved');
  await expect(steps.nth(1)).toContainText("If you don't have it, rotate again before the old key ends.");
});

test('several rotations in a row leave several old keys, each with its own end', async ({ app }) => {
  const rotations = new Rotations(app);
  await rotations.open();
  const made = [];
  for (let at = 0; at < 3; at += 1) made.push(await rotations.rotateAndSave('cluster key'));
  await expect(rotations.timelines('cluster key')).toHaveCount(3);
  await expect(rotations.link).toContainText('3');
  const keys = await workingKeys(FRANKFURT);
  expect(keys.current).toEqual([made[2]]);
  expect(keys.pending).toEqual([CLUSTER_KEY, made[0], made[1]]);
  for (const key of [...keys.pending, made[2]]) expect(await readsWith(FRANKFURT, key)).toBe(200);
});

test('what is kept holds ids and times, and no more', async ({ app }) => {
  const rotations = new Rotations(app);
  await rotations.open();
  await rotations.rotateAndSave('inference key');
  const [one, ...others] = await rotations.stored();
  expect(others).toEqual([]);
  expect(Object.keys(one).sort()).toEqual(
    ['at', 'cluster', 'connection', 'handed', 'holder', 'lost', 'saved', 'what'],
  );
  const { at, saved, ...rest } = one;
  expect(rest).toEqual({
    cluster: FRANKFURT.id, connection: 'elastic', handed: null, holder: '198583657190', lost: null, what: 'inference-key',
  });
  expect(Math.abs(Date.now() - at)).toBeLessThan(60_000);
  expect(saved).toBeGreaterThanOrEqual(at);
});
