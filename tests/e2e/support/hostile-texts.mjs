// Texts that mean harm, and how they get into every field of an answer.

const REPEATED = { long: 65_536, emoji: 2_000, marks: 400 };

/** By what they try. */
export const TEXTS = {
  'a script': '<script>window.hacked=1</script>',
  'an image that fails': '"><img src=x onerror="window.hacked=1">',
  'an attribute': `' onmouseover='window.hacked=1' autofocus onfocus="window.hacked=1" x='`,
  'a template': '{{constructor.constructor("window.hacked=1")()}}${window.hacked=1}<%= 1 %>',
  'an address that runs': 'javascript:window.hacked=1',
  'text turned around': 'invoice\u202e\u2069\u2067\u2069fdp.exe\u202d',
  'signs that are none': 'a\u0000b\u0007\u001b[31m\u007f\u009b',
  '64 kB without a break': 'W'.repeat(REPEATED.long),
  '64 kB of words': 'word '.repeat(REPEATED.long / 5),
  'many lines': 'line\n'.repeat(2_000),
  emoji: '👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿🔑'.repeat(REPEATED.emoji),
  'marks upon marks': `Z${'\u0301\u0489'.repeat(REPEATED.marks)}`,
  'half a character': 'x\ud800y\udc00z',
  'a formula': '=HYPERLINK("http://evil.example","click")',
  'a name of the language': '__proto__',
  nothing: '',
};

/** All that runs, turns around, or is none, in one. */
export const MIXED = `${TEXTS['a script']}${TEXTS['an image that fails']}${TEXTS['an attribute']}\u202e${TEXTS['signs that are none']}🔑${TEXTS['half a character']}`;

/** Fields that a program reads: hostile ones are refused, so each of them is tried by itself. */
const FOR_PROGRAMS =
  /(^|\.)(\w*_?ids?(\.\*)?|\w+_date|\w+_at|created|updated|last_\w+|state|type|status|role_id|next_page|auth_scheme|access_token|csrf_token|token_type|version|api_key|\w+_url|\w+_version|permissions)$/;

export const isForPeople = (path) => !FOR_PROGRAMS.test(path);

/** The paths of all texts in a value; each of a list is the same. */
export function fieldsOf(value, path = '') {
  if (typeof value === 'string') return [path];
  if (value === null || typeof value !== 'object') return [];
  const members = Array.isArray(value) ? value.map((one) => ['*', one]) : Object.entries(value);
  return [...new Set(members.flatMap(([name, one]) => fieldsOf(one, path ? `${path}.${name}` : name)))];
}

/** The same value with this text in the fields whose path is chosen. */
export function withText(value, chosen, text, path = '') {
  if (typeof value === 'string') return chosen(path) ? text : value;
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((one) => withText(one, chosen, text, path ? `${path}.*` : '*'));
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, withText(one, chosen, text, path ? `${path}.${name}` : name)]),
  );
}

/** What a page does wrong with a hostile text, at the width that it has now; run in the page. */
export function wrongs() {
  const found = [];
  if (globalThis.hacked) found.push('something ran');
  const root = document.documentElement;
  const name = (one) => [one.localName, ...one.classList].join('.');
  if (root.scrollWidth > innerWidth) {
    const wide = [...document.querySelectorAll('body *')].filter((one) => one.getBoundingClientRect().right > innerWidth + 1);
    const inner = wide.filter((one) => !wide.some((other) => other !== one && one.contains(other)));
    const names = inner.slice(0, 4).map((one) => `${name(one.parentElement)} > ${name(one)}`);
    found.push(`the page is ${root.scrollWidth - innerWidth} px too wide: ${names.join(', ')}`);
  }
  if (root.scrollHeight > 60_000) found.push(`the page is ${root.scrollHeight} px high`);
  for (const one of document.querySelectorAll('tr, dialog[open], [role=alert], header.head')) {
    const { height } = one.getBoundingClientRect();
    if (height > 1_600) found.push(`${name(one)} is ${Math.round(height)} px high`);
  }
  const scrolls = (one) => one && (['auto', 'scroll'].includes(getComputedStyle(one).overflowX) || scrolls(one.parentElement));
  for (const one of document.querySelectorAll('main button, main a, main input, dialog[open] button')) {
    const { left, right, width } = one.getBoundingClientRect();
    if (width > 1 && (left < -1 || right > innerWidth + 1) && one.checkVisibility() && !scrolls(one.parentElement)) {
      found.push(`${one.localName} “${(one.ariaLabel ?? one.textContent).slice(0, 20)}” can't be reached`);
    }
  }
  // A text that turns around must not turn what stands beside it.
  const isApart = (one) => ['isolate', 'plaintext', 'isolate-override'].includes(getComputedStyle(one).unicodeBidi);
  const block = (one) => (getComputedStyle(one).display.startsWith('inline') ? block(one.parentElement) : one);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { data, parentElement: parent } = walker.currentNode;
    if (!data.includes('\u202e') || data.includes('\u2068') || ['OPTION', 'PRE', 'TEXTAREA'].includes(parent.tagName)) continue;
    const line = block(parent);
    const isAlone = line.textContent.trim() === data.trim();
    let apart = false;
    for (let one = parent; one !== line.parentElement && !apart; one = one.parentElement) apart = isApart(one) && (one !== line || isAlone);
    if (!apart && !isAlone) found.push(`text in ${name(parent)} of “${line.textContent.slice(0, 30)}” can turn what is beside it`);
  }
  return [...new Set(found)];
}
