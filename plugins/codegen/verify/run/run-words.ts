import type { TestRunState } from 'devmgr/plugin-api/contracts/test-runs';

/** `2 of 5 tests did not run.`; `undefined`: all that were collected came to their end. Pure. */
export function testsNotRun({ cases }: Pick<TestRunState, 'cases'>): string | undefined {
  const left = [...cases.values()].filter(({ outcome }) => outcome === 'queued' || outcome === 'running').length;
  return left === 0 ? undefined : `${left} of ${cases.size} ${cases.size === 1 ? 'test' : 'tests'} did not run.`;
}

/** Why pytest ended before its last test, as far as it says so: `!!!!! _pytest.outcomes.Exit: enough !!!!!`. Pure. */
export function interruptionOf(lines: readonly string[]): string {
  const said = lines.map((line) => /^!{3,} (.+?) !{3,}$/.exec(line.trim())?.[1]).findLast((words) => words);
  const why = said?.replace(/^_pytest\.outcomes\.Exit: /, '') ?? '';
  return why === '' ? 'pytest was interrupted.' : `pytest was interrupted. ${why.replace(/[^.!?]$/, '$&.')}`;
}

/** The last of what pytest printed that says anything. Pure. */
export const lastWords = (lines: readonly string[]): string =>
  lines.map((line) => line.trim()).findLast((line) => /\w/.test(line) && !/^=+.*=+$/.test(line)) ?? '';
