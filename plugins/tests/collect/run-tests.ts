import type { TestCase, TestRunState } from 'devmgr/plugin-api/contracts/test-runs';
import type { CatalogTest } from '../book/catalog-test.js';

/** A run tells where a test is written, which for an inherited one is another file than that which was collected. */
export function toCatalogTest({ id, file, line, markers }: TestCase): CatalogTest {
  const end = id.indexOf('::');
  const collected = end < 0 ? id : id.slice(0, end);
  // Ids are relative to pytest's root directory, files to that of the project: one may lie in the other.
  const isSame = collected === file || file.endsWith(`/${collected}`) || collected.endsWith(`/${file}`);
  return isSame ? { id, file, line, markers } : { id, file: collected, line: undefined, markers };
}

/** Whether a run has collected the whole project to its end: then it says what tests there are. */
export function tellsAllTests({ isWhole, end, cases }: TestRunState): boolean {
  return isWhole === true && end?.kind === 'finished' && end.exitCode <= 1 && cases.size > 0;
}
