// What is left of secrets in a page: in what it keeps and shows, in the app's own memory, and in the script engine's
// heap. The app has no door for this: its memory is caught when the browser makes it.
import { expect } from '@playwright/test';
import { kept, leaks } from './leaks.mjs';

/** Catches the memory of every wasm module that pages of this context make from now on. */
export const catchMemory = (context) =>
  context.addInitScript(() => {
    const caught = [];
    Object.defineProperty(globalThis, 'memoryOfTheApp', { value: caught });
    const note = (instance) => {
      for (const one of Object.values(instance.exports)) if (one instanceof WebAssembly.Memory) caught.push(one);
    };
    for (const name of ['instantiate', 'instantiateStreaming']) {
      const make = WebAssembly[name];
      WebAssembly[name] = async (...args) => {
        const made = await make.apply(WebAssembly, args);
        note(made.instance ?? made);
        return made;
      };
    }
  });

/** The caught memory, byte by byte as a text. */
async function memory(page) {
  const size = await page.evaluate(() => Math.max(0, ...memoryOfTheApp.map((one) => one.buffer.byteLength)));
  expect(size, 'the memory of the app was caught').toBeGreaterThan(65_536);
  const parts = [];
  const STEP = 1 << 21;
  for (let at = 0; at < size; at += STEP) {
    const part = await page.evaluate(
      async ([at, end]) => {
        const largest = memoryOfTheApp.reduce((a, b) => (a.buffer.byteLength > b.buffer.byteLength ? a : b));
        const bytes = new Uint8Array(largest.buffer).slice(at, end);
        const url = await new Promise((resolve) => {
          const reader = new FileReader();
          reader.onload = () => resolve(reader.result);
          reader.readAsDataURL(new Blob([bytes]));
        });
        return url.slice(url.indexOf(',') + 1);
      },
      [at, Math.min(size, at + STEP)],
    );
    parts.push(Buffer.from(part, 'base64'));
  }
  return Buffer.concat(parts);
}

/** A snapshot of the script engine's heap, after it was cleaned up. */
async function snapshot(page) {
  const session = await page.context().newCDPSession(page);
  const chunks = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  for (let again = 0; again < 3; again += 1) await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await session.detach();
  return JSON.parse(chunks.join(''));
}

/** What holds each text of a snapshot that holds one of these: the way from it towards a root, as names. */
function holders({ snapshot: { meta }, nodes, edges, strings }, secrets) {
  const guilty = new Set(strings.flatMap((text, at) => (secrets.some((one) => text.includes(one)) ? [at] : [])));
  if (guilty.size === 0) return [];
  const width = meta.node_fields.length;
  const [type, name, count] = ['type', 'name', 'edge_count'].map((field) => meta.node_fields.indexOf(field));
  const edgeWidth = meta.edge_fields.length;
  const to = meta.edge_fields.indexOf('to_node');
  const types = meta.node_types[type];
  const from = new Map();
  for (let node = 0, edge = 0; node < nodes.length; node += width) {
    for (let one = 0; one < nodes[node + count]; one += 1, edge += edgeWidth) {
      if (meta.edge_types[0][edges[edge]] === 'weak') continue;
      if (!from.has(edges[edge + to])) from.set(edges[edge + to], node);
    }
  }
  const found = [];
  for (let node = 0; node < nodes.length; node += width) {
    if (!guilty.has(nodes[node + name])) continue;
    const way = [];
    for (let at = node; at !== undefined && way.length < 6; at = from.get(at)) {
      const text = guilty.has(nodes[at + name]) ? '' : ` ${strings[nodes[at + name]].slice(0, 60)}`;
      way.push(`${types[nodes[at + type]]}${text}`);
    }
    found.push(way.join(' < '));
  }
  return found;
}

/** Everything that the document holds: text, attributes, and what is typed. */
const inDocument = (page) =>
  page.evaluate(() => {
    const all = [...document.querySelectorAll('*')];
    const attributes = all.flatMap((one) => [...one.attributes].map((attribute) => attribute.value));
    const values = all.filter((one) => 'value' in one).map((one) => String(one.value));
    return { text: document.documentElement.textContent, attributes, values };
  });

/**
 * What is left of the secrets that the guard knows; `heap` tells what holds them. The heap is looked at before anything else is asked of the page, and nothing that is asked tells the page
 * what is looked for.
 */
export async function residue(page, guard) {
  await Promise.all(guard.pending);
  const secrets = [...new Set([...guard.secrets.keys(), ...guard.named])].filter((one) => one.length > 6);
  const heap = holders(await snapshot(page), secrets);
  const bytes = await memory(page);
  const inMemory = secrets.filter((one) => bytes.includes(Buffer.from(one)));
  const around = inMemory.map((one) => {
    const at = bytes.indexOf(Buffer.from(one));
    return bytes.subarray(Math.max(0, at - 60), at + 30).toString('latin1').replace(/[^ -~]/g, '.');
  });
  const found = leaks({ ...(await kept(page)), 'the console': guard.console, 'the document': await inDocument(page) }, secrets);
  return { secrets: secrets.length, bytes: bytes.length, heap, memory: around, found };
}
