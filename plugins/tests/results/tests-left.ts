import type { TestRunState } from 'devmgr/plugin-api/contracts/test-runs';

/** States never change, and several ask of the same one; of tens of thousands of tests counting is felt. */
const counted = new WeakMap<TestRunState, number>();

/** How many tests of a run that is over were collected and have no result: not reached, or only set up. */
export function testsLeft(state: TestRunState): number {
  const known = counted.get(state);
  if (known !== undefined) return known;
  let left = 0;
  for (const { outcome } of state.cases.values()) if (outcome === 'queued' || outcome === 'running') left += 1;
  counted.set(state, left);
  return left;
}
