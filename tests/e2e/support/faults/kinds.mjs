// What can happen to a call: each fault, how it is made, and whether the call was carried out all the same.
import { API } from '../env.mjs';
import { clearFaults } from '../change.mjs';
import { addFault } from '../sandbox.mjs';

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Lets a page of any origin read an answer that is made up. */
const OPEN = { 'access-control-allow-origin': '*', 'access-control-expose-headers': 'Retry-After' };

const STATUSES = [400, 401, 403, 404, 409, 412, 422, 429, 500, 503];

/** A status in the words that this service has for a refusal. */
const answered = (status, headers = {}) => (route, { operation }) => route.fulfill({
  status,
  headers: { ...OPEN, ...headers, 'content-type': 'application/json' },
  body: JSON.stringify(operation.refusal(status)),
});

/** What belongs to one connection or one body, or would fill the browser's cookie jar. */
const NOT_PASSED_ON = ['connection', 'content-encoding', 'content-length', 'set-cookie', 'transfer-encoding'];

/** Lets the service carry a call out, past the browser; its answer, for the page. */
async function carriedOut(request) {
  const { 'content-length': _, host: __, ...headers } = await request.allHeaders();
  const response = await fetch(request.url(), { method: request.method(), headers, body: request.postData() ?? undefined });
  const told = [...response.headers].filter(([name]) => !NOT_PASSED_ON.includes(name));
  return { status: response.status, headers: Object.fromEntries(told), body: await response.text() };
}

/** The service's own answer to a call that was carried out, spoilt on its way back. */
const spoilt = (spoil) => async (route) => {
  const answer = await carriedOut(route.request());
  await route.fulfill({ ...answer, body: spoil(answer.body) });
};

const WRONG = { string: () => 12, number: (value) => ({ it: value }), boolean: () => [7], object: () => 'nothing' };

/** The same members, each of another type than it has to be. */
function mistyped(value) {
  if (Array.isArray(value)) return { items: value.length };
  if (value === null || typeof value !== 'object') return WRONG[typeof value](value);
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, mistyped(member)]));
}

/** Something that has no members is another thing as a whole. */
function retype(text) {
  try {
    const made = JSON.stringify(mistyped(JSON.parse(text)));
    return made === text ? '"nothing"' : made;
  } catch {
    return '[[]]';
  }
}

const HTML = '<!doctype html><html><head><title>Sign in to the network</title></head><body>Accept</body></html>';

/** Faults that the sandbox makes on a real connection: what a browser tells of those, it tells itself. */
const onSocket = (fault) => async ({ operation }) => {
  for (const path of operation.socketPaths ?? [operation.path]) await addFault(operation.method, path, fault, 200);
  return clearFaults;
};

const offline = async ({ page }) => {
  await page.context().setOffline(true);
  return () => page.context().setOffline(false);
};

/** Half a minute is the app's patience with a call; nobody waits for that here: it ends when the call is under way. */
export const prepare = (page) => page.addInitScript(() => {
  const timeout = AbortSignal.timeout.bind(AbortSignal);
  const waiting = [];
  AbortSignal.timeout = (ms) => {
    waiting.push(new AbortController());
    return AbortSignal.any([timeout(ms), waiting.at(-1).signal]);
  };
  globalThis.endPatienceOfTheTest = () => {
    for (const one of waiting.splice(0)) one.abort(new DOMException('It took too long.', 'TimeoutError'));
  };
});

async function never(_, { page, until }) {
  await page.evaluate(() => globalThis.endPatienceOfTheTest());
  return until;
}

/** Lets the service carry a call out before the page meets something else. */
const afterAll = (meet) => async (route, env) => {
  await carriedOut(route.request());
  return meet(route, env);
};

/**
 * Every fault. `arrives` tells that the service did what it was asked; `meet` answers a call that is caught on its
 * way; `set` makes the whole page meet it, and gives back what takes it away again.
 */
export const FAULTS = [
  { name: 'offline', set: offline },
  { name: 'no answer in time', meet: never },
  { name: 'dropped before it arrives', set: onSocket({ drop: 'before' }), meetElsewhere: (route) => route.abort('connectionreset') },
  {
    name: 'dropped after it was carried out',
    arrives: true,
    meet: afterAll((route) => route.abort('connectionreset')),
  },
  { name: 'carried out and never answered', arrives: true, meet: afterAll(never) },
  // What stands before a service may give up on it while it works on.
  { name: 'carried out and answered by status 504', arrives: true, status: 504, meet: afterAll(answered(504)) },
  { name: 'cut off on the wire', arrives: true, onlySandbox: true, set: onSocket({ truncate: 1 }) },
  ...STATUSES.map((status) => ({ name: `status ${status}`, status, meet: answered(status) })),
  { name: 'status 429 with Retry-After', status: 429, meet: answered(429, { 'retry-after': '3' }) },
  {
    name: 'HTML instead of JSON',
    meet: (route) => route.fulfill({ status: 200, headers: OPEN, contentType: 'text/html', body: HTML }),
  },
  { name: 'truncated JSON', arrives: true, meet: spoilt((text) => text.slice(0, Math.floor(text.length / 2))) },
  { name: 'wrong types', arrives: true, meet: spoilt(retype) },
  { name: 'empty body', arrives: true, meet: spoilt(() => '') },
  {
    name: 'ten seconds late',
    arrives: true,
    isLate: true,
    meet: async (route) => {
      const answer = await carriedOut(route.request());
      await wait(10_000);
      await route.fulfill(answer).catch(() => {});
    },
  },
];

export const faultNamed = (name) => FAULTS.find((fault) => fault.name === name);

/** Whether its connections are the sandbox's own, and its calls can be told from others by what the sandbox looks at. */
const isSandbox = ({ isElsewhere, origin }) => origin === API && !isElsewhere;

/** The faults that an operation can meet: only the sandbox's own connections can be cut off in the middle. */
export const faultsOf = (operation) =>
  FAULTS.filter((fault) => (!fault.onlySandbox || isSandbox(operation)) && !operation.never?.includes(fault.name));

/** Lets every call of the operation meet the fault until it is lifted; counts those calls, and those that come later. */
export async function begin(fault, env) {
  const { operation, page } = env;
  const met = { calls: 0, later: 0 };
  let free;
  const until = new Promise((resolve) => { free = resolve; });
  const real = fault.set && (isSandbox(operation) || !fault.meetElsewhere);
  const meet = fault.meet ?? (real ? undefined : fault.meetElsewhere);
  let isOn = true;
  await page.route((address) => operation.url(address, env), async (route, request) => {
    if (request.method() !== operation.method) return route.fallback();
    if (!isOn) {
      met.later += 1;
      return route.fallback();
    }
    met.calls += 1;
    return meet ? meet(route, { operation, page, until }) : route.fallback();
  });
  const takeAway = real ? await fault.set(env) : undefined;
  met.lift = async () => {
    isOn = false;
    free();
    await takeAway?.();
  };
  return met;
}
