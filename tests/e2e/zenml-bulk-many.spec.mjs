// All keys that match a filter, hundreds and ten thousand of them, disabled, enabled and revoked on a real ZenML server:
// one call for each key, none left out and none sent twice, and the keys that don't match stay as they are.
import { expect, test } from './support/test.mjs';
import * as zenml from './support/zenml.mjs';
import { Bulk } from './support/zenml-bulk.mjs';
import { List, open, unique } from './support/zenml-list.mjs';

/**
 * Ten thousand keys take minutes: they are asked for by this variable. On two cores, a debug build and a server with
 * SQLite took 158 s to disable them (63 a second) and 208 s to revoke them (48 a second).
 */
const WHOLE = 'LATCHKEY_BULK_10000';
const LONG = { timeout: 40_000 };

const grouped = (count) => count.toLocaleString('en-US');
const padded = (at) => String(at).padStart(5, '0');

/** So many keys that the filter finds, and among them a few that it doesn't. */
const mixed = (count) => Array.from({ length: count + 20 }, (_, at) => ({
  name: at % Math.ceil((count + 20) / 20) === 1 ? `spared-${padded(at)}` : `load-${padded(at)}`,
}));

/** Whom each changing call was for; nothing stands between the app and the server. */
function watchChanges(page) {
  const calls = [];
  const note = (request) => {
    const id = new URL(request.url()).pathname.match(/\/api_keys\/([0-9a-f-]{36})$/)?.[1];
    if (id && ['PUT', 'DELETE'].includes(request.method())) calls.push(id);
  };
  page.on('request', note);
  return { calls, stop: () => page.off('request', note) };
}

/** The server's own list of those that match and of those that don't: an answer of it holds ten thousand at most. */
async function truth({ id }) {
  const of = async (name) => (await zenml.list(id, { name, size: 10_000 })).items;
  return { matching: await of('startswith:load-'), spared: await of('startswith:spared-') };
}

const ids = (keys) => keys.map((key) => key.id).toSorted();
const states = (keys) => [...new Set(keys.map((key) => key.body.active))];

/** Does it to all that match the filter, and tells how long that took. */
async function dealWithAll(app, bulk, deed, count) {
  const { page } = app;
  await expect(app.found).toHaveText(`${grouped(count)} keys`);
  await bulk.selectShown();
  await page.getByRole('button', { name: `Select all ${grouped(count)} keys that match` }).click();
  await expect(bulk.selected).toHaveText(new RegExp(`^${grouped(count)} keys selected`), LONG);
  const asked = await bulk.ask(deed);
  const typed = asked.getByLabel(/^Type .* to confirm$/);
  if (await typed.isVisible()) await typed.fill(`${deed.toLowerCase()} ${count}`);
  const began = Date.now();
  await bulk.confirm(deed);
  const limit = { timeout: test.info().timeout };
  await expect(bulk.results).toHaveAccessibleName(`${grouped(count)} ${{ Disable: 'disabled', Enable: 'enabled', Revoke: 'revoked' }[deed]}.`, limit);
  const seconds = (Date.now() - began) / 1_000;
  await bulk.close();
  return seconds;
}

/** Each deed in turn to all that match, against the server's own list. */
async function eachInTurn(app, count, deeds) {
  const { page } = app;
  const [bulk, list] = [new Bulk(app), new List(app)];
  const account = await zenml.accountWithMany(unique('load'), mixed(count));
  const before = await truth(account);
  expect([before.matching.length, before.spared.length]).toEqual([count, 20]);
  expect(states(before.matching)).toEqual([true]);
  await open(app, account);
  await list.add('Name', 'starts with', 'load-');
  for (const deed of deeds) {
    const { calls, stop } = watchChanges(page);
    const seconds = await dealWithAll(app, bulk, deed, count);
    stop();
    test.info().annotations.push({ type: 'measured', description: `${deed} ${count} keys: ${seconds.toFixed(1)} s` });
    console.log(`${deed} ${grouped(count)} keys: ${seconds.toFixed(1)} s, ${(count / seconds).toFixed(1)} a second`);
    expect(calls.length - new Set(calls).size, 'sent twice').toBe(0);
    expect(calls.toSorted(), 'each that matches and no other').toEqual(ids(before.matching));
    const now = await truth(account);
    expect(ids(now.matching)).toEqual(deed === 'Revoke' ? [] : ids(before.matching));
    expect(states(now.matching)).toEqual(deed === 'Revoke' ? [] : [deed === 'Enable']);
    expect(now.spared, 'those that do not match are as they were').toEqual(before.spared);
  }
}

test('two hundred keys that match are disabled, then enabled, each once and no other', async ({ app }) => {
  test.setTimeout(120_000);
  await eachInTurn(app, 200, ['Disable', 'Enable']);
});

test('ten thousand keys that match are disabled, then revoked, each once and no other', async ({ app }) => {
  test.skip(!process.env[WHOLE], `It takes minutes. Set ${WHOLE}=1 to run it.`);
  test.setTimeout(3_600_000);
  await eachInTurn(app, 10_000, ['Disable', 'Revoke']);
});
