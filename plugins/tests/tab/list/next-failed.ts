import type { RowSource } from 'devmgr/plugin-api';
import type { KnownTest } from '../../book/known-test.js';
import type { TestNode } from '../../book/test-node.js';
import { isBad } from '../../history/recorded-results.js';
import { groupOf, testOf, type ListRow } from './list-row.js';

/** The part of the list that is gone through. */
export interface RowsInSight {
  readonly source: RowSource<ListRow>;
  isOpen(node: TestNode): boolean;
  /** Below a node, those that the filter lets through. */
  testsOf(node: TestNode): readonly KnownTest[];
}

/** Whether a test counts among those that are gone through. */
export type IsWanted = (test: KnownTest) => boolean;

export const hasFailed: IsWanted = ({ outcome }) => isBad(outcome);

/** The next failed test below a row or above it, also one in a closed node; after the last comes the first. `from` undefined: the first of all. */
export function nextFailed(
  list: RowsInSight,
  from: string | undefined,
  step: 1 | -1,
  isWanted: IsWanted = hasFailed,
): KnownTest | undefined {
  const rows = list.source.rows(0, list.source.count());
  const found = from === undefined ? -1 : (list.source.find?.(from) ?? -1);
  const start = found < 0 && step < 0 ? 0 : found;
  // What a closed node hides lies below its row.
  const own = step > 0 && found >= 0 ? hiddenIn(rows[found], list, step, isWanted) : undefined;
  if (own) return own;
  for (let count = 1; count <= rows.length; count++) {
    const row = rows[(start + step * count + rows.length) % rows.length];
    const test = row && testOf(row);
    if (test && isWanted(test)) return test;
    const hidden = hiddenIn(row, list, step, isWanted);
    if (hidden) return hidden;
  }
  return undefined;
}

function hiddenIn(row: ListRow | undefined, list: RowsInSight, step: 1 | -1, isWanted: IsWanted) {
  const group = row && groupOf(row);
  if (!group || list.isOpen(group) || group.countOf('failed') + group.countOf('error') === 0) return undefined;
  const tests = list.testsOf(group);
  return step > 0 ? tests.find(isWanted) : tests.findLast(isWanted);
}
