// The list of keys on a real ZenML server: what a filter finds is what the server says to the same query, and where
// the server would be surprising, what a person expects.
import { look } from './support/look.mjs';
import { expect, test } from './support/test.mjs';
import * as zenml from './support/zenml.mjs';
import { List, open, TALL, unique } from './support/zenml-list.mjs';

test.describe.configure({ timeout: 90_000 });

const NAMES = [
  'ci-deploy', 'CI-build', 'under_score', 'under-score', 'underXscore', '100%', '100 percent', '100%_done', 'in:x', 'x',
  'foo:bar', 'contains:ci', 'oneof:["a"]', '"quoted"', "it's", ' one space first', 'one space last ', 'two  spaces',
  'Größe', 'größe', 'key 🔑', '👩‍🔬', 'مفتاح', 'עברית-key', '日本語', 'a,b', 'back\\slash', '<b>bold</b>', 'null',
  'plus+and&more=1#x', 'isnull:', 'last-one', '0-zero', '5', '12.5 kg', '-3 below', '1e3 keys', '0',
];
const TEXTS = ['', 'Runs ci', 'in:x', '50% of _all_', 'مفتاح الخدمة', 'emoji 🔑', ' leads', 'under_score'];
const SEARCHES = [
  '%', '_', '0%_', 'in:x', 'foo:bar', 'contains:', '"', "'", ' one', '🔑', '👩', 'مفت', 'עבר', '日', ',', '\\', '<b>', '+and&', '#',
];
const SEVERAL = ['مفتاح', 'key 🔑', 'oneof:["a"]', "it's", 'back\\slash'];
const second = (at, fraction = '') => new Date(Date.UTC(2026, 0, 15, 12, 29, at)).toISOString().slice(0, 19) + fraction;

/** Around 13:30 in Berlin on 15 January 2026, half of them on a full second. */
const KEYS = NAMES.map((name, at) => ({
  name,
  description: TEXTS[at % TEXTS.length],
  active: at % 5 !== 4,
  created: second(44 + at, at % 2 ? '.5' : ''),
  last_login: at % 3 === 2 ? null : `2026-07-${String(10 + (at % 11)).padStart(2, '0')}T11:30:00`,
  last_rotated: at % 4 === 1 ? `2026-03-${String(10 + at % 15).padStart(2, '0')}T08:00:00` : null,
}));

let account;
let all;
let list;

test.beforeAll(async () => {
  account = await zenml.accountWithMany(unique('listed'), KEYS);
  all = (await zenml.keys(account.id)).reverse();
});

test.beforeEach(async ({ app, page }) => {
  await page.setViewportSize(TALL);
  list = new List(app);
});

/** What the server answers to the same question, in the usual order. */
const told = (query, more = {}) =>
  zenml.names(account.id, [...Object.entries({ sort_by: 'desc:created', size: 100, ...more }), ...query]);

/** What a person expects, as text is compared without regard to case. */
const expected = (fits) => all.filter(fits).map((key) => key.name);
const has = (text, part) => text.toLowerCase().includes(part.toLowerCase());

/** Each filter by itself: as the menu makes it, and as the server is asked. */
async function eachFilter(cases) {
  for (const [field, test, value, parameter, operation] of cases) {
    const names = await told([[parameter, operation]]);
    expect(names.length, `${field} ${test} parts the keys`).toBeGreaterThan(0);
    expect(names.length, `${field} ${test} parts the keys`).toBeLessThan(all.length);
    await list.add(field, test, value);
    await list.expectNames(names);
    await list.clear();
    await list.expectNames(expected(() => true));
  }
}

const texts = (field, parameter, [part, start, end, whole, others]) => [
  [field, 'contains', part, parameter, `contains:${part}`],
  [field, "doesn't contain", part, parameter, `notcontains:${part}`],
  [field, 'starts with', start, parameter, `startswith:${start}`],
  [field, 'ends with', end, parameter, `endswith:${end}`],
  [field, 'is', whole, parameter, `equals:${whole}`],
  [field, 'is not', whole, parameter, `notequals:${whole}`],
  [field, 'is one of', others, parameter, `oneof:${JSON.stringify(others)}`],
  [field, 'is none of', others, parameter, `notoneof:${JSON.stringify(others)}`],
];

