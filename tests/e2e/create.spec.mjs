// Creating a key: what is asked, what is sent, what is told when the answer is another.
import { API, KEYS_PATH, ORGANIZATION } from './support/env.mjs';
import { defaultConfig, ELASTIC } from './support/config.mjs';
import { expect, test } from './support/test.mjs';
import * as clipboard from './support/clipboard.mjs';
import * as sandbox from './support/sandbox.mjs';

const STAGING = '2b94e1f07c3d4a6e8f51d0b7a36c98e4';
const organization_id = ORGANIZATION;

const sent = async () => (await sandbox.requests('POST', KEYS_PATH)).map((request) => request.body);

test('a key for a chosen deployment, with three months as the default', async ({ app }) => {
  await app.openForm();
  await expect(app.form.getByRole('radio', { name: '3 months' })).toBeChecked();
  await app.createAndLearn(' nightly-report ');
  expect(await sent()).toEqual([
    {
      description: 'nightly-report',
      expiration: '90d',
      role_assignments: {
        deployment: [{ role_id: 'deployment-viewer', organization_id, all: false, deployment_ids: [STAGING] }],
      },
    },
  ]);
  await app.dismissSecret();
  await expect(app.row('nightly-report')).toContainText('Viewer on 1 deployment');
  await expect(app.row('nightly-report')).toContainText(/in (89|90) days/);
});

test('each preset asks for its days', async ({ app, page }) => {
  await app.openForm();
  const presets = { '30 days': '30d', '60 days': '60d', '6 months': '180d', '1 year': '365d' };
  for (const [label, expiration] of Object.entries(presets)) {
    await app.pick(label);
    await app.createAndLearn(`for ${expiration}`);
    await app.dismissSecret();
    expect((await sent()).at(-1).expiration).toBe(expiration);
    await page.getByRole('link', { name: 'Create key' }).click();
  }
});

test('a date is kept to the day, in the own zone', async ({ app, page }) => {
  await app.openForm();
  const day = await page.evaluate(() => {
    const date = new Date();
    date.setDate(date.getDate() + 10);
    date.setHours(23, 59, 59, 0);
    const two = (number) => String(number).padStart(2, '0');
    const text = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
    return { text, end: date.getTime() };
  });
  await app.pick('On a date');
  await app.form.getByLabel('Last day').fill(day.text);
  await app.createAndLearn('until a date');
  const [key] = await sandbox.keysNamed('until a date');
  const early = day.end - Date.parse(key.expiration_date);
  expect(early).toBeGreaterThanOrEqual(0);
  expect(early).toBeLessThan(3_600_000);
});

test('a date beyond a year, in the past or missing is refused beside its field', async ({ app }) => {
  await app.openForm();
  await app.form.getByLabel('Name').fill('dated');
  await app.choose('Viewer', { on: 'all' });
  await app.pick('On a date');
  const date = app.form.getByLabel('Last day');
  await app.submit();
  await expect(date).toHaveAccessibleDescription('Choose the date on which the key ends.');
  await expect(date).toBeFocused();
  await date.fill('2099-01-01');
  await app.submit();
  await expect(date).toHaveAccessibleDescription('Choose a date within 365 days from now.');
  await date.fill('2020-01-01');
  await app.submit();
  await expect(date).toHaveAccessibleDescription('Choose a date at least one hour from now.');
  expect(await sent()).toEqual([]);
});

test('a key without an end is warned of, and asked for by leaving the end out', async ({ app }) => {
  await app.openForm();
  await app.pick('Never');
  await expect(app.form).toContainText('Works until someone revokes it');
  await app.createAndLearn('endless');
  expect(Object.keys((await sent())[0])).toEqual(['description', 'role_assignments']);
  await app.dismissSecret();
  await expect(app.row('endless')).toContainText('Never expires');
});

