import type { KnownTest } from '../../book/known-test.js';
import { TestNode } from '../../book/test-node.js';

/** One row of the list: of the table a test, of the tree a node. Ids are those of the tests in both looks. */
export type ListRow = KnownTest | TestNode;

/** The two looks of the list. */
export type ListLook = 'tree' | 'table';

/** The test that a row is; `undefined` for a folder, a file, a class, or a test with all its parameters. */
export function testOf(row: ListRow): KnownTest | undefined {
  return row instanceof TestNode ? row.test : row;
}

/** The node that a row is, when it has tests below it. */
export function groupOf(row: ListRow): TestNode | undefined {
  return row instanceof TestNode && !row.test ? row : undefined;
}
