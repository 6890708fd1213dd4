// The app's config.json, which the sandbox serves from a file that each test may replace.
import fs from 'node:fs';
import path from 'node:path';
import { API, CONFIG_FILE, ON_HOST, SEARCH_API, ZENML } from './env.mjs';
import { deploy } from './host.mjs';

export const ELASTIC = {
  id: 'elastic',
  kind: 'elastic-cloud',
  name: 'Elastic Cloud',
  base_url: API,
  terms_url: 'https://www.example.com/terms',
};
export const SEARCH = {
  id: 'search',
  kind: 'search-api',
  name: 'Search API',
  base_url: SEARCH_API,
  auth_header: { name: 'Authorization', value: 'ApiKey {credential}' },
};
export const ZENML_CONNECTION = { id: 'zenml', kind: 'zenml', name: 'ZenML', base_url: ZENML };

const POLICY = { warn_days: 30, idle_days: 90, idle_lock_minutes: 15 };

/** What the tests use unless they say otherwise; `policy` adds to the usual one. */
export function defaultConfig({ connections = [ELASTIC, SEARCH, ZENML_CONNECTION], policy = {} } = {}) {
  return { connections, policy: { ...POLICY, ...policy } };
}

/** Replaces config.json, by an object or by a text as it is. */
export function writeConfig(config) {
  const text = typeof config === 'string' ? config : JSON.stringify(config, null, 2);
  fs.mkdirSync(path.dirname(CONFIG_FILE), { recursive: true });
  fs.writeFileSync(CONFIG_FILE, text);
  if (ON_HOST) deploy(text, JSON.stringify(defaultConfig()));
}

/** The origins that a page under this configuration may speak to. */
export function originsOf(config) {
  const connections = config?.connections ?? [];
  const urls = connections.map((connection) => connection.base_url).filter((url) => URL.canParse(url));
  return urls.map((url) => new URL(url).origin);
}
