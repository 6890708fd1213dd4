// Every call for an organization's keys meets every fault.
import { ELASTIC_OPERATIONS } from './support/faults/elastic.mjs';
import { play } from './support/faults/table.mjs';

play(ELASTIC_OPERATIONS);
