// Deploys to a real web server what a test configures, as an owner would: written by `cargo xtask dist`, put in place,
// and the server told to read again.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { ON_HOST } from './env.mjs';

const SITE = '/srv/latchkey';
// Runs by itself, as who deploys waits for it: gives up after ten seconds.
const UNTIL_SERVED = `
  const [url, folder] = process.argv.slice(1);
  const fs = await import('node:fs');
  const config = fs.readFileSync(folder + '/site/config.json', 'utf8');
  const told = fs.readFileSync(folder + '/told', 'utf8');
  for (const end = Date.now() + 10_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 20))) {
    const answers = await Promise.all(['', 'config.json'].map((name) => fetch(url + name, { headers: { connection: 'close' } }))).catch(() => []);
    if (answers.length < 2) continue;
    const policy = answers[0].headers.get('content-security-policy');
    if ((await answers[1].text()) === config && policy && told.includes(policy)) process.exit(0);
  }
  process.exit(1);`;

/** Serves this config.json from now on. One that `dist` refuses is put in the place of the one of `accepted`. */
export function deploy(text, accepted) {
  const folder = written(text) ?? altered(text, written(accepted));
  const noted = path.join(ON_HOST.out, 'served');
  if (fs.existsSync(noted) && fs.readFileSync(noted, 'utf8') === folder) return;
  fs.rmSync(noted, { force: true });
  fs.copyFileSync(path.join(folder, 'told'), ON_HOST.told);
  const [program, ...words] = ON_HOST.reload;
  execFileSync(program, words, { stdio: ['ignore', 'ignore', 'pipe'] });
  execFileSync(process.execPath, ['--input-type=module', '-e', UNTIL_SERVED, ON_HOST.url, folder]);
  fs.writeFileSync(noted, folder);
}

const folderOf = (text) =>
  path.join(ON_HOST.out, 'deployed', createHash('sha256').update(text).digest('hex').slice(0, 16));

/** The folder that `dist` writes for a config.json; none if it refuses. */
function written(text) {
  const folder = folderOf(text);
  if (fs.existsSync(path.join(folder, 'told'))) return folder;
  const config = `${folder}.json`;
  fs.mkdirSync(path.dirname(folder), { recursive: true });
  fs.writeFileSync(config, text);
  const words = ['dist', '--config', config, '--target', ON_HOST.target, '--out', folder];
  const { status, stderr } = spawnSync(ON_HOST.xtask, words, { encoding: 'utf8' });
  if (status !== 0 && !stderr.includes(config)) throw new Error(stderr);
  if (status !== 0) return undefined;
  const told = fs.readFileSync(path.join(folder, path.basename(ON_HOST.told).replace('placed-', '')), 'utf8');
  fs.writeFileSync(path.join(folder, 'told'), told.replaceAll(SITE, path.join(folder, 'site')));
  return folder;
}

/** The same folder with a config.json that somebody edited there. */
function altered(text, from) {
  const folder = `${folderOf(text)}-altered`;
  fs.cpSync(from, folder, { recursive: true });
  for (const end of ['br', 'gz']) fs.rmSync(path.join(folder, `site/config.json.${end}`), { force: true });
  fs.writeFileSync(path.join(folder, 'site/config.json'), text);
  const told = fs.readFileSync(path.join(folder, 'told'), 'utf8');
  fs.writeFileSync(path.join(folder, 'told'), told.replaceAll(from, folder));
  return folder;
}
