import type { CollectProblem } from './catalog-test.js';
import type { KnownTest } from './known-test.js';
import type { TestSources } from './join-test.js';

/** Whether a row of the list stands for a file that could not be collected. Its id is the file's, which stands for all tests of it in a run. */
export function isCollectionError({ id, file }: Pick<KnownTest, 'id' | 'file'>): boolean {
  return id === file;
}

/** A file that could not be collected, as a row among the tests. */
export function collectionErrorSources({ path, traceback }: CollectProblem): TestSources {
  const found = { id: path, file: path, line: undefined, markers: [] };
  return { found, run: undefined, history: undefined, isNew: false, isPinned: false, problem: lastLine(traceback) };
}

/** Of a traceback, where Python says what went wrong. */
function lastLine(traceback: string): string {
  const lines = traceback.split('\n').filter((line) => line.trim() !== '');
  const raised = lines.findLast((line) => /^E +\S/.test(line)) ?? lines.at(-1) ?? '';
  return raised.replace(/^E +/, '');
}
