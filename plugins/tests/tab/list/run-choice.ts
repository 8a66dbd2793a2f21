import type { TestRunOptions } from 'devmgr/plugin-api/contracts/test-runs';
import { isCollectionError } from '../../book/collection-error.js';
import type { KnownTest } from '../../book/known-test.js';
import { groupOf, testOf, type ListRow } from './list-row.js';

/** What is to be run, and whether it is one test alone. */
export interface RunChoice {
  readonly options: Pick<TestRunOptions, 'ids' | 'paths' | 'whole'>;
  readonly isSingle: boolean;
}

/** Exactly these tests. The id of a file that could not be collected stands for all its tests. */
export function choiceOf(tests: readonly KnownTest[]): RunChoice {
  const [test, ...more] = tests;
  const isSingle = test !== undefined && more.length === 0 && !isCollectionError(test);
  return { options: { ids: tests.map(({ id }) => id) }, isSingle };
}

/** What a row stands for. A folder or a file as a whole is run by its path, with what may have come since it was looked at. */
export function choiceOfRow(row: ListRow, shown: () => readonly KnownTest[], isFiltered: boolean): RunChoice {
  const test = testOf(row);
  if (test) return choiceOf([test]);
  const group = groupOf(row);
  const isPath = group?.kind === 'folder' || group?.kind === 'file';
  if (isPath && !isFiltered) return { options: { paths: [group.id], whole: true }, isSingle: false };
  return choiceOf(shown());
}
