// The new key of a rotation: shown once, in every form, and not to be lost by accident.
import fs from 'node:fs/promises';
import { API } from './support/env.mjs';
import { isInPage } from './support/leaks.mjs';
import { expect, test } from './support/test.mjs';
import { clusterPath, FRANKFURT, readsWith, rotatePath, Rotations } from './support/rotations.mjs';
import * as clipboard from './support/clipboard.mjs';
import * as sandbox from './support/sandbox.mjs';

const press = (rotations, name) => rotations.secret.getByRole('button', { name, exact: true }).click();

test('the dialog says what it is, until when the old key works, and what needs the new one', async ({ app, page }) => {
  const rotations = new Rotations(app);
  await rotations.open();
  const key = await rotations.rotate('cluster key');
  await expect(rotations.secret).toHaveAccessibleName('Cluster key of Frankfurt data center is rotated. Save the new key now.');
  await expect(rotations.secret).toContainText('Elastic Cloud shows it only this once.');
  await expect(rotations.secret).toContainText(/The old key works until .* UTC\), unless you end it before\./);
  await expect(rotations.secret).toContainText("The cluster's Kibana needs the new key.");
  await expect(rotations.secret.getByRole('heading')).toBeFocused();
  expect(await isInPage(page, key)).toBe(false);
  await press(rotations, 'Show');
  await expect(rotations.value).toHaveText(key);
  await press(rotations, 'Hide');
  expect(await isInPage(page, key)).toBe(false);
  await press(rotations, 'Try the key');
  await expect(rotations.secret.getByRole('status')).toContainText('Elastic Cloud accepts the key.');
  expect(await readsWith(FRANKFURT, key)).toBe(200);
});

test('each format of the inference key is copied, its command tells how to hand it over', async ({ app, context, page }) => {
  await clipboard.allow(context);
  const rotations = new Rotations(app);
  await rotations.open();
  const key = await rotations.rotate('inference key');
  const tab = (name) => rotations.secret.getByRole('tab', { name, exact: true });
  const copied = async (name) => {
    await tab(name).click();
    await expect(tab(name)).toHaveAttribute('aria-selected', 'true');
    await press(rotations, 'Copy');
    await expect(rotations.secret.getByRole('status')).toHaveText('Copied.');
    return clipboard.read(context);
  };
  expect(await copied('Key')).toBe(key);
  expect(await copied('.env')).toBe(`API_KEY=${key}`);
  expect(JSON.parse(await copied('JSON'))).toEqual({ id: FRANKFURT.id, name: 'Frankfurt data center inference key', key });
  const [variable, ...command] = (await copied('curl')).split('\n');
  expect(variable).toBe(`API_KEY='${key}'`);
  expect(command.join('\n')).toContain('curl -X PUT "$ELASTICSEARCH_URL/_inference/_ccm"');
  expect(command.join('\n')).toContain('$API_KEY');
  expect(command.join('\n').includes(key)).toBe(false);
  expect(await isInPage(page, key)).toBe(false);
  // It opens the cluster's inference only, so there is nothing to try here.
  await expect(rotations.secret.getByRole('button', { name: 'Try the key' })).toHaveCount(0);
});

test('the command of the cluster key reads the cluster with it', async ({ app, context }) => {
  await clipboard.allow(context);
  const rotations = new Rotations(app);
  await rotations.open();
  const key = await rotations.rotate('cluster key');
  await rotations.secret.getByRole('tab', { name: 'curl' }).click();
  await press(rotations, 'Copy');
  const [variable, ...command] = (await clipboard.read(context)).split('\n');
  expect(variable).toBe(`API_KEY='${key}'`);
  expect(command.join('\n')).toContain(`${API}${clusterPath(FRANKFURT)}`);
  expect(command.join('\n')).toContain('$API_KEY');
  expect(command.join('\n').includes(key)).toBe(false);
});

test('the download names the key and holds it', async ({ app, page }) => {
  const rotations = new Rotations(app);
  await rotations.open();
  const key = await rotations.rotate('cluster key');
  const started = page.waitForEvent('download');
  await press(rotations, 'Download CSV');
  const download = await started;
  expect(download.suggestedFilename()).toBe('Frankfurt-data-center-cluster-key-key.csv');
  expect(await fs.readFile(await download.path(), 'utf8')).toBe(
    `id,name,key\r\n"${FRANKFURT.id}","Frankfurt data center cluster key","${key}"\r\n`,
  );
  await press(rotations, 'Close');
  await expect(rotations.secret).toBeHidden();
  await expect(rotations.timelines('cluster key')).toContainText('New key saved');
});

