// Time: a device that slept for hours, and a clock that is an hour off.
import { API, KEYS_PAGE, KEYS_PATH } from './support/env.mjs';
import { ClustersPages, NEW } from './support/clusters.mjs';
import * as clusters from './support/clusters.mjs';
import { defaultConfig, ELASTIC } from './support/config.mjs';
import { fact, pace, refresh, rowOf, TALL } from './support/watch.mjs';
import { expect, test } from './support/test.mjs';
import * as sandbox from './support/sandbox.mjs';

test.use({ viewport: TALL });
test.describe.configure({ timeout: 60_000 });

const HOUR = 3_600_000;
const signedOut = (app) => app.messages.getByText(/You were signed out after 15 minutes without input/);

/** The device sleeps so long and wakes: what was due in between happens once, at the end. */
const sleep = (page, time) => page.clock.fastForward(time);

/** From nothing to a list whose next reading has to wait so many seconds; no time passes by itself from then on. */
async function beAskedToWait(app, seconds) {
  await app.openReadKeys();
  await sandbox.addFault('GET', KEYS_PATH, sandbox.asking(seconds));
  await app.page.clock.pauseAt(Date.now() + 3_000);
  await refresh(app);
}

test.describe('a device that slept', () => {
  test.beforeEach(({ page }) => page.clock.install());

  test('a list that slept for a while says how old it is, and is read anew by a press', async ({ app, page }) => {
    await app.openReadKeys();
    await sleep(page, '10:00');
    await expect(page.getByText('24 of 500 keys, read 10 minutes ago')).toBeVisible();
    await expect(rowOf(app, 'ci-logs')).toBeVisible();
    await refresh(app);
    await expect(page.getByText('24 of 500 keys, read just now')).toBeVisible();
  });

  test('hours lock at once, nothing is sent before one signs in, and what was typed is there', async ({ app, page }) => {
    await app.openForm();
    await app.form.getByLabel('Name').fill('before the night');
    await app.choose('Viewer', { on: ['staging'] });
    const calls = (await sandbox.requests('GET', KEYS_PATH)).length;
    await sleep(page, '09:00:00');
    await expect(signedOut(app)).toBeVisible();
    await expect(app.signInForm()).toBeVisible();
    await expect(app.form).toHaveCount(0);
    expect((await sandbox.requests('GET', KEYS_PATH)).length, 'calls of whom nobody is signed in as').toBe(calls);
    await app.signIn();
    await expect(app.form.getByLabel('Name')).toHaveValue('before the night');
    await expect(app.form.getByRole('checkbox', { name: 'staging' })).toBeChecked();
    await app.submit();
    await expect(app.secretDialog).toBeVisible();
    expect(await sandbox.keysNamed('before the night')).toHaveLength(1);
  });

  test('a secret that was not saved before the night is there in the morning, masked', async ({ app, page }) => {
    await app.openForm();
    const { key } = await app.createAndLearn('over-night');
    await app.secretDialog.getByRole('button', { name: 'Show', exact: true }).click();
    await sleep(page, '09:00:00');
    await expect(app.secretDialog).toBeVisible();
    expect((await page.content()).includes(key), 'shown without anybody there').toBe(false);
    await app.secretDialog.getByRole('button', { name: 'Show', exact: true }).click();
    await expect(app.secretDialog.getByLabel('New key')).toHaveText(key);
    await app.dismissSecret();
    await expect(app.signInForm()).toBeVisible();
  });

  test('a wait that the service asked for is over when one wakes', async ({ app, guard, page }) => {
    guard.expectStatus(429);
    await beAskedToWait(app, 25);
    await expect(page.getByRole('status', { name: 'Pace' })).toContainText('asks to slow down');
    await sleep(page, '14:00');
    await page.clock.resume();
    await expect(page.getByText('24 of 500 keys, read just now')).toBeVisible();
    await expect(page.getByRole('status', { name: 'Pace' })).toBeEmpty();
  });

  test('a key that ended in the night is told as ended', async ({ app, page }) => {
    app.configure(defaultConfig({ connections: [ELASTIC], policy: { idle_lock_minutes: 480 } }));
    await sandbox.createKey('short-lived', { expiration: '2h' });
    await app.openReadKeys();
    await expect(rowOf(app, 'short-lived')).toContainText('in 1 hour');
    await sleep(page, '02:30:00');
    await expect(rowOf(app, 'short-lived')).toContainText('Expired');
    await expect(rowOf(app, 'short-lived')).toContainText(/(29|30|31) minutes ago/);
  });
});

