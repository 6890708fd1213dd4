// Why no answer came, as far as a browser lets a page find out, and what to do about it.
import http from 'node:http';
import net from 'node:net';
import { API } from './support/env.mjs';
import { defaultConfig, ELASTIC } from './support/config.mjs';
import { expect, test } from './support/test.mjs';

const at = (base_url) => defaultConfig({ connections: [{ ...ELASTIC, base_url }] });

/** Listens on a free port of loopback for the length of a test. */
async function listen(server) {
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server.address().port;
}

/** Signs in at this address with a credential that is nobody's, and gives what the page says. */
async function whyNot(app, page, base_url) {
  app.configure(at(base_url));
  await page.goto('/connections/elastic');
  await app.signIn({ key: 'essu_nobody' });
  const alert = app.signInForm().getByRole('alert');
  await expect(alert).toContainText("You aren't signed in.");
  return alert;
}

test('a service that answers no other origin is told from one that is not there, with the way out', async ({ app, page, guard }) => {
  guard.expectConsole(/blocked by CORS policy/);
  guard.expectLostCalls();
  const met = [];
  const server = http.createServer((request, response) => {
    met.push(`${request.method} ${request.url} ${request.headers.authorization ?? 'without a credential'}`);
    response.end('hello');
  });
  const origin = `http://127.0.0.1:${await listen(server)}`;
  const alert = await whyNot(app, page, `${origin}/base`);
  await expect(alert).toContainText(`${origin} is there, but doesn't let this page read its answers.`);
  await expect(alert).toContainText("let this site pass the calls on: see “Backends that don't answer other origins”");
  expect(met.filter((one) => one.includes('essu_'))).toEqual([]);
  expect(met).toContain('HEAD / without a credential');
  server.close();
});

test('a port that nobody listens on is called unreachable', async ({ app, page, guard }) => {
  guard.expectLostCalls();
  const server = net.createServer();
  const port = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  const alert = await whyNot(app, page, `http://127.0.0.1:${port}`);
  await expect(alert).toContainText(`http://127.0.0.1:${port} can't be reached from here.`);
  await expect(alert).toContainText("Check the connection's address, your network, and the service's certificate");
});

test("so is a service whose TLS the browser can't agree with", async ({ app, page, guard }) => {
  guard.expectLostCalls();
  const server = http.createServer((_, response) => response.end('hello'));
  const origin = `https://127.0.0.1:${await listen(server)}`;
  await expect(await whyNot(app, page, origin)).toContainText(`${origin} can't be reached from here.`);
  server.close();
});

test('a connection that breaks at the first call is not called closed to pages for good', async ({ app, page, guard }) => {
  guard.expectLostCalls();
  const server = net.createServer((socket) => socket.destroy());
  const origin = `http://127.0.0.1:${await listen(server)}`;
  await expect(await whyNot(app, page, origin)).toContainText(`${origin} can't be reached from here.`);
  server.close();
});

test('a part of the path that is wrong is told as an address that may be wrong', async ({ app, page, guard }) => {
  guard.expectStatus(404);
  const alert = await whyNot(app, page, `${API}/nowhere`);
  await expect(alert).toContainText('The service answered with status 404');
  await expect(alert).toContainText("Check that the connection's address belongs to this kind of service.");
});

test('a device without a network is called offline, and the same works when it is back', async ({ app, page, guard, context }) => {
  // Parts of the app are fetched ahead, which fails, too, and is made up for.
  guard.expectConsole(/Failed to fetch/);
  guard.expectLostCalls();
  await page.goto('/connections/elastic');
  await expect(app.signInForm()).toBeVisible();
  await context.setOffline(true);
  await app.signIn();
  await expect(app.signInForm().getByRole('alert')).toContainText('Your device is offline.');
  await context.setOffline(false);
  await app.signInForm().getByRole('button', { name: 'Sign in' }).click();
  await expect(app.signInForm()).toBeHidden();
});
