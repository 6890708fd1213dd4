// What the plain page knows of keys, without the DOM: access in words, what a search looks at, the
// order, and times in words. `../run.mjs` uses it too, to know how many keys a search must find.

const ROLES = {
  'organization-admin': 'Organization owner',
  'billing-admin': 'Billing admin',
  'deployment-admin': 'Admin',
  'deployment-editor': 'Editor',
  'deployment-viewer': 'Viewer',
  'elasticsearch-admin': 'Admin',
  'elasticsearch-developer': 'Developer',
  'elasticsearch-viewer': 'Viewer',
  'observability-admin': 'Admin',
  'observability-editor': 'Editor',
  'observability-viewer': 'Viewer',
  'security-admin': 'Admin',
  'security-editor': 'Editor',
  'security-viewer': 'Viewer',
  'security-t1-analyst': 'Tier 1 analyst',
  'security-rule-author': 'Rule author',
  'cloud-connected-admin': 'Admin',
};
const NOUNS = {
  deployment: ['deployment', 'deployments'],
  elasticsearch: ['Elasticsearch project', 'Elasticsearch projects'],
  observability: ['Observability project', 'Observability projects'],
  security: ['Security project', 'Security projects'],
  cloud_connected_resource: ['connected cluster', 'connected clusters'],
};
const DAY = 86_400_000;
const WARN_DAYS = 30;

/** A key of the list as the page keeps it. */
export function readKey(wire) {
  const phrases = phrasesOf(wire.role_assignments ?? {});
  const access = phrases.join(', ');
  return {
    id: wire.id,
    name: wire.description,
    sortName: wire.description.toLowerCase(),
    creator: wire.user_id,
    created: Date.parse(wire.creation_date),
    expires: wire.expiration_date === undefined ? Infinity : Date.parse(wire.expiration_date),
    phrases,
    isOwner: (wire.role_assignments?.organization ?? []).some((role) => role.role_id === 'organization-admin'),
    base: `${wire.description}\n${wire.id}\n\n${access}`.toLowerCase(),
    haystack: '',
  };
}

/** Prepares what a search looks at; `members` are names by user id, null until they are known. */
export function learnCreator(key, members) {
  const name = members === null ? '' : (members.get(key.creator) ?? 'former member');
  key.haystack = `${key.base}\n${name.toLowerCase()}`;
}

/** Names by user id. */
export function readMembers(body) {
  return new Map(body.members.map((member) => [member.user_id, member.name || member.email || member.user_id]));
}

/** Newest first, then by name, then by id. */
export function inOrder(a, b) {
  return b.created - a.created || compare(a.sortName, b.sortName) || compare(a.id, b.id);
}

/** The keys that hold the text. */
export function matching(keys, text) {
  const needle = text.trim().toLowerCase();
  return needle === '' ? keys : keys.filter((key) => key.haystack.includes(needle));
}

/** The line beside the search field. */
export function foundLine(found, all) {
  return `${grouped(found)} of ${grouped(all)} ${all === 1 ? 'key' : 'keys'}`;
}

/** Class, icon and text of the status at `now`. */
export function status(key, now) {
  if (key.expires === Infinity) return ['badge warn', 'endless', 'Never expires'];
  if (key.expires <= now) return ['badge bad', 'off', 'Expired'];
  if (key.expires - now <= WARN_DAYS * DAY) return ['badge warn', 'clock', 'Expires soon'];
  return ['badge good', 'ok', 'Active'];
}

/** `in 3 days`, `2 hours ago`. */
export function relative(time, now) {
  const away = time - now;
  if (away === 0 || (away < 0 && away > -60_000)) return 'just now';
  if (away > 0 && away < 60_000) return 'in less than a minute';
  return away > 0 ? `in ${duration(away)}` : `${duration(-away)} ago`;
}

function phrasesOf(assignments) {
  const phrases = [];
  for (const [place, value] of Object.entries(assignments)) {
    const lists = place === 'project' ? Object.entries(value) : [[place, value]];
    for (const [kind, roles] of lists) phrases.push(...roles.map((role) => phrase(kind, role)));
  }
  return phrases.length > 0 ? phrases : ['No access'];
}

function phrase(kind, role) {
  const name = ROLES[role.role_id] ?? role.role_id;
  const inside = role.application_roles?.length ? `, in Elasticsearch and Kibana as ${role.application_roles.join(', ')}` : '';
  if (kind === 'organization') return name + inside;
  const [one, many] = NOUNS[kind];
  if (role.all === true) return `${name} on all ${many}${inside}`;
  const count = (role.deployment_ids ?? role.project_ids ?? role.resource_ids ?? []).length;
  return `${name} on ${grouped(count)} ${count === 1 ? one : many}${inside}`;
}

function duration(millis) {
  const steps = [
    [700 * DAY, 365 * DAY, 'year'],
    [100 * DAY, 30 * DAY, 'month'],
    [DAY, DAY, 'day'],
    [3_600_000, 3_600_000, 'hour'],
    [60_000, 60_000, 'minute'],
  ];
  const [, unit, noun] = steps.find(([from]) => millis >= from);
  const count = Math.floor((unit > DAY ? millis + unit / 2 : millis) / unit);
  return `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`;
}

function grouped(number) {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ',');
}

function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}
