// Setting up a real ZenML server meets every fault, each time on one that nobody has set up.
import { casesOf, IS_FULL, test } from './support/faults/table.mjs';
import { meet } from './support/faults/run.mjs';
import { SET_UP, startNew, stopNew } from './support/faults/zenml-set-up.mjs';

test.describe.configure({ timeout: 120_000 });

test.beforeAll(async () => {
  test.setTimeout(240_000);
  await startNew();
});
test.afterAll(stopNew);

const SHORT = ['dropped after it was carried out', 'status 500'];

for (const { operation, fault } of casesOf([SET_UP]).filter((one) => IS_FULL || SHORT.includes(one.fault.name))) {
  test(`${operation.name}: ${fault.name}`, ({ app, guard, page }) => meet(operation, fault, { app, guard, page }));
}
