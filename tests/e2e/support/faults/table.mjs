// The table: every operation of a backend meets every fault that it can meet.
import { expect, test } from '../test.mjs';
import { faultsOf } from './kinds.mjs';
import { meet } from './run.mjs';

/** Whether the whole table is run, or as little of it as meets every operation and every fault. */
export const IS_FULL = process.env.LATCHKEY_FULL === '1';

/** Every case of these operations. */
export const casesOf = (operations) =>
  operations.flatMap((operation) => faultsOf(operation).map((fault) => ({ operation, fault })));

/** As few of them as meet every operation and every fault once: each operation meets the next faults in turn. */
export function fewOf(operations) {
  const most = Math.max(...operations.map((operation) => faultsOf(operation).length), operations.length);
  const few = Array.from({ length: most }, (_, at) => {
    const operation = operations[at % operations.length];
    const faults = faultsOf(operation);
    return { operation, fault: faults[at % faults.length] };
  });
  return few;
}

/** The tests of these operations. */
export function play(operations) {
  test.describe.configure({ timeout: 90_000 });
  const cases = IS_FULL ? casesOf(operations) : fewOf(operations);
  for (const { operation, fault } of cases) {
    test(`${operation.name}: ${fault.name}`, async ({ app, guard, page }) => {
      await meet(operation, fault, { app, guard, page });
    });
  }
}

export { expect, test };
