// The built app in Chromium, under the production headers: against the sandbox, a real ZenML server, and a real
// FastAPI server. `cargo xtask test` with e2e, zenml or fastapi builds what this needs and sets its environment.
import path from 'node:path';
import { defineConfig } from '@playwright/test';
import {
  API_PORT,
  APP,
  APP_DIR,
  APP_PORT,
  CONFIG_FILE,
  EMULATED,
  HOSTS,
  ON_HOST,
  OUTPUT,
  SANDBOX_APP,
  SANDBOX_BIN,
} from './support/env.mjs';
import { defaultConfig, writeConfig } from './support/config.mjs';

// The sandbox reads it when it starts; each test writes its own.
writeConfig(defaultConfig());

const hosts = ON_HOST ? [ON_HOST] : HOSTS;
const emulated = EMULATED.hosts.length ? [`http://localhost:${EMULATED.port}`] : [];
const origins = hosts.length ? [SANDBOX_APP, ...hosts.map(({ url }) => new URL(url).origin), ...emulated] : [];
const onSandbox = { testIgnore: ['zenml*.spec.mjs', 'hosts*.spec.mjs', 'engines*.spec.mjs'] };
// What shows each kind of thing once.
const few = ['add-connection', 'guard', 'keyboard', 'lazy', 'terms'].map((name) => `${name}.spec.mjs`);
const quoted = (text) => `"${text}"`;
const chromiumArguments = [
  '--disable-gpu',
  '--disable-quic',
  '--disable-sync',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-dev-shm-usage',
  '--no-first-run',
];

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.mjs',
  outputDir: path.join(OUTPUT, 'results'),
  // The sandbox is one for all, and its state is part of what is tested.
  workers: 1,
  fullyParallel: false,
  // What passes only at the second try is told by name at the end, and too many of them fail the run.
  retries: 1,
  forbidOnly: true,
  timeout: 30_000,
  expect: { timeout: 5_000 },
  use: {
    baseURL: APP,
    viewport: { width: 1280, height: 900 },
    locale: 'en-US',
    timezoneId: 'Europe/Berlin',
    actionTimeout: 5_000,
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM || undefined,
      // Chromium refuses its own sandbox to root, which is who runs in most containers.
      chromiumSandbox: process.getuid?.() !== 0,
      args: chromiumArguments,
    },
  },
  projects: [
    { name: 'sandbox', ...onSandbox },
    { name: 'hosts', testMatch: 'hosts*.spec.mjs' },
    // In engines that Playwright does not drive: each test starts its own.
    { name: 'engines', testMatch: 'engines*.spec.mjs' },
    // The same as on the sandbox, served as `dist` says; what is about the sandbox's own server is not.
    { name: 'on-host', ...(ON_HOST?.whole ? onSandbox : { testMatch: few }), grepInvert: /@server/ },
    { name: 'zenml', testMatch: 'zenml*.spec.mjs' },
    // The same as on the sandbox: only what makes calls go wrong is the sandbox's alone.
    { name: 'fastapi', testMatch: 'search*.spec.mjs', grepInvert: /@sandbox/ },
  ],
  webServer: {
    command: [
      quoted(SANDBOX_BIN),
      `--port ${APP_PORT} --api-port ${API_PORT}`,
      `--app ${quoted(APP_DIR)} --config ${quoted(CONFIG_FILE)}`,
      ...origins.map((origin) => `--allow-origin ${origin}`),
    ].join(' '),
    url: SANDBOX_APP,
    reuseExistingServer: false,
    timeout: 15_000,
  },
});
