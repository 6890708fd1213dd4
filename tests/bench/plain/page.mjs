// The plain page: signs in, reads the list page by page, shows the rows in view, searches.
import { foundLine, inOrder, learnCreator, matching, readKey, readMembers, relative, status } from './keys.mjs';

const SPARE = 12;
const SHOW_EVERY = 200;
const one = (selector) => document.querySelector(selector);
const rowHeight = Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--row'));
const [form, search, line, sheet, template] = ['form', '#search', '[role=status]', '.sheet', '#row'].map(one);
const [before, after] = document.querySelectorAll('.gap');

const zone = { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
const local = new Intl.DateTimeFormat('en-GB', zone);
const utc = new Intl.DateTimeFormat('en-GB', { ...zone, timeZone: 'UTC' });

let authorization = '';
let members = null;
let keys = [];
let shown = [];
let rows = new Map();

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  authorization = `ApiKey ${one('#secret').value.trim()}`;
  const { organizations } = await get('/api/v1/organizations');
  one('#secret').value = '';
  one('#gate').hidden = true;
  one('#list').hidden = false;
  await Promise.all([readAll(), readNames(organizations[0].id)]);
});
form.querySelector('button').removeAttribute('aria-disabled');
search.addEventListener('input', () => show());
sheet.addEventListener('scroll', () => draw());

async function get(path) {
  const answer = await fetch(path, {
    headers: { Accept: 'application/json', Authorization: authorization },
    cache: 'no-store',
    credentials: 'omit',
  });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
  return answer.json();
}

async function readAll() {
  let cursor = '';
  let shownAt = -Infinity;
  do {
    const page = await get(`/api/v1/users/auth/keys${cursor && `?next_page=${encodeURIComponent(cursor)}`}`);
    cursor = page.next_page ?? '';
    for (const wire of page.keys) {
      const key = readKey(wire);
      learnCreator(key, members);
      keys.push(key);
    }
    if (cursor === '' || performance.now() - shownAt >= SHOW_EVERY) {
      shownAt = performance.now();
      keys.sort(inOrder);
      show();
    }
  } while (cursor !== '');
}

async function readNames(organization) {
  members = readMembers(await get(`/api/v1/organizations/${organization}/members`));
  for (const key of keys) learnCreator(key, members);
  show();
}

/** Searches anew and draws all rows anew. */
function show() {
  shown = matching(keys, search.value);
  line.textContent = foundLine(shown.length, keys.length);
  one('.keys').setAttribute('aria-rowcount', shown.length + 1);
  for (const row of rows.values()) row.remove();
  rows.clear();
  draw();
}

/** Brings the rows in view into the document and takes the others out. */
function draw() {
  const first = Math.floor(sheet.scrollTop / rowHeight);
  const start = Math.max(0, Math.min(first, shown.length) - SPARE);
  // The sheet is never higher than the window, and to ask for its own height would force a layout.
  const end = Math.min(shown.length, first + Math.ceil(innerHeight / rowHeight) + 1 + SPARE);
  for (const [place, row] of rows) {
    if (place < start || place >= end) {
      row.remove();
      rows.delete(place);
    }
  }
  const now = Date.now();
  let next = after;
  for (let place = end - 1; place >= start; place -= 1) {
    let row = rows.get(place);
    if (row === undefined) {
      row = rowOf(shown[place], place, now);
      rows.set(place, row);
      next.before(row);
    }
    next = row;
  }
  gap(before, start);
  gap(after, shown.length - end);
}

function gap(row, count) {
  row.hidden = count <= 0;
  row.firstElementChild.style.height = `${Math.max(0, count) * rowHeight}px`;
}

function rowOf(key, place, now) {
  const row = template.content.firstElementChild.cloneNode(true);
  const [name, state, expires, created, access, end] = row.children;
  row.setAttribute('aria-rowindex', place + 2);
  const [bold, id] = [name.firstElementChild.firstElementChild, name.lastElementChild];
  bold.textContent = key.name;
  bold.title = key.name;
  id.textContent = key.id;
  id.title = key.id;
  const [look, icon, label] = status(key, now);
  state.firstElementChild.className = look;
  state.querySelector('use').setAttribute('href', `#i-${icon}`);
  state.firstElementChild.append(label);
  expires.append(key.expires === Infinity ? span('', 'never') : when(key.expires, now, true));
  created.prepend(when(Math.min(key.created, now), now, false));
  created.lastElementChild.textContent = members === null ? '' : `by ${members.get(key.creator) ?? 'former member'}`;
  access.title = key.phrases.join('; ');
  access.append(key.isOwner ? owner() : span('cut', key.phrases[0]));
  if (key.phrases.length > 1) access.append(small(`and ${key.phrases.length - 1} more`));
  const button = end.firstElementChild;
  button.title = `Revoke ${key.name}`;
  button.setAttribute('aria-label', button.title);
  return row;
}

function when(time, now, below) {
  const node = document.createElement('time');
  const [here, there] = [local.format(time), utc.format(time)];
  node.dateTime = new Date(time).toISOString();
  node.title = here === there ? `${there} UTC` : `${here} your time (${there} UTC)`;
  node.append(relative(time, now));
  if (below) node.append(small(here));
  return node;
}

function owner() {
  const badge = span('badge bad', '');
  badge.innerHTML = '<svg aria-hidden="true"><use href="#i-warn"></use></svg>';
  badge.append('Organization owner');
  return badge;
}

function span(look, text) {
  const node = document.createElement('span');
  node.className = look;
  node.textContent = text;
  return node;
}

function small(text) {
  const node = document.createElement('small');
  node.textContent = text;
  return node;
}
