// A create whose answer was lost: what became of it is looked up, never guessed.
import { KEYS_PAGE, KEYS_PATH } from './support/env.mjs';
import { expect, test } from './support/test.mjs';
import * as sandbox from './support/sandbox.mjs';

const panel = (page) => page.getByRole('region', { name: 'Answer lost' });
const creates = async () => (await sandbox.requests('POST', KEYS_PATH)).length;

test.beforeEach(({ guard }) => guard.expectLostCalls());

test('the orphan is found, revoked, and the key made again', async ({ app, page }) => {
  await app.openForm();
  await sandbox.addFault('POST', KEYS_PATH, { drop: 'after_commit' });
  await app.create('orphaned');
  await expect(panel(page).getByRole('alert')).toContainText('The answer was lost after the request was sent.');
  const [orphan] = await sandbox.keysNamed('orphaned');
  await expect(panel(page)).toContainText("The key was made, but its secret went with the answer and can't be read again.");
  await expect(panel(page).getByRole('listitem')).toHaveText(new RegExp(`orphaned.*${orphan.id}.*Created just now`));
  expect(await creates()).toBe(1);
  await panel(page).getByRole('button', { name: 'Revoke it and create again' }).click();
  await expect(app.secretDialog).toHaveAccessibleName('orphaned is created. Save its key now.');
  const left = await sandbox.keysNamed('orphaned');
  expect(left).toHaveLength(1);
  expect(left[0].id).not.toBe(orphan.id);
  expect(await creates()).toBe(2);
});

test('where nothing was made, the form is sent again as it is', async ({ app, page }) => {
  await app.openForm();
  await sandbox.addFault('POST', KEYS_PATH, { drop: 'before' });
  await app.create('never-made');
  await expect(panel(page)).toContainText('No such key was made. You can send the form again as it is.');
  await panel(page).getByRole('button', { name: 'Create key again' }).click();
  await expect(app.secretDialog).toBeVisible();
  expect(await sandbox.keysNamed('never-made')).toHaveLength(1);
});

test('the orphan can be left, and the form is as it was', async ({ app, page }) => {
  await app.openForm();
  await sandbox.addFault('POST', KEYS_PATH, { drop: 'after_commit' });
  await app.create('left-alone');
  await panel(page).getByRole('button', { name: 'Leave it and go back' }).click();
  await expect(app.form.getByLabel('Name')).toHaveValue('left-alone');
  await expect(app.form.getByRole('checkbox', { name: 'staging' })).toBeChecked();
  expect(await sandbox.keysNamed('left-alone')).toHaveLength(1);
});

test('a key of the same name that was there before is no orphan', async ({ app, page }) => {
  await sandbox.createKey('twin');
  await app.openForm();
  await sandbox.addFault('POST', KEYS_PATH, { drop: 'before' });
  await app.create('twin');
  await expect(panel(page)).toContainText('No such key was made.');
});

test('nor is it when the form was opened by a link', async ({ app, page }) => {
  await sandbox.createKey('twin');
  await page.goto(`${KEYS_PAGE}/new`);
  await app.signIn();
  await sandbox.addFault('POST', KEYS_PATH, { drop: 'before' });
  await app.create('twin');
  await expect(panel(page)).toContainText('No such key was made.');
});

test('a list that can not be read either says so, and looks again', async ({ app, guard, page }) => {
  guard.expectStatus(500);
  await app.openForm();
  await sandbox.addFault('POST', KEYS_PATH, { drop: 'after_commit' });
  await sandbox.addFault('GET', KEYS_PATH, { status: 500 });
  await app.create('twice-unlucky');
  await expect(panel(page)).toContainText('The keys could not be read. The service failed (status 500).');
  await panel(page).getByRole('button', { name: 'Try again' }).click();
  await expect(panel(page)).toContainText('The key was made, but its secret went with the answer');
});

test('an orphan that can not be revoked is not made anew', async ({ app, guard, page }) => {
  guard.expectStatus(403);
  await app.openForm();
  await sandbox.addFault('POST', KEYS_PATH, { drop: 'after_commit' });
  await sandbox.addFault('DELETE', `${KEYS_PATH}/*`, sandbox.refusal(403, 'root.unauthorized', 'No.'));
  await app.create('stuck');
  await panel(page).getByRole('button', { name: 'Revoke it and create again' }).click();
  await expect(panel(page)).toContainText("It was not revoked. You aren't allowed to do this");
  expect(await creates()).toBe(1);
});
