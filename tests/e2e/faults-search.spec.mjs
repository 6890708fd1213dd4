// Every call of the Search API meets every fault.
import { SEARCH_OPERATIONS } from './support/faults/search.mjs';
import { play } from './support/faults/table.mjs';

play(SEARCH_OPERATIONS);
