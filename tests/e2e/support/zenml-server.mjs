// Further ZenML servers, for tests that need one of their own: to end its tokens, to restart it in the middle.
// `cargo xtask test zenml` says where its Python is and which folder holds a database to begin with.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { APP_PORT, ZENML_PASSWORD, ZENML_USER } from './env.mjs';

const PYTHON = process.env.ZENML_PYTHON;
/** Where further servers keep what is theirs. */
const WORK = process.env.ZENML_WORK;
/** The database of a server that has its administrator and little else: to make one takes longest. */
const TEMPLATE = path.join(WORK ?? '', 'template.db');
/** Both hosts of the app, of which one is another site than the server's. */
const ORIGINS = ['localhost', '127.0.0.1'].map((host) => `http://${host}:${APP_PORT}`);

const START_LIMIT = 120_000;
const STOP_LIMIT = 10_000;

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Servers that run. A worker that ends takes them along. */
const running = new Set();
process.on('exit', () => running.forEach((server) => server.child.kill('SIGKILL')));

class Server {
  constructor({ name, port, settings }) {
    this.folder = path.join(WORK, name);
    this.port = port;
    this.url = `http://127.0.0.1:${port}`;
    this.settings = settings;
  }

  get database() {
    return path.join(this.folder, 'zenml.db');
  }

  environment() {
    return {
      ...process.env,
      ZENML_CONFIG_PATH: path.join(this.folder, 'config'),
      ZENML_STORE_TYPE: 'sql',
      ZENML_STORE_URL: `sqlite:///${this.database}`,
      ZENML_ANALYTICS_OPT_IN: 'false',
      ZENML_SERVER_AUTH_SCHEME: 'OAUTH2_PASSWORD_BEARER',
      ZENML_SERVER_CORS_ALLOW_ORIGINS: ORIGINS.join(','),
      ZENML_SERVER_DEPLOYMENT_TYPE: 'other',
      TLDEXTRACT_CACHE: path.join(this.folder, 'tldextract'),
      ...this.settings,
    };
  }

  async start() {
    const log = fs.openSync(path.join(this.folder, 'server.log'), 'a');
    const program = ['-m', 'uvicorn', 'zenml.zen_server.zen_server_api:app', '--no-access-log'];
    const address = ['--host', '127.0.0.1', '--port', String(this.port)];
    const options = { cwd: this.folder, env: this.environment(), stdio: ['ignore', log, log] };
    this.child = spawn(PYTHON, [...program, ...address], options);
    this.ended = new Promise((resolve) => this.child.once('close', resolve));
    fs.closeSync(log);
    running.add(this);
    await this.untilHealthy();
  }

  async untilHealthy() {
    const deadline = Date.now() + START_LIMIT;
    while (!(await isHealthy(this.url))) {
      if (this.child.exitCode !== null) throw new Error(`The ZenML server ended while starting: ${this.folder}/server.log`);
      if (Date.now() > deadline) throw new Error(`The ZenML server is not ready: ${this.folder}/server.log`);
      await wait(200);
    }
  }

  /** Ends the process that was started, and waits until it is gone. */
  async stop() {
    if (!running.delete(this)) return;
    this.child.kill('SIGTERM');
    const killer = setTimeout(() => this.child.kill('SIGKILL'), STOP_LIMIT);
    await this.ended;
    clearTimeout(killer);
  }

  /** Takes it back to what its database was when this file was a copy of it. */
  async reset(copy) {
    await this.stop();
    fs.copyFileSync(copy, this.database);
    await this.start();
  }

  /** Without a fixed secret this ends every token that it gave out. */
  async restart() {
    await this.stop();
    await this.start();
  }

  /** Makes the administrator, unless the database it began with has one. */
  async activate() {
    const info = await (await fetch(`${this.url}/api/v1/info`)).json();
    if (info.active) return;
    const body = JSON.stringify({
      server_name: 'latchkey',
      enable_analytics: false,
      display_announcements: false,
      display_updates: false,
      admin_username: ZENML_USER,
      admin_password: ZENML_PASSWORD,
    });
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${this.url}/api/v1/activate`, { method: 'PUT', headers, body });
    if (!answer.ok) throw new Error(`${this.url} was not activated: ${answer.status} ${await answer.text()}`);
  }
}

const isHealthy = async (url) => (await fetch(`${url}/health`).catch(() => null))?.ok ?? false;

/** A port that nothing listens on. */
function freePort() {
  return new Promise((resolve, reject) => {
    const listener = net.createServer().once('error', reject);
    listener.listen(0, '127.0.0.1', () => {
      const { port } = listener.address();
      listener.close(() => resolve(port));
    });
  });
}

/**
 * Starts a server that is as new, with the usual administrator. `settings` are more of its variables, such as
 * `{ ZENML_SERVER_JWT_TOKEN_EXPIRE_MINUTES: '1' }`. One that `isNew` has no administrator: nobody has set it up, and
 * `pristine` is a copy of its database then. Whoever starts one stops it.
 */
export async function startServer({ name, settings = {}, isNew = false }) {
  if (!PYTHON || !WORK) throw new Error('ZENML_PYTHON and ZENML_WORK have to say where a server can be started.');
  const server = new Server({ name, port: await freePort(), settings });
  fs.rmSync(server.folder, { recursive: true, force: true });
  fs.mkdirSync(path.join(server.folder, 'config'), { recursive: true });
  if (!isNew && fs.existsSync(TEMPLATE)) fs.copyFileSync(TEMPLATE, server.database);
  try {
    await server.start();
    if (isNew) {
      await server.stop();
      server.pristine = `${server.database}.new`;
      await fs.promises.copyFile(server.database, server.pristine);
      await server.start();
    } else {
      await server.activate();
    }
  } catch (error) {
    await server.stop();
    throw error;
  }
  return server;
}