for (const [where, off] of [['ahead', HOUR], ['behind', -HOUR]]) {
  test.describe(`a clock that is an hour ${where}`, () => {
    test.beforeEach(({ page }) => page.clock.install({ time: Date.now() + off }));

    test('what is read is read just now, and what is made is made just now', async ({ app, page }) => {
      await app.openForm();
      await app.createAndLearn('skewed');
      await expect(app.secretDialog, 'no difference to what was asked').not.toContainText(/It ends on|not on/);
      await app.dismissSecret();
      await app.expectRead();
      await expect(page.getByText(/^25 of 500 keys, read just now$/)).toBeVisible();
      await expect(rowOf(app, 'skewed')).toContainText('Active');
      await page.getByRole('link', { name: 'skewed', exact: true }).click();
      const made = off > 0 ? /59 minutes ago|1 hour ago/ : /just now/;
      await expect(fact(app, 'Created')).toContainText(made);
    });

    test('the key gets the life that was chosen, by the clock of the service', async ({ app }) => {
      await app.openForm();
      await app.createAndLearn('three-months');
      const [key] = await sandbox.keysNamed('three-months');
      const days = (Date.parse(key.expiration_date) - Date.now()) / (24 * HOUR);
      expect(Math.abs(days - 90)).toBeLessThan(0.01);
      expect((await sandbox.requests('POST', KEYS_PATH)).at(-1).body.expiration).toBe('90d');
    });

    test('a create whose answer was lost is found, and not made twice', async ({ app, guard, page }) => {
      guard.expectLostCalls();
      await app.openForm();
      await sandbox.addFault('POST', KEYS_PATH, { drop: 'after_commit' });
      await app.create('skewed-orphan');
      const panel = page.getByRole('region', { name: 'Answer lost' });
      await expect(panel).toContainText('The key was made, but its secret went with the answer');
      await panel.getByRole('button', { name: 'Revoke it and create again' }).click();
      await expect(app.secretDialog).toBeVisible();
      expect(await sandbox.keysNamed('skewed-orphan')).toHaveLength(1);
    });

    test('a cluster whose answer was lost is told as connected now, not before', async ({ app, guard, page }) => {
      guard.expectLostCalls();
      const pages = new ClustersPages(app);
      await pages.openConnect();
      await pages.paste();
      await page.route(`${API}${clusters.CLUSTERS}`, async (route, request) => {
        if (request.method() !== 'POST') return route.fallback();
        await route.fetch();
        return route.abort('connectionreset');
      });
      await pages.connect();
      await expect(app.messages).toContainText(`${NEW.self_managed_cluster.name} is connected. The answer was lost`);
    });

    test('the idle lock comes after its time, whatever the clock says', async ({ app, page }) => {
      await app.openReadKeys();
      await page.clock.runFor('14:30');
      await expect(rowOf(app, 'ci-logs')).toBeVisible();
      await page.clock.runFor('01:00');
      await expect(app.signInForm()).toBeVisible();
      await expect(page).toHaveURL(new RegExp(KEYS_PAGE));
    });
  });
}

test('a clock that is set back does not put off the lock', async ({ app, page }) => {
  await page.clock.install();
  await app.openReadKeys();
  await page.clock.runFor('10:00');
  await page.clock.setSystemTime(Date.now());
  await page.clock.runFor('04:30');
  await expect(rowOf(app, 'ci-logs'), 'not before its time').toBeVisible();
  await page.clock.runFor('01:00');
  await expect(signedOut(app)).toBeVisible();
  await expect(app.signInForm()).toBeVisible();
});

test('a clock that is set back does not prolong a wait that the service asked for', async ({ app, guard, page }) => {
  guard.expectStatus(429);
  await page.clock.install();
  await beAskedToWait(app, 5);
  await expect(pace(app)).toContainText('goes out in 5 seconds.');
  await page.clock.setSystemTime(Date.now() - HOUR);
  await expect(pace(app)).toContainText('goes out in 5 seconds.');
  await page.clock.runFor(6_000);
  await expect(page.getByText(/^24 of 500 keys, read/)).toBeVisible();
  await expect(pace(app)).toBeEmpty();
});
