// Puts another version of the app in the place of the one that a web server serves, as an update does: every file that
// is named by its content has another name, and those of the version before are gone.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

const digest = (content) => createHash('sha256').update(content).digest('base64');
const renamed = (name) => name.replace(/[0-9a-f]{16}/, (hash) => digest(hash).replace(/\W/g, '0').toLowerCase().replace(/[g-z]/g, 'a').slice(0, 16));

/** Replaces what `dist` wrote for this host, and makes the server read again. */
export function update({ url, out, told, reload }) {
  const site = path.join(out, 'site', new URL(url).pathname);
  for (const name of fs.readdirSync(site)) if (/\.(br|gz)$/.test(name)) fs.rmSync(path.join(site, name));
  const at = (name) => path.join(site, name);
  const names = fs.readdirSync(site).filter((name) => /[0-9a-f]{16}/.test(name));
  const inPage = fs.readFileSync(at('index.html'), 'utf8');
  const withNames = (text) => names.reduce((all, name) => all.replaceAll(name, renamed(name)), text);
  let page = withNames(inPage);
  let policy = fs.readFileSync(told, 'utf8');
  for (const name of names) {
    const before = fs.readFileSync(at(name));
    const after = name.endsWith('.js') ? Buffer.from(withNames(before.toString())) : before;
    page = page.replaceAll(digest(before), digest(after));
    policy = policy.replaceAll(digest(before), digest(after));
    fs.rmSync(at(name));
    fs.writeFileSync(at(renamed(name)), after);
  }
  fs.writeFileSync(at('index.html'), page);
  fs.writeFileSync(told, policy);
  const [program, ...words] = reload;
  execFileSync(program, words, { stdio: ['ignore', 'ignore', 'pipe'] });
}
