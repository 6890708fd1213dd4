// What the app reads before anything else meets every fault.
import { ON_SANDBOX } from './support/faults/sandbox.mjs';
import { START_OPERATIONS } from './support/faults/start.mjs';
import { play } from './support/faults/table.mjs';

play(START_OPERATIONS, ON_SANDBOX);
