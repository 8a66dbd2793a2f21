import { stemOf } from './places.js';

const testName =
  /(?:^|\/)(?:test_[^/]*|[^/]*_test)\.py$|\.(?:test|spec)\.[cm]?[jt]sx?$|(?:^|\/)__tests__\/[^/]+\.[cm]?[jt]sx?$/;

/** Whether a file holds tests, by its name. */
export function isTestPath(path: string): boolean {
  return testName.test(path);
}

/** The name of the module that a file of tests is about: `tests/test_orders.py` gives `orders`. */
export function testedName(path: string): string {
  const name = stemOf(path).replace(/^test_|_test$/, '');
  // Of `test__auth.py` as well.
  return name.startsWith('__') ? name : name.replace(/^_/, '');
}
