// The services of a cluster: what it can use and why not, switching them, and the key that comes with one.
import {
  AUTO_OPS, changeBehind, clusterPath, ClustersPages, FRANKFURT, IDS, INFERENCE, readBehind, sentOnce, WAREHOUSE, workingKeys,
} from './support/clusters.mjs';
import { clearFaults } from './support/change.mjs';
import { expect, test } from './support/test.mjs';
import { kept, leaks } from './support/leaks.mjs';
import * as sandbox from './support/sandbox.mjs';

/** What is there only for narrow windows does not count. */
const SEEN = { useInnerText: true };
const PATCHED = (name) => ['PATCH', clusterPath(name)];
const isOn = async (name, service) => (await readBehind(name)).services[service].enabled;

test('what can be used is offered, with its region and its pages', async ({ app }) => {
  const clusters = new ClustersPages(app);
  await clusters.open(FRANKFURT);
  const autoOps = clusters.service(AUTO_OPS);
  await expect(autoOps).toContainText('On');
  await expect(autoOps.locator('dd')).toHaveText('aws-us-east-1');
  await expect(autoOps.getByRole('link', { name: 'Open AutoOps' })).toHaveText('Open');
  await expect(autoOps.getByRole('link', { name: 'Documentation of AutoOps' })).toBeVisible();
  await expect(clusters.switchButton(AUTO_OPS, false)).toBeVisible();
  await expect(clusters.service(INFERENCE)).toContainText('On');
  await expect(clusters.switchButton(INFERENCE, false)).toBeVisible();
});

test('what is off leads to its set-up, and not to the service', async ({ app }) => {
  const clusters = new ClustersPages(app);
  await clusters.open(WAREHOUSE);
  await expect(clusters.service(AUTO_OPS).getByRole('link', { name: 'Set up AutoOps' })).toBeVisible();
  await expect(clusters.service(AUTO_OPS).getByRole('link', { name: 'Open AutoOps' })).toHaveCount(0);
  await expect(clusters.switchButton(AUTO_OPS, true)).toBeVisible();
});

for (const [name, sentence] of [
  ['lab', 'It needs a license of type trial or enterprise; this cluster\'s is basic.'],
  ['factory-line-7', 'It needs stack version 9.3.0 or later; this cluster has 8.19.2.'],
]) {
  test(`${name} is told what it lacks for inference, and can't switch it on`, async ({ app }) => {
    const clusters = new ClustersPages(app);
    await clusters.open(name);
    await expect(clusters.service(INFERENCE)).toContainText(sentence);
    await expect(clusters.switchButton(INFERENCE, true)).toHaveCount(0);
  });
}

test('an inactive subscription blocks what needs one, and says whom to ask', async ({ app }) => {
  await sandbox.reset({ subscription: 'inactive' });
  const clusters = new ClustersPages(app);
  await clusters.open(WAREHOUSE);
  await expect(clusters.service(INFERENCE)).toContainText('Subscription needed');
  await expect(clusters.service(INFERENCE)).toContainText('Ask your billing admin.');
  await expect(clusters.switchButton(INFERENCE, true)).toHaveCount(0);
  await expect(clusters.switchButton(AUTO_OPS, true)).toBeVisible();
});

test('what is on can be switched off without a subscription', async ({ app }) => {
  await sandbox.reset({ subscription: 'inactive' });
  const clusters = new ClustersPages(app);
  await clusters.open(FRANKFURT);
  await expect(clusters.service(INFERENCE)).toContainText('On');
  await clusters.switch(FRANKFURT, INFERENCE, false);
  await expect(app.messages).toContainText('Elastic Inference Service is switched off.');
});

test('a subscription that ended meanwhile refuses the switch, with a sentence', async ({ app, guard }) => {
  guard.expectStatus(403);
  const clusters = new ClustersPages(app);
  await clusters.open(WAREHOUSE);
  const refused = sandbox.refusal(403, 'clusters.patch_cluster.subscription_required', 'It needs an active subscription.');
  await sandbox.addFault(...PATCHED(WAREHOUSE), refused);
  const dialog = await clusters.switch(WAREHOUSE, INFERENCE, true);
  await expect(dialog.getByRole('alert')).toContainText('The service was not switched on.');
  await expect(dialog.getByRole('alert')).toContainText('It needs an active subscription');
});

for (const [name, on] of [[WAREHOUSE, true], [FRANKFURT, false]]) {
  test(`AutoOps is switched ${on ? 'on' : 'off'}, only if nothing changed since, and nothing else is sent`, async ({ app }) => {
    const clusters = new ClustersPages(app);
    await clusters.open(name);
    await clusters.switch(name, AUTO_OPS, on);
    await expect(app.messages).toContainText(`AutoOps is switched ${on ? 'on' : 'off'}.`);
    await expect(clusters.switchButton(AUTO_OPS, !on)).toBeVisible();
    const sent = await sentOnce(...PATCHED(name));
    expect(sent.body).toEqual({ services: { auto_ops: { enabled: on } } });
    expect(sent.headers).toContain('if-match');
    expect(await isOn(name, 'auto_ops')).toBe(on);
  });
}

