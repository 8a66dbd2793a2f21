import type { TestNode } from '../../book/test-node.js';
import { compareTests, worstOutcome, type TestOrder } from '../../book/test-order.js';
import { groupOf, testOf, type ListRow } from './list-row.js';

export type CompareRows = (a: ListRow, b: ListRow) => number;

/** How rows are ordered by a column: nodes that lie side by side, or tests. Groups are compared by what they say of their tests, and stand first otherwise. */
export function compareRows(order: Exclude<TestOrder, 'collected'>): CompareRows {
  const compare = compareTests(order) ?? (() => 0);
  return (a, b) => {
    const [one, other] = [testOf(a), testOf(b)];
    if (one && other) return compare(one, other);
    const [group, otherGroup] = [groupOf(a), groupOf(b)];
    if (group && otherGroup) return compareGroups(order, group, otherGroup);
    return group ? -1 : 1;
  };
}

function compareGroups(order: TestOrder, a: TestNode, b: TestNode): number {
  switch (order) {
    case 'status':
      return a.worst === b.worst ? 0 : worstOutcome(a.worst, b.worst) === a.worst ? -1 : 1;
    case 'time':
      return b.durationMs - a.durationMs;
    case 'test':
    case 'file':
      return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
    default:
      return 0;
  }
}
