// The test function of this suite: a fresh sandbox, the app at hand, the guard watching.
import { test as base, expect } from '@playwright/test';
import { API, MEMBER_KEY, OWNER_KEY, SEARCH_API, SEARCH_KEY, ZENML, ZENML_PASSWORD } from './env.mjs';
import { defaultConfig, ELASTIC, SEARCH, writeConfig, ZENML_CONNECTION } from './config.mjs';
import { App } from './app.mjs';
import { Guard } from './guard.mjs';
import * as sandbox from './sandbox.mjs';

const CONNECTIONS = {
  sandbox: [ELASTIC, SEARCH],
  'on-host': [ELASTIC, SEARCH],
  fastapi: [ELASTIC, SEARCH],
  zenml: [ELASTIC, ZENML_CONNECTION],
};

export const test = base.extend({
  guard: [
    async ({ context }, use, info) => {
      const config = defaultConfig({ connections: CONNECTIONS[info.project.name] });
      writeConfig(config);
      await sandbox.reset();
      const guard = new Guard(context);
      await guard.watching;
      guard.allow(config);
      for (const secret of [OWNER_KEY, MEMBER_KEY]) guard.secret(secret, API);
      guard.secret(SEARCH_KEY, SEARCH_API);
      guard.secret(ZENML_PASSWORD, ZENML);
      await use(guard);
      expect(await guard.findings(), 'what must never happen').toEqual([]);
    },
    { auto: true },
  ],

  app: async ({ page, guard }, use) => {
    await use(new App(page, guard));
  },
});

export { expect };
