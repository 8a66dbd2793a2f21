import { expect, it } from 'vitest';
import { chooseFailure } from '../../../../plugins/tests/explain/choose-failure.js';

const failed = [
  'tests/unit/test_orders.py::test_total',
  'tests/unit/test_orders.py::TestRound::test_half[2-eur]',
  'tests/api/test_list.py::test_page',
];
const outcomes: Readonly<Record<string, string>> = {
  'tests/a.py::test_ok': 'passed',
  'tests/a.py::test_size[1]': 'skipped',
};
const choose = (typed?: string, ids = failed, endedInCollection = false) =>
  chooseFailure(typed, ids, {
    outcomeOf: (id) => outcomes[id] ?? (ids.includes(id) ? 'failed' : undefined),
    ids: () => Object.keys(outcomes),
    endedInCollection,
  });

it.each([
  ['tests/unit/test_orders.py::test_total', failed[0]],
  ['test_orders.py::test_total', failed[0]],
  ['test_total', failed[0]],
  ['test_half', failed[1]],
  ['test_half[2-eur]', failed[1]],
  ['TestRound', failed[1]],
  ['api/', failed[2]],
])('takes %s for the failure that is meant', (typed, id) => {
  expect(choose(typed)).toBe(id);
});

it('needs no name where only one test failed', () => {
  expect(choose(undefined, [failed[2] ?? ''])).toBe(failed[2]);
});

it.each([
  [undefined, failed, /^3 tests failed .*which of them\?$/],
  ['test_orders', failed, /^"test_orders" is the name of several failures\.$/],
  [undefined, [], /^No test failed when it was last run\.$/],
  ['tests/a.py::test_ok', failed, /did not fail when it was last run: passed\.$/],
  ['test_size', failed, /^tests\/a\.py::test_size\[1\] did not fail when it was last run: skipped\.$/],
  ['test_nothing', failed, /^No test called test_nothing has been run\.$/],
])('says what is wrong with %j', (typed, ids, message) => {
  expect(() => choose(typed, ids)).toThrow(message);
});

it('lists what could be meant', () => {
  expect(() => choose()).toThrow(
    expect.objectContaining({ hint: ['Give one of:', ...failed.map((id) => `  ${id}`)].join('\n') }),
  );
});

it('says that files could not be collected where nothing else went wrong', () => {
  expect(() => choose(undefined, [], true)).toThrow('the last run ended because files could not be collected');
});
