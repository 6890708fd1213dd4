// Every call of Cloud Connect meets every fault.
import { CONNECT_OPERATIONS } from './support/faults/connect.mjs';
import { ON_SANDBOX } from './support/faults/sandbox.mjs';
import { play } from './support/faults/table.mjs';

play(CONNECT_OPERATIONS, ON_SANDBOX);
