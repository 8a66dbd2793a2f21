import type { TestCase, TestRunState } from 'devmgr/plugin-api/contracts/test-runs';
import { isCollectionError } from '../book/collection-error.js';
import type { KnownTest } from '../book/known-test.js';
import type { CatalogState } from '../book/test-book.js';
import { testOf, type ListRow } from './list/list-row.js';

/** The test of a row as the run tells of it, else what is known; `undefined` for what is no test. */
export function selectedCase(row: ListRow, run: TestRunState, catalog: CatalogState): TestCase | undefined {
  const test = testOf(row);
  if (!test) return undefined;
  if (!isCollectionError(test)) return run.cases.get(test.id) ?? knownCase(test);
  const errors = [...run.collectionErrors, ...catalog.problems];
  const traceback = errors.find(({ path }) => path === test.file)?.traceback;
  return { ...knownCase(test), id: test.file, message: 'This file could not be collected.', traceback };
}

function knownCase(test: KnownTest): TestCase {
  const { id, file, line, markers, outcome = 'queued', startedAt, durationMs, message, worker } = test;
  const nothing = { traceback: undefined, frames: [], sections: [] };
  return { id, file, line, markers, outcome, startedAt, durationMs, message, worker, ...nothing };
}