test('inference that is switched off ends its keys and takes their card away', async ({ app, page }) => {
  const clusters = new ClustersPages(app);
  await clusters.open(FRANKFURT);
  await expect(page.getByRole('region', { name: 'Inference key' })).toBeVisible();
  const dialog = await clusters.ask(clusters.switchButton(INFERENCE, false), `Switch off ${INFERENCE} for ${FRANKFURT}`);
  await expect(dialog).toContainText('Inference calls of the cluster fail at once, and its inference keys stop working.');
  await dialog.getByRole('button', { name: 'Switch off', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Inference key' })).toHaveCount(0);
  expect((await workingKeys(IDS[FRANKFURT])).eis.current).toEqual([]);
});

test('nothing is sent when the question is answered with no', async ({ app, page }) => {
  const clusters = new ClustersPages(app);
  await clusters.open(FRANKFURT);
  const button = clusters.switchButton(AUTO_OPS, false);
  const dialog = await clusters.ask(button, `Switch off ${AUTO_OPS} for ${FRANKFURT}`);
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(button).toBeFocused();
  expect(await sandbox.requests(...PATCHED(FRANKFURT))).toEqual([]);
});

test('inference that is switched on shows its key once, and how it is handed over', async ({ app, page }) => {
  const clusters = new ClustersPages(app);
  await clusters.open(WAREHOUSE);
  await clusters.switch(WAREHOUSE, INFERENCE, true);
  await expect(clusters.secret).toHaveAccessibleName(`${INFERENCE} is on for ${WAREHOUSE}. Save its key now.`);
  const [key] = (await workingKeys(IDS[WAREHOUSE])).eis.current;
  await clusters.secret.getByRole('button', { name: 'Show' }).click();
  await expect(clusters.secret.getByLabel('New key')).toHaveText(key);
  await page.keyboard.press('Escape');
  await expect(clusters.secret.getByRole('status')).toContainText('Save the key first');
  await clusters.secret.getByRole('tab', { name: 'curl' }).click();
  await expect(clusters.secret.getByLabel('New key')).toContainText('_inference/_ccm');
  expect(leaks(await kept(page), [key])).toEqual([]);
  await clusters.dismissSecret();
  await expect(page.getByRole('region', { name: 'Inference key' })).toBeVisible();
  await expect(clusters.switchButton(INFERENCE, false)).toBeVisible();
});

test('inference that came on while its answer was lost says that its key has to be rotated', async ({ app, guard }) => {
  guard.expectLostCalls();
  const clusters = new ClustersPages(app);
  await clusters.open(WAREHOUSE);
  await sandbox.addFault(...PATCHED(WAREHOUSE), { drop: 'after_commit' });
  await clusters.switch(WAREHOUSE, INFERENCE, true);
  await expect(app.messages).toContainText('Elastic Inference Service is on, and no key came with the answer. Rotate its key for one that you can save.');
  await expect(clusters.switchButton(INFERENCE, false)).toBeVisible();
  expect(await sandbox.requests(...PATCHED(WAREHOUSE))).toHaveLength(1);
});

test('an answer without a key says the same', async ({ app }) => {
  const clusters = new ClustersPages(app);
  await clusters.open(WAREHOUSE);
  const body = await readBehind(WAREHOUSE);
  body.services.eis.enabled = true;
  await sandbox.addFault(...PATCHED(WAREHOUSE), { status: 200, body: JSON.stringify(body) });
  await clusters.switch(WAREHOUSE, INFERENCE, true);
  await expect(app.messages).toContainText('no key came with the answer');
  await expect(clusters.secret).toBeHidden();
});

test('a switch that never arrived can be sent again', async ({ app, guard }) => {
  guard.expectLostCalls();
  const clusters = new ClustersPages(app);
  await clusters.open(WAREHOUSE);
  await sandbox.addFault(...PATCHED(WAREHOUSE), { drop: 'before' }, 9);
  const dialog = await clusters.switch(WAREHOUSE, INFERENCE, true);
  await expect(dialog.getByRole('alert')).toContainText('The service was not switched on. The answer was lost');
  await clearFaults();
  await dialog.getByRole('button', { name: 'Switch on', exact: true }).click();
  await clusters.dismissSecret();
});

test('a switch that somebody else made meanwhile is told, and not made twice', async ({ app, guard }) => {
  guard.expectStatus(412);
  const clusters = new ClustersPages(app);
  await clusters.open(WAREHOUSE);
  await changeBehind(WAREHOUSE, { services: { eis: { enabled: true } } });
  const dialog = await clusters.switch(WAREHOUSE, INFERENCE, true);
  await expect(dialog.getByRole('row', { name: INFERENCE })).toHaveText(/off\s*on/, SEEN);
  await expect(dialog.getByRole('button', { name: 'Switch on', exact: true })).toHaveAttribute('aria-disabled', 'true');
  await expect(dialog).toContainText('It is switched on already.');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(clusters.switchButton(INFERENCE, false)).toBeVisible();
});
