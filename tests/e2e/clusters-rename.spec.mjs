// Renaming a cluster: nothing that somebody else changed is overwritten, nothing that was typed is lost.
import { changeBehind, clusterPath, ClustersPages, disconnectBehind, FRANKFURT, readBehind, sentByPage, sentOnce } from './support/clusters.mjs';
import { expect, test } from './support/test.mjs';
import { clearFaults } from './support/change.mjs';
import * as sandbox from './support/sandbox.mjs';

/** What is there only for narrow windows does not count. */
const SEEN = { useInnerText: true };
const PATCH = ['PATCH', clusterPath(FRANKFURT)];
const save = (dialog) => dialog.getByRole('button', { name: 'Save name' });
const field = (dialog) => dialog.getByLabel('Name', { exact: true });
const nameNow = async () => (await readBehind(FRANKFURT)).name;

test('a new name is sent with the revision that it is about, and shown everywhere', async ({ app, page }) => {
  const clusters = new ClustersPages(app);
  await clusters.open(FRANKFURT);
  await clusters.renameTo(FRANKFURT, '  Main 서울  ');
  await expect(app.messages).toContainText('The cluster is renamed.');
  await expect(app.heading('Main 서울')).toBeVisible();
  await expect(page).toHaveTitle(/^Main 서울/);
  const sent = await sentOnce(...PATCH);
  expect(sent.body).toEqual({ name: 'Main 서울' });
  expect(sent.headers).toContain('if-match');
  await page.getByRole('link', { name: 'All clusters' }).click();
  await expect(clusters.link('Main 서울')).toBeVisible();
});

test('the field has the focus and the name that is there', async ({ app, page }) => {
  const clusters = new ClustersPages(app);
  await clusters.open(FRANKFURT);
  const dialog = await clusters.ask(clusters.button('Rename'), `Rename ${FRANKFURT}`);
  await expect(field(dialog)).toBeFocused();
  await expect(field(dialog)).toHaveValue(FRANKFURT);
  await page.keyboard.press('Escape');
  await expect(clusters.button('Rename')).toBeFocused();
});

for (const [what, text, sentence] of [
  ['empty', '   ', 'Enter a name.'],
  ['too long', 'ж'.repeat(256), 'Shorten the name to 255 characters; it has 256.'],
]) {
  test(`a name that is ${what} is not sent`, async ({ app }) => {
    const clusters = new ClustersPages(app);
    await clusters.open(FRANKFURT);
    const dialog = await clusters.renameTo(FRANKFURT, text);
    await expect(field(dialog)).toBeFocused();
    await expect(field(dialog)).toHaveAccessibleDescription(new RegExp(sentence));
    expect(await sandbox.requests(...PATCH)).toEqual([]);
    await field(dialog).fill('ж'.repeat(255));
    await save(dialog).click();
    await expect(dialog).toBeHidden();
    expect(await nameNow()).toBe('ж'.repeat(255));
  });
}

for (const status of [412, 409]) {
  test(`a second writer is found by a ${status}, what changed is told field by field, and the typed name is saved then`, async ({ app, guard }) => {
    guard.expectStatus(status);
    await sandbox.reset({ stale_status: status });
    const clusters = new ClustersPages(app);
    await clusters.open(FRANKFURT);
    await changeBehind(FRANKFURT, {
      name: 'Theirs',
      self_managed_cluster: { version: '9.4.2' },
      license: { type: 'trial' },
      services: { auto_ops: { enabled: false } },
    });
    const dialog = await clusters.renameTo(FRANKFURT, 'Mine');
    await expect(dialog.getByRole('alert')).toContainText('The cluster was not renamed. Somebody else changed the cluster meanwhile.');
    await expect(dialog.getByRole('row')).toHaveText([
      /What.*You saw.*It is now/, /Name\s*Frankfurt data center\s*Theirs/, /Stack version\s*9\.3\.1\s*9\.4\.2/,
      /License\s*enterprise\s*trial/, /AutoOps\s*on\s*off/,
    ], SEEN);
    await expect(field(dialog)).toHaveValue('Mine');
    expect(await nameNow()).toBe('Theirs');
    await expect(app.heading('Theirs')).toBeVisible();
    await save(dialog).click();
    await expect(dialog).toBeHidden();
    expect(await nameNow()).toBe('Mine');
    expect((await readBehind(FRANKFURT)).self_managed_cluster.version).toBe('9.4.2');
  });
}

test('a third change is found too', async ({ app, guard }) => {
  guard.expectStatus(412);
  const clusters = new ClustersPages(app);
  await clusters.open(FRANKFURT);
  await changeBehind(FRANKFURT, { name: 'First' });
  const dialog = await clusters.renameTo(FRANKFURT, 'Mine');
  await expect(dialog.getByRole('row').nth(1)).toHaveText(/Name\s*Frankfurt data center\s*First/, SEEN);
  await changeBehind(FRANKFURT, { name: 'Second' });
  await save(dialog).click();
  await expect(dialog.getByRole('row').nth(1)).toHaveText(/Name\s*First\s*Second/, SEEN);
  expect(await nameNow()).toBe('Second');
});

