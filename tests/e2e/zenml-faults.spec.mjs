// Every call of a real ZenML server meets every fault.
import { play } from './support/faults/table.mjs';
import { ZENML_OPERATIONS } from './support/faults/zenml.mjs';

play(ZENML_OPERATIONS);