/** Both instants are full seconds at which something happened, and nothing later within them. */
const times = (field, parameter, [at, atUtc], [until, untilUtc]) => [
  [field, 'before', at, parameter, `lt:${atUtc}`],
  [field, 'after', at, parameter, `gt:${atUtc}`],
  [field, 'on or after', at, parameter, `gte:${atUtc}`],
  [field, 'on or before', at, parameter, `lte:${atUtc}`],
  [field, 'exactly at', at, parameter, `equals:${atUtc}`],
  [field, 'between', [at, until], parameter, `in:${atUtc},${untilUtc}`],
];

const numbers = (field, parameter, [above, from, below, upTo]) => [
  [field, 'begins with a number above', above, parameter, `gt:${above}`],
  [field, 'begins with a number of at least', from, parameter, `gte:${from}`],
  [field, 'begins with a number below', below, parameter, `lt:${below}`],
  [field, 'begins with a number of at most', upTo, parameter, `lte:${upTo}`],
];

const happened = (field, parameter) => [
  [field, 'never', undefined, parameter, 'isnull:'],
  [field, 'at any time', undefined, parameter, 'isnotnull:'],
];

test('every filter of a text finds what the server says to the same query', async ({ app }) => {
  await open(app, account);
  await eachFilter(texts('Name', 'name', ['CI', '100', 'score', 'in:x', ['in:x', 'a,b', '"quoted"', ' one space first']]));
  await eachFilter(texts('Description', 'description', ['IN:', 'RUNS', '🔑', 'Runs ci', ['Runs ci', 'مفتاح الخدمة']]));
  await eachFilter([
    ['Description', 'is empty', undefined, 'description', 'equals:'],
    ['Description', 'is not empty', undefined, 'description', 'notequals:'],
  ]);
});

