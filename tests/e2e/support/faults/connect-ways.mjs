// How one comes to the places of Cloud Connect in the app, and what is asked there.
import { expect } from '@playwright/test';
import * as clusters from '../clusters.mjs';
import { ELASTIC_WAY } from './elastic.mjs';
import { operation, pressFirst } from './operation.mjs';

const { ClustersPages } = clusters;

/** An operation of Cloud Connect. */
export const one = (all) => operation('Cloud Connect', ELASTIC_WAY, all);

/** Whether a service of a cluster is on. */
export const isOn = async (name, service = 'auto_ops') => (await clusters.readBehind(name)).services[service].enabled;

/** From nothing to the page of a cluster. */
export const openCluster = (name) => async (env) => {
  env.pages = new ClustersPages(env.app);
  await env.pages.open(name);
};

/** What is asked last. */
export const question = ({ page }) => page.locator('dialog[open]').last();

/** What is asked about a cluster before it is done. */
export const ask = (button, title) => async ({ pages, page }) => {
  // Each answer that reads the cluster anew makes its buttons anew.
  await expect(pages.button(button).or(page.getByRole('button', { name: button, exact: true })).first()).toBeVisible();
  await page.getByRole('button', { name: button, exact: true }).first().click();
  await expect(page.getByRole('dialog', { name: title }).or(page.getByRole('alertdialog', { name: title }))).toBeVisible();
};

/** Looks again where that is all there is, then sends it again. */
export const pressOnce = (...names) => async (env) => {
  await pressFirst(question(env), ...names);
};