for (const options of [{ expose_etag: false }, { expose_headers: false }]) {
  test(`with ${JSON.stringify(options)} the page warns, and a look before still finds a second writer`, async ({ app }) => {
    await sandbox.reset(options);
    const clusters = new ClustersPages(app);
    await clusters.open(FRANKFURT);
    await changeBehind(FRANKFURT, { name: 'Theirs' });
    const dialog = await clusters.rename(FRANKFURT, 'Mine');
    await expect(dialog).toContainText('what somebody else changes in the same second would be overwritten');
    await save(dialog).click();
    await expect(dialog.getByRole('row').nth(1)).toHaveText(/Name\s*Frankfurt data center\s*Theirs/, SEEN);
    expect(await sentByPage(...PATCH)).toEqual([]);
    await save(dialog).click();
    await expect(dialog).toBeHidden();
    expect((await sentOnce(...PATCH)).headers).not.toContain('if-match');
    expect(await nameNow()).toBe('Mine');
  });
}

test('with revisions nothing is said of overwriting', async ({ app }) => {
  const clusters = new ClustersPages(app);
  await clusters.open(FRANKFURT);
  await expect(await clusters.rename(FRANKFURT, 'Mine')).not.toContainText('overwritten');
});

test('a revision that is refused although nothing differs is not sent forever', async ({ app, guard }) => {
  guard.expectStatus(412);
  const clusters = new ClustersPages(app);
  await clusters.open(FRANKFURT);
  await sandbox.addFault(...PATCH, sandbox.refusal(412, 'clusters.etag_mismatch', 'Stale.'), 1);
  const dialog = await clusters.renameTo(FRANKFURT, 'Mine');
  await expect(dialog.getByRole('alert')).toContainText('nothing that you see here differs');
  await save(dialog).click();
  await expect(dialog).toBeHidden();
  const [first, second] = await sandbox.requests(...PATCH);
  expect(first.headers).toContain('if-match');
  expect(second.headers).not.toContain('if-match');
  expect(await nameNow()).toBe('Mine');
});

test('a name that arrived although its answer was lost is found, and not sent again', async ({ app, guard }) => {
  guard.expectLostCalls();
  const clusters = new ClustersPages(app);
  await clusters.open(FRANKFURT);
  await sandbox.addFault(...PATCH, { drop: 'after_commit' });
  await clusters.renameTo(FRANKFURT, 'Mine');
  await expect(app.messages).toContainText('The cluster is renamed. The answer was lost, but reading it again shows the change.');
  await expect(app.heading('Mine')).toBeVisible();
  expect(await sandbox.requests(...PATCH)).toHaveLength(1);
});

test('a name that never arrived is told so, and can be sent again', async ({ app, guard }) => {
  guard.expectLostCalls();
  const clusters = new ClustersPages(app);
  await clusters.open(FRANKFURT);
  await sandbox.addFault(...PATCH, { drop: 'before' }, 9);
  const dialog = await clusters.renameTo(FRANKFURT, 'Mine');
  await expect(dialog.getByRole('alert')).toContainText("The cluster was not renamed. The answer was lost, and it wasn't done");
  await clearFaults();
  await save(dialog).click();
  await expect(dialog).toBeHidden();
  expect(await nameNow()).toBe('Mine');
});

test('a lost answer and no way to look leave it open', async ({ app, guard }) => {
  guard.expectLostCalls();
  guard.expectStatus(500);
  const clusters = new ClustersPages(app);
  await clusters.open(FRANKFURT);
  await sandbox.addFault(...PATCH, { drop: 'after_commit' });
  await sandbox.addFault('GET', clusterPath(FRANKFURT), { status: 500 });
  const dialog = await clusters.renameTo(FRANKFURT, 'Mine');
  await expect(dialog.getByRole('alert')).toContainText("It isn't known whether this was done: the answer was lost.");
});

test('a sign-in that ended is renewed above the question, and the name is saved', async ({ app, guard }) => {
  guard.expectStatus(401);
  const clusters = new ClustersPages(app);
  await clusters.open(FRANKFURT);
  await sandbox.addFault(...PATCH, sandbox.refusal(401, 'root.unauthorized', 'Credentials were invalid.'));
  await clusters.renameTo(FRANKFURT, 'Mine');
  await app.signIn({ form: app.askAgain });
  await expect(app.heading('Mine')).toBeVisible();
  expect(await nameNow()).toBe('Mine');
});

test('a cluster that is gone meanwhile is told', async ({ app, guard, page }) => {
  guard.expectStatus(404);
  await sandbox.reset({ disconnect_ms: 0 });
  const clusters = new ClustersPages(app);
  await clusters.open(FRANKFURT);
  await disconnectBehind(FRANKFURT);
  const dialog = await clusters.renameTo(FRANKFURT, 'Mine');
  await expect(dialog.getByRole('alert')).toContainText("The cluster was not renamed. The cluster isn't connected any more");
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('heading', { name: "This cluster isn't connected" })).toBeVisible();
});