/** What a text begins with, as a number: `1000` of `1e3 keys`. */
const begins = (text) => Number(/^ *[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?/i.exec(text)?.[0] ?? NaN);

test('every comparison of a number finds what the server says, and zero where the server forgets it', async ({ app }) => {
  await open(app, account);
  await eachFilter(numbers('Name', 'name', ['12.4', '100', '-1', '-3']));
  await eachFilter(numbers('Description', 'description', ['49', '50']).slice(0, 2));
  await eachFilter(numbers('Id', 'id', ['7', '20']).slice(0, 2));
  const compared = [
    ['Name', (key) => key.name],
    ['Description', (key) => key.metadata.description],
    ['Id', (key) => key.id.replaceAll('-', '')],
  ];
  for (const [field, text] of compared) {
    for (const [test, value, fits] of [
      ['of at least', '0', (number) => number >= 0],
      ['below', '50.5', (number) => number < 50.5],
      ['of at most', '5', (number) => number <= 5],
      ['above', '-5', (number) => number > -5],
    ]) {
      await list.add(field, `begins with a number ${test}`, value);
      await list.expectNames(expected((key) => fits(begins(text(key)))));
      await list.clear();
    }
  }
});

test('what can have no other answer is answered, too', async ({ app }) => {
  await open(app, account);
  for (const [field, none, every, parameter] of [
    ['Id', 'is empty', 'is not empty', 'id'],
    ['Created', 'never', 'at any time', 'created'],
    ['Last changed or used', 'never', 'at any time', 'updated'],
  ]) {
    for (const [test, operation] of [[none, 'isnull:'], [every, 'isnotnull:']]) {
      await list.add(field, test);
      await list.expectNames(await told([[parameter, operation]]));
      await list.clear();
    }
  }
});

test('instants count by the second as the list shows them, also where the server is exact to the microsecond', async ({ app }) => {
  await open(app, account);
  const [created, used] = [(key) => key.body.created, (key) => key.metadata.last_login];
  const secondOf = (text) => text?.slice(0, 19);
  const half = '2026-01-15T12:30:01';
  expect(all.filter((key) => created(key) === `${half}.500000`)).toHaveLength(1);
  expect(await told([['created', `equals:${half.replace('T', ' ')}`]]), 'the server finds none').toEqual([]);
  for (const [field, time, at, local] of [['Created', created, half, '2026-01-15T13:30:01'], ['Last used', used, '2026-07-15T11:30:00', '2026-07-15T13:30:00']]) {
    for (const [test, fits] of [
      ['before', (text) => secondOf(text) < at],
      ['after', (text) => secondOf(text) > at],
      ['on or after', (text) => secondOf(text) >= at],
      ['on or before', (text) => secondOf(text) <= at],
      ['exactly at', (text) => secondOf(text) === at],
      ['not at', (text) => secondOf(text) !== at],
    ]) {
      await list.add(field, test, local);
      // What never happened is neither before nor after.
      await list.expectNames(expected((key) => (time(key) ? fits(time(key)) : test === 'not at')));
      if (test === 'exactly at') await expect(list.chip(`${field} exactly at`)).toContainText(local.slice(11));
      await list.clear();
    }
  }
  await list.add('Created', 'exactly at', '2026-01-15T13:30:01');
  await list.add('Last used', 'between', ['2026-07-15T13:30:00', '2026-07-18T13:30:00']);
  await list.matching.selectOption({ label: 'Match any' });
  const within = (text) => text >= '2026-07-15T11:30:00' && text <= '2026-07-18T11:30:00';
  await list.expectNames(expected((key) => secondOf(created(key)) === half || within(secondOf(used(key) ?? ''))));
});

test('every filter of an id and of a time finds what the server says to the same query', async ({ app }) => {
  const { id } = all[3];
  const plain = id.replaceAll('-', '');
  await open(app, account);
  await eachFilter(texts('Id', 'id', [plain.slice(6, 9), plain.slice(0, 2), plain.slice(-2), id, [id, all[5].id]]));
  const noon = [['2026-01-15T13:30', '2026-01-15 12:30:00'], ['2026-01-15T13:31', '2026-01-15 12:31:00']];
  const july = [['2026-07-15T13:30', '2026-07-15 11:30:00'], ['2026-07-18T13:30', '2026-07-18 11:30:00']];
  await eachFilter(times('Created', 'created', ...noon));
  await eachFilter(times('Last changed or used', 'updated', ...july));
  await eachFilter([...times('Last used', 'last_login', ...july), ...happened('Last used', 'last_login')]);
  const march = [['2026-03-15T09:00', '2026-03-15 08:00:00'], ['2026-03-20T09:00', '2026-03-20 08:00:00']];
  await eachFilter([...times('Last rotated', 'last_rotated', ...march), ...happened('Last rotated', 'last_rotated')]);
});

test('the menu offers each test that was tried here, and tells what is missing', async ({ app, page }) => {
  const text = ['contains', "doesn't contain", 'starts with', 'ends with', 'is', 'is not', 'is one of', 'is none of'];
  const number = ['above', 'of at least', 'below', 'of at most'].map((test) => `begins with a number ${test}`);
  const time = ['before', 'after', 'between', 'never', 'at any time', 'on or after', 'on or before', 'exactly at', 'not at'];
  const id = ['is', 'is not', 'starts with', 'ends with', 'contains', "doesn't contain", 'is one of', 'is none of'];
  const offers = {
    Name: [...text, 'is empty', 'is not empty', ...number],
    Description: [...text, 'is empty', 'is not empty', ...number],
    Id: [...id, 'is not empty', 'is empty', ...number],
    Created: time,
    'Last changed or used': time,
    'Last used': time,
    'Last rotated': time,
  };
  await open(app, account);
  await list.openFilter();
  expect(await list.filterMenu.getByLabel('Field').getByRole('option').allInnerTexts()).toEqual(Object.keys(offers));
  for (const [field, tests] of Object.entries(offers)) {
    await list.filterMenu.getByLabel('Field').selectOption({ label: field });
    await expect(list.filterMenu.getByLabel('Condition').getByRole('option')).toHaveText(tests);
  }
  for (const [field, test, value, sentence] of [
    ['Name', 'contains', '', 'Enter a text.'],
    ['Name', 'is one of', ['', ''], 'Enter a text.'],
    ['Created', 'after', undefined, 'Enter a date and a time.'],
    ['Description', 'begins with a number below', '', 'Enter a number.'],
    ['Created', 'between', ['2026-01-15T13:30', '2026-01-15T13:29'], 'Enter an end that is later than the beginning.'],
  ]) {
    await list.fillFilter(field, test, value);
    await list.sendFilter();
    await expect(list.filterMenu.getByRole('alert')).toHaveText(sentence);
    if (sentence === 'Enter a number.') await look(page, 'zenml-list-filter-number');
  }
  await list.closeMenu();
  await expect(list.chips).toBeHidden();
});

test('search, status and filters go together, all of them or any', async ({ app, page }) => {
  const parts = [['name', 'contains:under'], ['description', 'contains:ci'], ['active', 'false']];
  await open(app, account);
  await app.search.fill('under');
  await app.status.selectOption({ label: 'Disabled' });
  await list.add('Description', 'contains', 'ci');
  await list.expectNames(await told(parts));
  await list.matching.selectOption({ label: 'Match any' });
  await list.expectNames(await told(parts, { logical_operator: 'or' }));
  await list.add('Last rotated', 'never');
  await list.add('Name', 'is', 'x');
  const five = [...parts, ['last_rotated', 'isnull:'], ['name', 'equals:x']];
  await list.expectNames(await told(five, { logical_operator: 'or' }));
  await list.matching.selectOption({ label: 'Match all' });
  await list.expectNames(await told(five));
  await expect(list.chips.getByRole('listitem')).toHaveText([
    'Search “under”', 'Status is Disabled', 'Description contains “ci”', 'Last rotated never', 'Name is “x”',
  ]);
  await list.remove('Search');
  await expect(app.search).toHaveValue('');
  await list.remove('Name is');
  await list.remove('Last rotated never');
  await list.expectNames(await told(parts.slice(1)));
  await list.remove('Status');
  await expect(app.status).toHaveValue('');
  await list.expectNames(await told([['description', 'contains:ci']]));
  await list.clear();
  await list.expectNames(expected(() => true));
  expect(new URL(page.url()).search).toBe('');
});

test('wildcards, operators, quotes and other scripts are looked for as they stand', async ({ app }) => {
  await open(app, account);
  for (const text of SEARCHES) {
    await app.search.fill(text);
    await list.expectNames(expected((key) => has(key.name, text.trim())));
  }
  await app.search.fill('');
  const begins = (name, text) => name.toLowerCase().startsWith(text.toLowerCase());
  const ends = (name, text) => name.toLowerCase().endsWith(text.toLowerCase());
  for (const [test, value, fits] of [
    ['contains', '_', (name) => has(name, '_')],
    ["doesn't contain", '_', (name) => !has(name, '_')],
    ["doesn't contain", '%', (name) => !has(name, '%')],
    ['starts with', '100%', (name) => begins(name, '100%')],
    ['starts with', ' ', (name) => begins(name, ' ')],
    ['ends with', ' ', (name) => ends(name, ' ')],
    ['ends with', '_done', (name) => ends(name, '_done')],
    ['contains', '  ', (name) => has(name, '  ')],
    ['is', 'foo:bar', (name) => name === 'foo:bar'],
    ['is', 'isnull:', (name) => name === 'isnull:'],
    ['is', 'one space last ', (name) => name === 'one space last '],
    ['is not', '100%', (name) => name !== '100%'],
    ['is one of', SEVERAL, (name) => SEVERAL.includes(name)],
    ['is none of', ['_', '100%_done'], (name) => name !== '100%_done'],
  ]) {
    await list.add('Name', test, value);
    await list.expectNames(expected((key) => fits(key.name)));
    await list.clear();
  }
  await list.add('Description', "doesn't contain", '_');
  await list.expectNames(expected((key) => !has(key.metadata.description, '_')));
  await list.add('Name', 'contains', '%');
  await list.matching.selectOption({ label: 'Match any' });
  await list.expectNames(expected((key) => !has(key.metadata.description, '_') || has(key.name, '%')));
});

test('letters beyond A to Z are found in either case, too', async ({ app }) => {
  await open(app, account);
  await app.search.fill('GRÖ');
  await list.expectNames(expected((key) => has(key.name, 'grö')));
  await app.search.fill('');
  await list.add('Name', "doesn't contain", 'GRÖ');
  await list.expectNames(expected((key) => !has(key.name, 'grö')));
});

test('a menu takes the focus each time it is opened by keyboard, and gives it back', async ({ app, page }) => {
  await open(app, account);
  for (const [name, first] of [['Filter', list.filterMenu.getByLabel('Field')], ['View', list.viewMenu.getByLabel('Sort by')]]) {
    const button = page.getByRole('button', { name, exact: true });
    for (const turn of ['first', 'second']) {
      await button.press('Enter');
      await expect(first, `${name}, ${turn} time`).toBeFocused();
      await list.closeMenu();
      await expect(button, `${name}, ${turn} time`).toBeFocused();
    }
  }
});
