// Medians of what was measured as a table, and whether they meet the targets.

const FRAME = 1000 / 60;
const FIRST_ROW = 1.5;
const FILTER = 2;
const LONGEST_TASK = 100;

/** The medians of both pages side by side, and how many times longer the app takes. */
export function table(visits) {
  const all = (name) => visits.flatMap((size) => size[name]);
  const rows = [
    row('first paint of a cold load', (name) => all(name).map((visit) => visit.load.paint)),
    row('form works after a cold load', (name) => all(name).map((visit) => visit.load.interactive)),
  ];
  for (const size of visits) {
    const keys = `${size.size.toLocaleString('en-US')} keys: `;
    rows.push(
      row(`${keys}first row`, firstRows(size)),
      row(`${keys}all rows`, (name) => size[name].map((visit) => visit.read.all)),
      row(`${keys}filter, painted`, filtered(size)),
      row(`${keys}filter, script`, (name) => filters(size[name]).map((time) => time.script)),
      row(`${keys}frame while scrolling, 95th of 100`, (name) => size[name].map((visit) => quantile(visit.frames, 0.95))),
      row(`${keys}longest task while reading`, (name) => size[name].map((visit) => visit.readingTask)),
      row(`${keys}longest task while typing`, (name) => size[name].map((visit) => visit.typingTask)),
      row(`${keys}longest task while scrolling`, (name) => size[name].map((visit) => visit.scrollingTask)),
    );
  }
  const line = ({ title, app, plain, worst }) =>
    `${title.padEnd(52)}${cell(app)}${cell(plain)}${ratio(app, plain)}${cell(worst)}`;
  const head = `${'Medians in ms (long tasks: 0 = none over 50)'.padEnd(52)}${['app', 'plain', 'ratio', 'app worst'].map((text) => text.padStart(10)).join('')}`;
  return ['', head, ...rows.map(line), ''].join('\n');
}

/** The targets that were missed, a sentence each. */
export function check(visits) {
  const misses = [];
  const hold = (what, value, limit) => {
    if (!(value <= limit)) misses.push(`${what} took ${value.toFixed(1)} ms; at most ${limit.toFixed(1)} ms are allowed.`);
  };
  for (const size of visits) {
    const keys = `With ${size.size.toLocaleString('en-US')} keys,`;
    const [rows, shown] = [firstRows(size), filtered(size)];
    hold(`${keys} the first row`, median(rows('app')), FIRST_ROW * median(rows('plain')));
    hold(`${keys} a search`, median(shown('app')), FILTER * median(shown('plain')) + FRAME);
  }
  // A task that is the app's own comes in every visit; one that the machine caused does not.
  const largest = visits.at(-1).app;
  hold('The longest task while typing', median(largest.map((visit) => visit.typingTask)), LONGEST_TASK);
  hold('The longest task while scrolling', median(largest.map((visit) => visit.scrollingTask)), LONGEST_TASK);
  return misses;
}

const firstRows = (size) => (name) => size[name].map((visit) => visit.read.row);
const filtered = (size) => (name) => filters(size[name]).map((time) => time.shown);
const filters = (visits) => visits.flatMap((visit) => visit.filters);

function row(title, values) {
  return { title, app: median(values('app')), plain: median(values('plain')), worst: Math.max(...values('app')) };
}

function median(values) {
  return quantile(values, 0.5);
}

function quantile(values, part) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * part;
  const [low, high] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  return low + (high - low) * (at - Math.floor(at));
}

function cell(value) {
  return value.toFixed(1).padStart(10);
}

function ratio(app, plain) {
  return (plain > 0 ? `${(app / plain).toFixed(2)}×` : '').padStart(10);
}
