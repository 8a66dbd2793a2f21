import { ExitCode } from 'devmgr/plugin-api';
import type { TestRunState } from 'devmgr/plugin-api/contracts/test-runs';

/** pytest's verdict among devmgr's exit codes: https://docs.pytest.org/en/stable/reference/exit-codes.html */
const ofPytest: Readonly<Record<number, number>> = {
  0: ExitCode.ok,
  1: ExitCode.notGood,
  4: ExitCode.usage,
  // The same number in both: nothing to run is neither good nor bad.
  5: ExitCode.unavailable,
};

/** Interruptions that nobody here asked for (a file that could not be collected), crashes and internal errors: not good. */
export function exitCodeOf({ end }: TestRunState): number {
  if (end?.kind === 'cancelled') return ExitCode.interrupted;
  return end?.kind === 'finished' ? (ofPytest[end.exitCode] ?? ExitCode.notGood) : ExitCode.notGood;
}
