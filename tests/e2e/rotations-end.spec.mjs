// Ending the old keys of a cluster before their time.
import { expect, test } from './support/test.mjs';
import { changeBehind, CLUSTER_KEY, endBehind, endPath, FACTORY, FRANKFURT, readsWith, rotateBehind, Rotations, workingKeys } from './support/rotations.mjs';
import * as sandbox from './support/sandbox.mjs';

const statuses = async (key = 'cluster key') =>
  (await sandbox.requests('POST', endPath(FRANKFURT, key))).map((call) => call.status);

for (const key of ['cluster key', 'inference key']) {
  test(`the old ${key}s end at once, all of them, and only after the question`, async ({ app, page }) => {
    const rotations = new Rotations(app);
    await rotations.open();
    await rotations.rotateAndSave(key);
    const made = await rotations.rotateAndSave(key);
    await rotations.card(key).getByRole('button', { name: 'End the old keys now' }).click();
    const question = rotations.endQuestion(key);
    await expect(question).toContainText('stop working at once');
    await expect(question).toContainText("That can't be undone.");
    await expect(question).toContainText('make sure that the new key is in use first');
    await expect(question.getByRole('button', { name: 'Cancel' })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(question).toBeHidden();
    expect(await statuses(key)).toEqual([]);
    expect((await workingKeys(FRANKFURT, key)).pending).toHaveLength(2);
    await rotations.endOld(key);
    await expect(app.messages).toContainText('The old keys are ended.');
    await expect(question).toBeHidden();
    await expect(page.getByRole('main')).toBeFocused();
    expect(await workingKeys(FRANKFURT, key)).toEqual({ current: [made], pending: [] });
    await expect(rotations.timelines(key)).toHaveCount(0);
    await expect(rotations.link).toHaveCount(0);
    expect(await statuses(key)).toEqual([200]);
    expect(await rotations.stored()).toEqual([]);
  });
}

test('ending those of one key leaves those of the other', async ({ app }) => {
  const rotations = new Rotations(app);
  await rotations.open();
  await rotations.rotateAndSave('cluster key');
  await rotations.rotateAndSave('inference key');
  await rotations.endOld('cluster key');
  await expect(app.messages).toContainText('The old keys are ended.');
  await expect(rotations.timelines('cluster key')).toHaveCount(0);
  await expect(rotations.timelines('inference key')).toHaveCount(1);
  expect(await readsWith(FRANKFURT, CLUSTER_KEY)).toBe(401);
  expect((await workingKeys(FRANKFURT, 'inference key')).pending).toHaveLength(1);
});

test('old keys of a rotation that was begun elsewhere can be ended, too', async ({ app }) => {
  const { key } = await rotateBehind(FRANKFURT, 'cluster key');
  const rotations = new Rotations(app);
  await rotations.open();
  await expect(rotations.card('cluster key')).toContainText('If the key was rotated elsewhere, its old one works for 7 days from then.');
  await rotations.endOld('cluster key');
  await expect(app.messages).toContainText('The old keys are ended.');
  expect(await workingKeys(FRANKFURT)).toEqual({ current: [key], pending: [] });
});

test('a cluster without a key of its own: nothing to end is no failure', async ({ app }) => {
  const rotations = new Rotations(app, FACTORY);
  await rotations.open();
  await rotations.endOld('cluster key');
  await expect(app.messages).toContainText('The old keys are ended.');
  const made = await rotations.rotateAndSave('cluster key');
  expect(await workingKeys(FACTORY)).toEqual({ current: [made], pending: [] });
});

for (const [status, code, words] of [
  [403, 'root.unauthorized', "may not do this"],
  [404, 'clusters.cluster_not_found', ''],
  [409, 'clusters.patch_cluster.invalid_state', 'try 2 of 5'],
]) {
  test(`a refusal ${status} is told, and the rotations stay`, async ({ app, guard }) => {
    guard.expectStatus(status);
    const rotations = new Rotations(app);
    await rotations.open();
    await rotations.rotateAndSave('cluster key');
    await sandbox.addFault('POST', endPath(FRANKFURT, 'cluster key'), sandbox.refusal(status, code, 'Not this one.'), 9);
    await rotations.endOld('cluster key');
    const question = rotations.endQuestion('cluster key');
    if (status === 409) {
      await expect(question.getByRole('status')).toContainText(words);
      await question.getByRole('button', { name: 'Stop waiting' }).click();
    }
    await expect(question.getByRole('alert')).toContainText('The old keys were not ended.');
    await question.getByRole('button', { name: 'Cancel' }).click();
    await expect(rotations.timelines('cluster key')).toHaveCount(1);
    expect((await workingKeys(FRANKFURT)).pending).toEqual([CLUSTER_KEY]);
  });
}

test('a cluster that changed meanwhile is asked about again', async ({ app, guard }) => {
  guard.expectStatus(412);
  const rotations = new Rotations(app);
  await rotations.open();
  await rotations.rotateAndSave('cluster key');
  await rotations.card('cluster key').getByRole('button', { name: 'End the old key now' }).click();
  await rotateBehind(FRANKFURT, 'cluster key');
  const question = rotations.endQuestion('cluster key');
  await question.getByRole('button', { name: 'End old keys' }).click();
  await expect(question.getByRole('alert')).toContainText('A key may have been rotated.');
  // The one that one has here is an old one by now: it would have ended unseen.
  expect((await workingKeys(FRANKFURT)).pending).toHaveLength(2);
  await question.getByRole('button', { name: 'End old keys' }).click();
  await expect(app.messages).toContainText('The old keys are ended.');
  expect(await statuses()).toEqual([412, 200]);
});

test('a lost answer leaves it unknown, and it can be sent again', async ({ app, guard }) => {
  guard.expectLostCalls();
  const rotations = new Rotations(app);
  await rotations.open();
  await rotations.rotateAndSave('cluster key');
  await sandbox.addFault('POST', endPath(FRANKFURT, 'cluster key'), { drop: 'after_commit' });
  await rotations.endOld('cluster key');
  const question = rotations.endQuestion('cluster key');
  await expect(question.getByRole('alert')).toContainText("It isn't known whether this was done");
  await expect(rotations.timelines('cluster key')).toHaveCount(1);
  await question.getByRole('button', { name: 'End old keys' }).click();
  await expect(app.messages).toContainText('The old keys are ended.');
  expect(await rotations.stored()).toEqual([]);
  expect((await workingKeys(FRANKFURT)).pending).toEqual([]);
});

test('old keys that somebody else ended stay noted until they are ended here', async ({ app, page }) => {
  const rotations = new Rotations(app);
  await rotations.open();
  await rotations.rotateAndSave('cluster key');
  await endBehind(FRANKFURT, 'cluster key');
  await changeBehind(FRANKFURT, { name: 'Frankfurt two' });
  await page.getByRole('button', { name: 'Refresh' }).click();
  await rotations.expectOpen('Frankfurt two');
  await expect(rotations.timelines('cluster key')).toHaveCount(1);
  await rotations.card('cluster key').getByRole('button', { name: 'End the old key now' }).click();
  await rotations.endQuestion('cluster key', 'Frankfurt two').getByRole('button', { name: 'End old keys' }).click();
  await expect(app.messages).toContainText('The old keys are ended.');
  await expect(rotations.timelines('cluster key')).toHaveCount(0);
});
