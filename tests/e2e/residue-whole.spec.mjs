// The tours open everything that the source says there is: a new dialog, menu or page that none of them opens is told.
import fs from 'node:fs';
import { backends, can, dialogs, dialogTags, menus, routes } from './support/holdings.mjs';
import { expect, test } from './support/test.mjs';
import { NEEDS, TOURS, UNREACHABLE } from './support/tours.mjs';

const tours = Object.values(TOURS);
const declared = (what, on = tours) => new Set(on.flatMap((tour) => tour[what]));
const missing = (all, seen) => all.filter((one) => !seen.has(one) && !UNREACHABLE[one]);

test('every dialog and every menu of the app is opened in a tour', () => {
  expect.soft(dialogTags(), 'where dialogs are made').toEqual(['components/modal.rs']);
  expect(dialogs().length).toBeGreaterThan(20);
  expect.soft(missing(dialogs(), declared('dialogs')), 'dialogs in no tour').toEqual([]);
  expect.soft(missing(menus(), declared('menus')), 'menus in no tour').toEqual([]);
  const known = new Set([...dialogs(), ...menus()]);
  const named = [...declared('dialogs'), ...declared('menus'), ...Object.keys(UNREACHABLE)];
  expect.soft(named.filter((one) => !known.has(one)), 'in a tour, but not in the app').toEqual([]);
});

test('every page is opened in a tour, and on every backend that has it', () => {
  const names = [...routes().map(([name]) => name), 'NotFound'];
  const pages = declared('pages');
  const needed = names.flatMap((name) =>
    name in NEEDS ? backends.filter((one) => !NEEDS[name] || can(one, NEEDS[name])).map((one) => `${one} ${name}`) : [name],
  );
  expect.soft(missing(needed, pages), 'pages in no tour').toEqual([]);
  const unknown = [...pages].filter((one) => !needed.includes(one));
  expect.soft(unknown, 'in a tour, but not in the app').toEqual([]);
});

for (const backend of backends) {
  test(`what ${backend} shares with others is opened there, too`, () => {
    const on = tours.filter((one) => one.backend === backend);
    const seen = new Set([...declared('dialogs', on), ...declared('menus', on)]);
    const shared = [...dialogs(), ...menus()].filter((one) => one in NEEDS && (!NEEDS[one] || can(backend, NEEDS[one])));
    expect(missing(shared, seen)).toEqual([]);
    expect(on.some((one) => one.endsBy === 'idle lock'), 'one ends by the idle lock').toBe(true);
  });
}

test('every tour that is told of is gone on', () => {
  const folder = new URL('.', import.meta.url);
  const specs = fs.readdirSync(folder).filter((file) => file.endsWith('.spec.mjs'));
  const texts = specs.map((file) => fs.readFileSync(new URL(file, folder), 'utf8')).join('\n');
  expect(Object.keys(TOURS).filter((name) => !texts.includes(`tour('${name}', `))).toEqual([]);
});
