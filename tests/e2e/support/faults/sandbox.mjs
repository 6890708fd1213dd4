// Every operation that is tested on the sandbox.
import { CONNECT_OPERATIONS } from './connect.mjs';
import { ELASTIC_OPERATIONS } from './elastic.mjs';
import { SEARCH_OPERATIONS } from './search.mjs';
import { START_OPERATIONS } from './start.mjs';

export const ON_SANDBOX = [...ELASTIC_OPERATIONS, ...CONNECT_OPERATIONS, ...SEARCH_OPERATIONS, ...START_OPERATIONS];
