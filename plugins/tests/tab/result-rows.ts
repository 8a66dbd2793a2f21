import type { TestCase, TestRunState } from 'devmgr/plugin-api/contracts/test-runs';

/** One row a test, after one a file that could not be collected. */
export function resultRows(state: TestRunState): readonly TestCase[] {
  return [...state.collectionErrors.map(collectionErrorRow), ...state.cases.values()];
}

function collectionErrorRow({ path, traceback }: TestRunState['collectionErrors'][number]): TestCase {
  return {
    id: path,
    file: path,
    line: undefined,
    markers: [],
    outcome: 'error',
    startedAt: undefined,
    durationMs: undefined,
    message: 'This file could not be collected.',
    traceback,
    frames: [],
    sections: [],
    worker: undefined,
  };
}

/** What the results say while there is none. */
export function emptyText(state: TestRunState): string {
  if (state.status === 'idle') return 'No tests have been run yet. Press r to run all of them.';
  if (state.status === 'finished') return 'No test was run: d shows why, p changes what is run.';
  return 'Collecting tests ...';
}
