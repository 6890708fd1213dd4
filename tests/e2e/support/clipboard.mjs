// Reads the clipboard as another page would: the app's own policy lets it write there and not read.
import { APP } from './env.mjs';

/** Lets the app copy. */
export const allow = (context) =>
  context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: APP });

/** What was copied last. */
export async function read(context) {
  const reader = await context.newPage();
  const address = `${APP}/clipboard-of-the-test`;
  await reader.route(address, (route) => route.fulfill({ contentType: 'text/html', body: '<title>Clipboard</title>' }));
  await reader.goto(address);
  await reader.bringToFront();
  const text = await reader.evaluate(() => navigator.clipboard.readText());
  await reader.close();
  return text;
}
