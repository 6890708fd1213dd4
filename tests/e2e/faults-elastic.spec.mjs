// Every call for an organization's keys meets every fault.
import { ELASTIC_OPERATIONS } from './support/faults/elastic.mjs';
import { ON_SANDBOX } from './support/faults/sandbox.mjs';
import { play } from './support/faults/table.mjs';

play(ELASTIC_OPERATIONS, ON_SANDBOX);
