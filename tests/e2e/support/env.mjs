// Where things are, and the demo credentials. `cargo xtask test` sets the environment.
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** Another port lets a second run stand beside the first. */
export const APP_PORT = Number(process.env.E2E_PORT || 4300);
export const API_PORT = APP_PORT + 1;

export const OUTPUT = path.join(ROOT, 'target', APP_PORT === 4300 ? 'e2e' : `e2e-${APP_PORT}`);
export const SHOTS = path.join(ROOT, 'target', 'shots');
export const CONFIG_FILE = path.join(OUTPUT, 'config.json');

export const SANDBOX_BIN = process.env.SANDBOX_BIN || path.join(ROOT, 'target', 'debug', 'sandbox');
export const APP_DIR = process.env.APP_DIR || path.join(ROOT, 'dist');

/** Where the sandbox serves the app. `localhost` and `127.0.0.1` are two sites to a browser: calls are cross-site. */
export const SANDBOX_APP = `http://localhost:${APP_PORT}`;

/** The web server that these tests run on in place of the sandbox, and how to deploy to it; none if left out. */
export const ON_HOST = JSON.parse(process.env.ON_HOST || 'null');

/** Whether what takes minutes is run, too. */
export const FULL = Boolean(process.env.LATCHKEY_FULL);

/** Where the app of these tests is served. */
export const APP = ON_HOST ? new URL(ON_HOST.url).origin : SANDBOX_APP;
export const API = `http://127.0.0.1:${API_PORT}`;

/** What `dist` wrote, as web servers serve it: a name and an address each. */
export const HOSTS = JSON.parse(process.env.HOSTS || '[]');

/** What `dist` wrote for hosts that are emulated here, on one port after each other. */
export const EMULATED = JSON.parse(process.env.EMULATED || '{"port":0,"hosts":[]}');

export const ZENML = process.env.ZENML_URL || 'http://127.0.0.1:4310';
export const ZENML_USER = process.env.ZENML_USER || 'admin';
export const ZENML_PASSWORD = process.env.ZENML_PASSWORD || 'latchkey-demo-1';

/** The Search API: of the sandbox, or a real FastAPI server. */
export const SEARCH_API = process.env.FASTAPI_URL || API;

export const ORGANIZATION = '198583657190';
export const OWNER_KEY = 'essu_demo_owner_key';
export const MEMBER_KEY = 'essu_demo_member_key';
export const SEARCH_KEY = 'search-demo-admin';

export const KEYS_PATH = '/api/v1/users/auth/keys';
export const KEYS_PAGE = `/connections/elastic/${ORGANIZATION}/keys`;