test('a policy with a longest life offers nothing beyond it', async ({ app }) => {
  app.configure(defaultConfig({ connections: [ELASTIC], policy: { max_lifetime_days: 90, name_pattern: '[a-z-]+' } }));
  await app.openForm();
  await expect(app.form.getByRole('radio', { name: /days|months|year|Never/ })).toHaveCount(3);
  await app.create('Not This');
  await expect(app.form.getByLabel('Name')).toHaveAccessibleDescription(/names that match \[a-z-\]\+\./);
  expect(await sent()).toEqual([]);
  await app.form.getByLabel('Name').fill('but-this');
  await app.submit();
  await expect(app.secretDialog).toBeVisible();
});

test('organization roles and several grants go out as one request', async ({ app }) => {
  await app.openForm();
  await app.form.getByLabel('Name').fill('many-hats');
  await app.choose('Billing admin', { where: 'Organization' });
  await app.form.getByRole('button', { name: 'Add access' }).click();
  await app.choose('Editor', { at: 1, where: 'Hosted deployments', on: 'all' });
  await expect(app.grant(1)).toContainText('includes future ones');
  await app.form.getByRole('button', { name: 'Add access' }).click();
  await app.choose('Viewer', { at: 2, where: 'Security projects', on: 'all' });
  await app.submit();
  await expect(app.secretDialog).toBeVisible();
  expect((await sent())[0].role_assignments).toEqual({
    organization: [{ role_id: 'billing-admin', organization_id }],
    deployment: [{ role_id: 'deployment-editor', organization_id, all: true }],
    project: { security: [{ role_id: 'security-viewer', organization_id, all: true }] },
  });
});

test('an owner role is marked as able to do everything', async ({ app }) => {
  await app.openForm();
  await app.form.getByLabel('Name').fill('boss');
  await app.choose('Organization owner', { where: 'Organization' });
  await expect(app.grant()).toContainText('can do everything');
  await expect(app.summary).toContainText('be Organization owner (can do everything)');
});

test('without a name or a role nothing is sent, and each field says what is missing', async ({ app }) => {
  await app.openForm();
  await app.submit();
  const name = app.form.getByLabel('Name');
  await expect(name).toHaveAccessibleDescription(/Enter a name that says what uses the key\./);
  await expect(name).toBeFocused();
  await name.fill('no-access');
  await app.grant().getByRole('button', { name: /^Remove / }).click();
  await app.submit();
  await expect(app.form.getByRole('group', { name: 'Access' })).toHaveAccessibleDescription(
    'Choose at least one role. Without any, the key would get all of your own access.',
  );
  expect(await sent()).toEqual([]);
});

test('a grant without a role or without a deployment is refused', async ({ app }) => {
  await app.openForm();
  await app.form.getByLabel('Name').fill('half-done');
  await app.submit();
  const role = app.grant().getByLabel('Role');
  await expect(role).toHaveAccessibleDescription('Choose a role for deployments, or remove this block.');
  await expect(role).toBeFocused();
  await app.choose('Viewer');
  await app.submit();
  const reach = app.grant().getByRole('radiogroup', { name: 'Reach' });
  await expect(reach).toHaveAccessibleDescription('Choose at least one deployment for Viewer, or all deployments.');
  expect(await sent()).toEqual([]);
});

test('the summary says it in plain words, and the request is at hand', async ({ app, context }) => {
  await clipboard.allow(context);
  await app.openForm();
  await expect(app.form).toContainText('Fill in the form to see what will be created.');
  await app.form.getByLabel('Name').fill("it's mine");
  await app.choose('Editor', { on: ['staging', 'prod-logs'] });
  await expect(app.summary.getByRole('listitem')).toHaveText([
    /^end on \d+ \w+ \d{4}, \d\d:\d\d your time \(.* UTC\)$/,
    'be Editor on 2 deployments',
  ]);
  await app.summary.getByText('Show the request').click();
  await app.summary.getByRole('button', { name: 'Copy request' }).click();
  await expect(app.messages).toContainText('Copy request: copied.');
  const command = await clipboard.read(context);
  await expect(app.summary.getByLabel('Request', { exact: true })).toHaveText(command);
  expect(command).toContain(`curl -X POST '${API}${KEYS_PATH}'`);
  expect(command).toContain('-H "Authorization: ApiKey $API_KEY"');
  const body = /-d '(.*)'$/s.exec(command)[1].replaceAll(`'\\''`, `'`);
  await app.submit();
  await expect(app.secretDialog).toBeVisible();
  expect(await sent()).toEqual([JSON.parse(body)]);
});

