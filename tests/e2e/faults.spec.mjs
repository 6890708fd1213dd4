// The table as a whole: how many cases it has, and that the short form leaves out no operation and no fault.
import { FAULTS, faultsOf } from './support/faults/kinds.mjs';
import { ON_SANDBOX } from './support/faults/sandbox.mjs';
import { casesOf, expect, fewOf, test } from './support/faults/table.mjs';
import { ZENML_OPERATIONS } from './support/faults/zenml.mjs';
import { SET_UP } from './support/faults/zenml-set-up.mjs';

const ALL = [...ON_SANDBOX, ...ZENML_OPERATIONS, SET_UP];

test('every operation of every backend meets every fault that can happen to it', () => {
  const cases = casesOf(ALL);
  console.log(`${cases.length} cases: ${ALL.length} operations x ${FAULTS.length} faults`);
  expect(cases.length).toBeGreaterThan(1_400);
  expect(new Set(ALL.map((one) => one.name)).size, 'names').toBe(ALL.length);
  expect(new Set(cases.map(({ operation, fault }) => `${operation.name}: ${fault.name}`)).size).toBe(cases.length);
  for (const one of ALL) expect(faultsOf(one).length, one.name).toBeGreaterThanOrEqual(FAULTS.length - 1 - (one.never?.length ?? 0));
});

test('the short form meets each operation, and each fault on each kind of service', () => {
  for (const operations of [ON_SANDBOX, ZENML_OPERATIONS]) {
    const few = fewOf(operations);
    expect(new Set(few.map((one) => one.operation))).toEqual(new Set(operations));
    const possible = new Set(operations.flatMap(faultsOf));
    expect(new Set(few.map((one) => one.fault))).toEqual(possible);
    expect(few.length).toBeLessThan(45);
  }
});
