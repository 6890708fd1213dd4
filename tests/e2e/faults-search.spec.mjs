// Every call of the Search API meets every fault.
import { SEARCH_OPERATIONS } from './support/faults/search.mjs';
import { ON_SANDBOX } from './support/faults/sandbox.mjs';
import { play } from './support/faults/table.mjs';

play(SEARCH_OPERATIONS, ON_SANDBOX);
