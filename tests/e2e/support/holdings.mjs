// What there is in the app to open, as its source says: dialogs, menus and pages, and which backend has them.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const SOURCE = fileURLToPath(new URL('../../../src/', import.meta.url));

const read = (file) => fs.readFileSync(path.join(SOURCE, file), 'utf8');
const files = () => fs.readdirSync(SOURCE, { recursive: true }).filter((file) => file.endsWith('.rs'));
const all = (text, pattern) => [...text.matchAll(pattern)].map(([, found]) => found);

/** What stands for each found text, or an error that says where nobody can tell. */
function found(what, pattern, nameOf) {
  const names = files().flatMap((file) => {
    const text = read(file);
    return [...text.matchAll(pattern)].map(([tag]) => {
      const name = nameOf(tag, text);
      if (!name) throw new Error(`${file}: a ${what} without an id that can be read: ${tag}`);
      return name;
    });
  });
  return [...new Set(names)].sort();
}

/** The value of `id` in a tag, by a text or by a constant of the same file. */
function idOf(tag, text) {
  const [, literal, constant] = /\bid=(?:"([^"]+)"|([A-Z_]+))/.exec(tag) ?? [];
  return literal ?? new RegExp(`const ${constant}: &str = "([^"]+)"`).exec(text)?.[1];
}

const between = (text, from, to) => text.split(from)[1].split(to)[0];

/** How the heading of a dialog begins that asks different things, by what it asks. */
const questions = () =>
  [...read('pages/cluster/questions.rs').matchAll(/Ask::(\w+)(?:\(\w+(?:, (\w+))?\))? => (?:\{\s*)?question\(\s*format!\("([^{]+) /g)]
    .map(([, ask, value, begins]) => [[ask, value].filter(Boolean).join(' '), begins]);

/** What many keys have done to them: the three words for it, by its name. */
const deeds = () =>
  [...between(read('domain/bulk.rs'), 'fn words', '\n    }').matchAll(/Self::(\w+).*\["(\w+)", "(\w+)", "(\w+)"\]/g)]
    .map(([, deed, ...words]) => [deed, words]);

/**
 * The dialogs that are several in one, and what each is told apart by: the beginnings of its headings, as the source
 * has them.
 */
function kinds() {
  const asked = all(between(read('pages/cluster.rs'), 'enum Ask {', '\n}'), /^ {4}(\w+)/gm);
  const told = new Set(questions().map(([name]) => name.split(' ')[0]));
  for (const ask of asked) if (!told.has(ask)) throw new Error(`No heading of Ask::${ask} can be read.`);
  const named = all(between(read('domain/bulk.rs'), 'enum Deed {', '\n}'), /^ {4}(\w+)/gm);
  const words = new Map(deeds());
  for (const deed of named) if (!words.has(deed)) throw new Error(`No words for Deed::${deed} can be read.`);
  return {
    'cluster-ask': questions().map(([, begins]) => [begins, (title) => title.startsWith(`${begins} `)]),
    'bulk-title': [...words.values()].flat().map((word) => [word, (title) => new RegExp(`^${word} \\d|^\\d.*\\d? ${word}\\b`).test(title)]),
    'holder-title': [...new Set(all(between(read('pages/holders/edit.rs'), 'match &before {', '};'), /format!\("(\w+) \{/g))]
      .map((begins) => [begins, (title) => title.startsWith(begins)]),
    'switch-title': all(read('pages/change/switch.rs'), /format!\("([A-Z]\w+) \{name\}"\)/g)
      .map((begins) => [begins, (title) => title.startsWith(begins)]),
    'leaked-title': all(between(read('pages/leaked.rs'), 'let title = match shown {', '};'), /Shown::\w+ => "([^"]+)"/g)
      .map((text) => [text, (title) => title === text]),
  };
}

const KINDS = kinds();
for (const [id, told] of Object.entries(KINDS)) if (told.length === 0) throw new Error(`No heading of ${id} can be read.`);

/** What a dialog with this id and this heading is called here: its id, and what it asks if it asks different things. */
export function dialogOf(id, title) {
  const kind = KINDS[id]?.find(([, fits]) => fits(title))?.[0];
  return kind ? `${id}: ${kind}` : id;
}

/** Every dialog of the app. */
export const dialogs = () =>
  found('dialog', /<Modal\b[^>]*/g, idOf).flatMap((id) => KINDS[id]?.map(([kind]) => `${id}: ${kind}`) ?? [id]);

/** Where a dialog is made: one place, or this list would not be whole. */
export const dialogTags = () => files().filter((file) => /^\s*<dialog\b/m.test(read(file)));

/** Every menu of the app. */
export const menus = () => found('menu', /<\w+\b[^>]*\bpopover=[^>]*/g, idOf);

/** The pages of the app by the pattern of their path. */
export function routes() {
  const arms = between(read('routes.rs'), 'fn path(&self)', '\n    }');
  const place = '/connections/{}/{}';
  const pages = [...arms.matchAll(/Self::(\w+)[^=]*=> (?:format!\("([^"]+)"|"([^"]+)")/g)].map(([arm, name, format, text]) => {
    const filled = /\(place/.test(arm) ? format.replace('{}', place) : (format ?? text);
    return [name, new RegExp(`^${filled.replaceAll('{}', '([^/]+)')}$`)];
  });
  const named = all(between(read('routes.rs'), 'pub enum Route {', '\n}'), /^ {4}(\w+)/gm);
  for (const name of named) if (!pages.some(([one]) => one === name)) throw new Error(`No path of Route::${name} can be read.`);
  return pages;
}

/** The page at a path, and the connection it is on if it is on one. */
export function pageOf(address) {
  for (const [name, pattern] of routes()) {
    const match = pattern.exec(address);
    if (match) return [name, match[1]];
  }
  return ['NotFound'];
}

/** The connection of each backend in these tests, by where its backend says what it can do. */
const BACKENDS = { elastic: 'api/elastic_cloud.rs', search: 'api/search_api.rs', zenml: 'api/zenml.rs' };
export const backends = Object.keys(BACKENDS);

/** Whether a backend can do something, as it says itself. */
export function can(backend, what) {
  if (!(backend in BACKENDS)) return false;
  const told = between(read(BACKENDS[backend]), 'const CAPABILITIES', '\n};');
  return new RegExp(`^ {4}${what}: (true|&\\[.)`, 'm').test(told);
}