test('nothing closes it before the key is saved, and a reload asks first', async ({ app, page }) => {
  const asked = [];
  page.on('dialog', async (dialog) => {
    asked.push(dialog.type());
    await dialog.dismiss();
  });
  const rotations = new Rotations(app);
  await rotations.open();
  const key = await rotations.rotate('cluster key');
  const held = async () => {
    await expect(rotations.secret).toBeVisible();
    await expect(rotations.secret.getByRole('status')).toHaveText(/^Save the key first/);
  };
  for (let again = 0; again < 3; again += 1) await page.keyboard.press('Escape');
  await held();
  await page.mouse.click(5, 5);
  await held();
  await rotations.secret.getByRole('button', { name: 'Close' }).press('Enter');
  await held();
  await page.close({ runBeforeUnload: true });
  await expect.poll(() => asked).toEqual(['beforeunload']);
  await press(rotations, 'Show');
  await expect(rotations.value).toHaveText(key);
  await rotations.save();
  await expect(rotations.timelines('cluster key')).toContainText('New key saved');
});

test('that it is saved is noted at once, as nothing holds the tab from then on', async ({ app, page }) => {
  const rotations = new Rotations(app);
  await rotations.open();
  await rotations.rotate('cluster key');
  const tick = rotations.secret.getByLabel('I saved it elsewhere');
  await tick.check();
  await tick.uncheck();
  expect((await rotations.stored())[0].saved).toBeNull();
  await tick.check();
  await rotations.reload();
  await expect(rotations.secret).toBeHidden();
  await expect(rotations.timelines('cluster key')).toContainText('New key saved');
});

test('after it is saved it is nowhere, wherever one goes', async ({ app, page }) => {
  const rotations = new Rotations(app);
  await rotations.open();
  const key = await rotations.rotate('inference key');
  await press(rotations, 'Show');
  await rotations.save();
  expect(await isInPage(page, key)).toBe(false);
  await rotations.link.click();
  await expect(app.heading('Key rotations')).toBeVisible();
  expect(await isInPage(page, key)).toBe(false);
  await page.goBack();
  await rotations.expectOpen();
  await expect(rotations.secret).toBeHidden();
  expect(await isInPage(page, key)).toBe(false);
});

test('the idle lock hides the key and keeps it; once saved, the rotation is noted', async ({ app, page }) => {
  await page.clock.install();
  const rotations = new Rotations(app);
  await rotations.open();
  const key = await rotations.rotate('cluster key');
  await press(rotations, 'Show');
  await page.clock.runFor('15:10');
  await expect(rotations.value).not.toHaveText(key);
  expect(await isInPage(page, key)).toBe(false);
  await press(rotations, 'Show');
  await expect(rotations.value).toHaveText(key);
  await rotations.save();
  await app.signIn();
  await rotations.expectOpen();
  await expect(rotations.timelines('cluster key')).toContainText('New key saved');
});

test('it is shown although one was signed out before the answer came, and its rotation is noted', async ({ app, page }) => {
  const rotations = new Rotations(app);
  await rotations.open();
  await sandbox.addFault('POST', rotatePath(FRANKFURT, 'cluster key'), { delay_ms: 1500 });
  await rotations.ask('cluster key');
  await rotations.confirm('cluster key');
  await expect.poll(() => sandbox.requests('POST', rotatePath(FRANKFURT, 'cluster key'))).toHaveLength(1);
  // The dialog is in the way of the mouse, and Esc waits for the answer as well.
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Sign out everywhere', includeHidden: true }).evaluate((button) => button.click());
  await expect(rotations.secret).toBeVisible();
  await rotations.save();
  expect(await rotations.stored()).toHaveLength(1);
  await app.signIn();
  await rotations.expectOpen();
  await expect(rotations.timelines('cluster key')).toContainText('New key saved');
});

test('it is shown although one left the page before the answer came', async ({ app, page }) => {
  const rotations = new Rotations(app);
  await rotations.open();
  await page.getByRole('link', { name: 'All clusters' }).click();
  await page.getByRole('link', { name: FRANKFURT.name, exact: true }).first().click();
  await rotations.expectOpen();
  await sandbox.addFault('POST', rotatePath(FRANKFURT, 'inference key'), { delay_ms: 1500 });
  await rotations.ask('inference key');
  await rotations.confirm('inference key');
  await page.goBack();
  await expect(app.heading('Connected clusters')).toBeVisible();
  await expect(rotations.secret).toBeVisible();
  await rotations.save();
  await rotations.link.click();
  await expect(page.getByRole('region', { name: 'Inference key' })).toContainText('New key saved');
});
