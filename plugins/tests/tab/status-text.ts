import type { StyledText } from 'devmgr/plugin-api';
import type { TestRunState } from 'devmgr/plugin-api/contracts/test-runs';
import { describeEnd } from '../results/describe-end.js';

/** What the status line says of the tests; nothing before the first run. */
export function statusText(state: TestRunState): StyledText {
  const notCollected = state.collectionErrors.length;
  const bad = state.counts.failed + state.counts.errors;
  if (state.status === 'idle') return '';
  if (state.status !== 'finished') return [{ text: '◐ tests running', style: bad > 0 ? 'error' : 'accent' }];
  if (bad > 0) {
    const what = state.counts.errors > notCollected ? 'failed or error' : 'failed';
    const said = [of(bad - notCollected, 'test', what), of(notCollected, 'file', 'not collected')];
    return [{ text: `✗ ${said.filter(Boolean).join(' · ')}`, style: 'error' }];
  }
  const severity = describeEnd(state)?.severity ?? 'success';
  if (severity === 'success') return [{ text: `✓ ${state.counts.passed} passed`, style: 'success' }];
  return [{ text: `! tests: ${howItEnded(state)}`, style: severity }];
}

function howItEnded({ end, counts }: TestRunState): string {
  if (end?.kind !== 'finished') return end?.kind ?? '';
  // Demanded coverage, or a hook that raised.
  if (end.exitCode === 1) return 'exit code 1';
  return counts.passed > 0 ? 'not all run' : 'nothing run';
}

/** `3 tests failed`; nothing for none. */
function of(count: number, noun: string, what: string): string {
  return count > 0 ? `${count} ${noun}${count === 1 ? '' : 's'} ${what}` : '';
}
