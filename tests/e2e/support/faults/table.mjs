// The table: every operation of a backend meets every fault that it can meet.
import { expect, test } from '../test.mjs';
import { FAULTS, faultsOf } from './kinds.mjs';
import { meet } from './run.mjs';

/** Whether the whole table is run, or as little of it as meets every operation and every fault. */
export const IS_FULL = process.env.LATCHKEY_FULL === '1';

/** Every case of these operations. */
export const casesOf = (operations) =>
  operations.flatMap((operation) => faultsOf(operation).map((fault) => ({ operation, fault })));

/** As few of them as meet every operation and every fault once: each operation meets the next fault in turn. */
export function fewOf(operations) {
  const few = operations.map((operation, at) => {
    const faults = faultsOf(operation);
    return { operation, fault: faults[at % faults.length] };
  });
  const isMet = (fault) => few.some((one) => one.fault === fault);
  for (const fault of FAULTS.filter((one) => !isMet(one))) {
    const operation = operations.find((one) => faultsOf(one).includes(fault));
    if (operation) few.push({ operation, fault });
  }
  return few;
}

/**
 * The tests of these operations. In the short form they are the part of all operations that are tested on the same
 * service, which meet every fault together.
 */
export function play(operations, all = operations) {
  test.describe.configure({ timeout: 90_000 });
  const cases = IS_FULL ? casesOf(operations) : fewOf(all).filter((one) => operations.includes(one.operation));
  for (const { operation, fault } of cases) {
    test(`${operation.name}: ${fault.name}`, async ({ app, guard, page }) => {
      await meet(operation, fault, { app, guard, page });
    });
  }
}

export { expect, test };
