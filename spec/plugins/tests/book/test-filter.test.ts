import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KnownTest } from '../../../../plugins/tests/book/known-test.js';
import { parseTestFilter } from '../../../../plugins/tests/book/test-filter.js';
import { knownTest } from '../support/known-test.js';

const tests: readonly KnownTest[] = [
  knownTest('tests/api/test_users.py::test_create', {
    outcome: 'failed',
    message: 'assert 500 == 201',
    markers: ['db'],
  }),
  knownTest('tests/api/test_users.py::TestList::test_new pages', {
    outcome: 'passed',
    isNew: true,
    markers: ['slow', 'db'],
  }),
  knownTest('tests/unit/test_math.py::test_add[1-"2"]', { outcome: 'error', isFlaky: true, worker: 'gw1' }),
  knownTest('tests/unit/test_math.py::test_sub', { outcome: undefined, usualMs: 20, isPinned: true }),
];
const found = (line: string) => tests.flatMap((test, at) => (parseTestFilter(line).matches(test) ? [at] : []));

describe('a filter line', () => {
  it.each<[string, readonly number[]]>([
    ['', [0, 1, 2, 3]],
    ['USERS create', [0]],
    ['assert', [0]],
    ['status:failed', [0, 2]],
    ['status:error', [2]],
    ['s:fail', [0, 2]],
    ['-status:failed', [1, 3]],
    ['s:never', [3]],
    ['-s:never -s:passed', [0, 2]],
    ['marker:slow', [1]],
    ['m:DB', [0, 1]],
    ['file:tests/unit', [2, 3]],
    ['f:./tests/api -create', [1]],
    ['flaky', [2]],
    ['new', [1]],
    ['"new"', [1]],
    ['"new pages"', [1]],
    ['slow', [3]],
    ['pinned', [3]],
    ['is:flaky,pinned', [2, 3]],
    ['-new', [0, 2, 3]],
    ['worker:gw1', [2]],
    ['message:"500 =="', [0]],
    ['tests/api/test_users.py::TestList', [1]],
    ['test_add[1-"2"]', [2]],
    ['users unit', []],
    ['"not closed', []],
  ])('%s', (line, expected) => {
    expect(found(line)).toEqual(expected);
    expect(parseTestFilter(line).problem).toBeUndefined();
  });

  it('finds names by a word that is a mark as well; with is: the mark alone counts', () => {
    const named = knownTest('tests/test_flaky.py::test_one', { outcome: 'passed' });
    expect(parseTestFilter('flaky').matches(named)).toBe(true);
    expect(parseTestFilter('is:flaky').matches(named)).toBe(false);
  });

  it('names the nearest of a word that means nothing, and leaves it out', () => {
    expect(parseTestFilter('status:fialed').problem).toBe('no status fialed: did you mean failed?');
    expect(parseTestFilter('is:zzzzzz').problem).toBe('no mark zzzzzz: use flaky, new, slow, pinned');
    expect(parseTestFilter('staus:failed').problem).toBe('staus: did you mean status:?');
    expect(parseTestFilter('marker:').problem).toBe('marker: of what?');
    expect(found('status:fialed create')).toEqual([0]);
    expect(parseTestFilter('status:fialed').isEmpty).toBe(true);
  });

  it('may be anything', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (line) => {
        const filter = parseTestFilter(line);
        for (const test of tests) filter.matches(test);
      }),
    );
  });

  it('finds every test by a quoted part of its id', () => {
    const id = fc.string({ minLength: 1 }).filter((text) => !text.includes('"'));
    fc.assert(fc.property(id, (text) => parseTestFilter(`"${text}"`).matches(knownTest(`a.py::${text}`))));
  });
});
