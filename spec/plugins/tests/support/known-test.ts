import { joinTest } from '../../../../plugins/tests/book/join-test.js';
import type { KnownTest } from '../../../../plugins/tests/book/known-test.js';

/** A row of the book that nothing but its place is known of, and what is said beside. */
export function knownTest(id: string, more: Partial<KnownTest> = {}): KnownTest {
  const found = { id, file: id.split('::', 1)[0] ?? id, line: undefined, markers: [] };
  return {
    ...joinTest({ found, run: undefined, history: undefined, isNew: false, isPinned: false }, undefined),
    ...more,
  };
}
