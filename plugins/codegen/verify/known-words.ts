import type { Failure } from './run/read-run.js';

/**
 * `1 test fails without the change too: tests/test_a.py::test_b: assert 0`: what hinders tests, where all that fails does so without the answer.
 * Files that could not be loaded come first: they hide tests. `failures`: at least one. Pure.
 */
export function knownWords(failures: readonly Failure[]): string {
  const files = failures.filter(({ id }) => !id.includes('::'));
  const [first] = files.length > 0 ? files : failures;
  const count = files.length > 0 ? files.length : failures.length;
  const why = first?.message === undefined ? '' : `: ${first.message}`;
  const others = count > 1 ? ` and ${count - 1} more` : '';
  if (files.length > 0) return `${first?.id}${others} cannot be loaded without the change either${why}`;
  return `${count} ${count === 1 ? 'test fails' : 'tests fail'} without the change too: ${first?.id}${why}`;
}