test('what the service made differently is told beside the secret', async ({ app }) => {
  const key = {
    id: 'kX2',
    description: 'other-name',
    creation_date: new Date().toISOString(),
    organization_id,
    user_id: '1014289666002276',
    role_assignments: { organization: [{ role_id: 'organization-admin', organization_id }] },
    key: 'essu_of_another_kind',
  };
  await sandbox.addFault('POST', KEYS_PATH, { status: 201, body: JSON.stringify(key) });
  await app.openForm();
  await app.create('asked-name');
  await expect(app.secretDialog.getByRole('alert').getByRole('listitem')).toHaveText([
    'It is named “other-name”, not “asked-name”.',
    'It never expires, though an end was asked for.',
    'Its access is Organization owner. Asked for was Viewer on 1 deployment.',
  ]);
  await app.secretDialog.getByRole('button', { name: 'Show' }).click();
  await expect(app.secretDialog.getByLabel('New key')).toHaveText('essu_of_another_kind');
});

test('a refusal says why and keeps the form', async ({ app, guard }) => {
  guard.expectStatus(400, 403);
  const refusal = sandbox.refusal(400, 'api_keys.invalid_input', 'Too many keys.');
  await sandbox.addFault('POST', KEYS_PATH, refusal);
  await app.openForm();
  await app.create('refused');
  const alert = app.form.getByRole('alert');
  await expect(alert).toContainText('The key was not created. The service refuses this request: Too many keys.');
  await sandbox.addFault('POST', KEYS_PATH, sandbox.refusal(403, 'root.unauthorized', 'Not yours.'));
  await app.submit();
  await expect(alert).toContainText("You aren't allowed to do this: Not yours");
  await expect(app.form.getByLabel('Name')).toHaveValue('refused');
  await app.submit();
  await expect(app.secretDialog).toBeVisible();
});

test('pressing twice makes one key', async ({ app }) => {
  await sandbox.addFault('POST', KEYS_PATH, { delay_ms: 600 });
  await app.openForm();
  await app.form.getByLabel('Name').fill('only-once');
  await app.choose('Viewer', { on: 'all' });
  const button = app.form.getByRole('button', { name: 'Create key' });
  await button.dblclick();
  await expect(button).toBeDisabled();
  await app.form.getByLabel('Name').press('Enter');
  await expect(app.secretDialog).toBeVisible();
  expect(await sent()).toHaveLength(1);
  expect(await sandbox.keysNamed('only-once')).toHaveLength(1);
});

test('a draft outlives a look elsewhere, and is gone once the key is made', async ({ app, page }) => {
  await app.openForm();
  await app.form.getByLabel('Name').fill('later');
  await app.pick('30 days');
  await app.choose('Admin', { on: ['staging'] });
  await page.getByRole('link', { name: 'Cancel' }).click();
  await page.getByRole('link', { name: 'Create key' }).click();
  await expect(app.form.getByLabel('Name')).toHaveValue('later');
  await expect(app.form.getByRole('radio', { name: '30 days' })).toBeChecked();
  await expect(app.form.getByRole('checkbox', { name: 'staging' })).toBeChecked();
  await app.submit();
  await app.dismissSecret();
  await page.getByRole('link', { name: 'Create key' }).click();
  await expect(app.form.getByLabel('Name')).toHaveValue('');
});

test('deployments that could not be listed can be read again', async ({ app, guard }) => {
  guard.expectStatus(500);
  await sandbox.addFault('GET', '/api/v1/deployments', { status: 500 });
  await app.openForm();
  await expect(app.form.getByRole('alert')).toContainText('The deployments could not be read.');
  await app.form.getByRole('button', { name: 'Try again' }).click();
  await expect(app.form.getByRole('checkbox', { name: 'staging' })).toBeVisible();
});
