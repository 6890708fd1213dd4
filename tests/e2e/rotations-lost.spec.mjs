// A rotation whose answer was lost: never sent again by itself, and what is known of it is said.
import { expect, test } from './support/test.mjs';
import { CLUSTER_KEY, clusterPath, FRANKFURT, rotatePath, Rotations, workingKeys } from './support/rotations.mjs';
import * as sandbox from './support/sandbox.mjs';

const PATH = rotatePath(FRANKFURT, 'cluster key');
const sent = async () => (await sandbox.requests('POST', PATH)).length;

/** From nothing to a rotation that was sent and went wrong. */
async function loses(app, fault, { key = 'cluster key', ...options } = {}) {
  await sandbox.reset(options);
  const rotations = new Rotations(app);
  await rotations.open();
  await sandbox.addFault('POST', rotatePath(FRANKFURT, key), fault);
  await rotations.ask(key);
  await rotations.confirm(key);
  return rotations;
}

/** The next try from the same dialog goes well, and leaves one note more. */
async function goesAgain(rotations, key = 'cluster key') {
  await rotations.confirm(key);
  await expect(rotations.secret).toBeVisible();
  await rotations.save();
  await expect(rotations.question(key)).toBeHidden();
}

test.beforeEach(({ guard }) => {
  guard.expectLostCalls();
  guard.expectStatus(500);
});

for (const key of ['cluster key', 'inference key']) {
  test(`the ${key}: lost before it arrived, so it is known not to be rotated`, async ({ app }) => {
    const rotations = await loses(app, { drop: 'before' }, { key });
    const alert = rotations.question(key).getByRole('alert');
    await expect(alert).toContainText('The key was not rotated.');
    await expect(alert).toContainText('it wasn\'t done when the cluster was read again. You can send it again.');
    expect(await sandbox.requests('POST', rotatePath(FRANKFURT, key))).toHaveLength(1);
    expect(await rotations.stored()).toEqual([]);
    await goesAgain(rotations, key);
    expect((await workingKeys(FRANKFURT, key)).pending).toHaveLength(1);
    await expect(rotations.timelines(key)).toHaveCount(1);
  });

  test(`the ${key}: lost after it was carried out, so it may have been rotated`, async ({ app }) => {
    const rotations = await loses(app, { drop: 'after_commit' }, { key });
    const alert = rotations.question(key).getByRole('alert');
    await expect(alert).toContainText("It isn't known whether this was done");
    await expect(alert).not.toContainText('was not rotated');
    await expect(rotations.question(key)).toContainText('Rotate again for a key that you can save.');
    const made = (await workingKeys(FRANKFURT, key)).current;
    expect(await sandbox.requests('POST', rotatePath(FRANKFURT, key))).toHaveLength(1);
    await goesAgain(rotations, key);
    const lists = rotations.timelines(key);
    await expect(lists).toHaveCount(2);
    await expect(lists.first()).toContainText('New key saved');
    await expect(lists.last()).toContainText('May have been rotated');
    await expect(lists.last()).not.toContainText('The new key is in use');
    // Ending the old key for the sake of one that nobody saw would leave none.
    await expect(lists.last().getByRole('button')).toHaveCount(0);
    await expect(lists.first().getByRole('button', { name: 'End the old keys now' })).toBeVisible();
    expect((await workingKeys(FRANKFURT, key)).pending).toContain(made[0]);
    expect(await sandbox.requests('POST', rotatePath(FRANKFURT, key))).toHaveLength(2);
  });
}

test('a rotation from before a lost one is not offered to be ended: its key may be the one in use', async ({ app, page }) => {
  const rotations = new Rotations(app);
  await rotations.open();
  await rotations.rotateAndSave('cluster key');
  await sandbox.addFault('POST', PATH, { drop: 'after_commit' });
  await rotations.ask('cluster key');
  await rotations.confirm('cluster key');
  await expect(rotations.question('cluster key').getByRole('alert')).toContainText("It isn't known");
  await page.keyboard.press('Escape');
  await expect(rotations.timelines('cluster key')).toHaveCount(2);
  await expect(rotations.card('cluster key').getByRole('button', { name: /^End/ })).toHaveCount(0);
  await page.getByRole('button', { name: 'Refresh' }).click();
  await rotations.rotateAndSave('cluster key');
  await expect(rotations.card('cluster key').getByRole('button', { name: 'End the old keys now' })).toHaveCount(1);
});

test('an answer that broke off is lost as well', async ({ app }) => {
  const rotations = await loses(app, { truncate: 9 });
  await expect(rotations.question('cluster key').getByRole('alert')).toContainText("It isn't known whether this was done");
  expect(await sent()).toBe(1);
  await goesAgain(rotations);
  await expect(rotations.timelines('cluster key')).toHaveCount(2);
});

