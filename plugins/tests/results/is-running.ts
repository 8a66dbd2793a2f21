import type { TestCase } from 'devmgr/plugin-api/contracts/test-runs';

/** Also while it is torn down, when its outcome is known already. */
export function isRunning(test: TestCase | undefined): test is TestCase {
  return test !== undefined && (test.outcome === 'running' || test.phase !== undefined);
}
