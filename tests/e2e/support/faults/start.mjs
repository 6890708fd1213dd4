// What the app reads before anything else.
import { APP } from '../env.mjs';
import { operation } from './operation.mjs';

const HOST_WAY = { origin: APP, refusal: () => ({ error: 'The test wants it so.' }) };

export const START_OPERATIONS = [
  operation('Start', HOST_WAY, {
    name: 'config.json',
    method: 'GET',
    path: '/config.json',
    // Offline there is no app at all; of what is wrong in it there is a test of its own.
    never: ['offline', 'HTML instead of JSON', 'truncated JSON', 'wrong types', 'empty body'],
    arrive: () => {},
    act: ({ page }) => page.goto('/connections', { waitUntil: 'commit' }),
    // There is nowhere else to go yet.
    stays: () => true,
    done: ({ app }) => app.signInForm(),
  }),
];