test('an answer that takes too long is not waited for, and may have been carried out', async ({ app, page }) => {
  await page.addInitScript(() => {
    const timeout = AbortSignal.timeout.bind(AbortSignal);
    AbortSignal.timeout = () => timeout(2_000);
  });
  const rotations = await loses(app, { delay_ms: 4_000 });
  await expect(rotations.question('cluster key').getByRole('alert')).toContainText("It isn't known whether this was done");
  expect(await sent()).toBe(1);
  await goesAgain(rotations);
  expect((await workingKeys(FRANKFURT)).pending).toHaveLength(2);
});

test('an answer without a key is lost as well', async ({ app }) => {
  const rotations = await loses(app, { status: 200, body: '{"keys":[]}' });
  await expect(rotations.question('cluster key').getByRole('alert')).toContainText('The key was not rotated.');
  expect(await sent()).toBe(1);
  expect((await workingKeys(FRANKFURT)).current).toEqual([CLUSTER_KEY]);
});

test('an error of the service is no answer to whether it was done: the version tells that it was not', async ({ app }) => {
  const rotations = await loses(app, { status: 500 });
  await expect(rotations.question('cluster key').getByRole('alert')).toContainText('The key was not rotated.');
  expect(await sent()).toBe(1);
  expect(await rotations.stored()).toEqual([]);
});

test('where the version can not be read, nothing tells that it was not', async ({ app }) => {
  const rotations = await loses(app, { drop: 'before' }, { expose_etag: false });
  const question = rotations.question('cluster key');
  await expect(question.getByRole('alert')).toContainText("It isn't known whether this was done");
  expect(await sent()).toBe(1);
  await question.getByRole('button', { name: 'Cancel' }).click();
  const list = rotations.timelines('cluster key');
  await expect(list).toContainText('May have been rotated');
  await expect(list).toContainText('If it was, the old key works for');
  await expect(rotations.card('cluster key').getByRole('button', { name: /^End/ })).toHaveCount(0);
  await expect(list).toContainText('Rotate again for one that you can save.');
  await rotations.reload();
  await expect(list).toContainText('May have been rotated');
  await rotations.rotateAndSave('cluster key');
  await expect(list).toHaveCount(2);
  expect(await sent()).toBe(2);
});

test('a cluster that can not be read again leaves it unknown', async ({ app }) => {
  const rotations = new Rotations(app);
  await rotations.open();
  await sandbox.addFault('POST', PATH, { status: 500 });
  await sandbox.addFault('GET', clusterPath(FRANKFURT), { status: 500 }, 9);
  await rotations.ask('cluster key');
  await rotations.confirm('cluster key');
  await expect(rotations.question('cluster key').getByRole('alert')).toContainText("It isn't known whether this was done");
  expect(await sent()).toBe(1);
});

test('left before the answer was lost, all of the app tells that it is unknown', async ({ app, page }) => {
  const rotations = new Rotations(app);
  await rotations.open();
  await page.getByRole('link', { name: 'All clusters' }).click();
  await page.getByRole('link', { name: FRANKFURT.name, exact: true }).first().click();
  await rotations.expectOpen();
  await sandbox.addFault('POST', PATH, { delay_ms: 1_200 });
  await sandbox.addFault('GET', clusterPath(FRANKFURT), { status: 500 }, 9);
  await page.route(`**${PATH}`, async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    await route.fetch();
    return route.abort('connectionreset');
  });
  await rotations.ask('cluster key');
  await rotations.confirm('cluster key');
  await page.goBack();
  await expect(app.heading('Connected clusters')).toBeVisible();
  await expect(app.messages).toContainText("It isn't known whether this was done: “Rotate the cluster key of Frankfurt data center”.");
  await expect(app.messages).not.toContainText('was not rotated');
  await expect(rotations.link).toContainText('1');
  await rotations.link.click();
  await expect(page.getByRole('main')).toContainText('May have been rotated');
});

test('a page that is reloaded before the answer came asks first, and forgets nothing', async ({ app, page }) => {
  const asked = [];
  page.on('dialog', async (dialog) => {
    asked.push(dialog.type());
    await dialog.accept();
  });
  const rotations = new Rotations(app);
  await rotations.open();
  await sandbox.addFault('POST', PATH, { delay_ms: 5_000 });
  await rotations.ask('cluster key');
  await rotations.confirm('cluster key');
  await expect.poll(sent).toBe(1);
  await page.reload();
  expect(asked).toEqual(['beforeunload']);
  await app.signIn();
  await rotations.expectOpen();
  await expect(rotations.timelines('cluster key')).toContainText('May have been rotated');
  expect((await workingKeys(FRANKFURT)).pending).toEqual([CLUSTER_KEY]);
  expect(await sent()).toBe(1);
});
