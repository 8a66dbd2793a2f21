import type { StyledText } from 'devmgr/plugin-api';
import type { TestRunState } from 'devmgr/plugin-api/contracts/test-runs';
import { describeEnd } from '../results/describe-end.js';

/** What the status line says of the tests; nothing before the first run. */
export function statusText(state: TestRunState): StyledText {
  const bad = state.counts.failed + state.counts.errors;
  if (state.status === 'idle') return '';
  if (state.status !== 'finished') return [{ text: '◐ tests running', style: bad > 0 ? 'error' : 'accent' }];
  if (bad > 0) return [{ text: `✗ ${bad} ${bad === 1 ? 'test' : 'tests'} failed`, style: 'error' }];
  const severity = describeEnd(state)?.severity ?? 'success';
  if (severity === 'success') return [{ text: `✓ ${state.counts.passed} passed`, style: 'success' }];
  return [
    { text: `! tests: ${state.end?.kind === 'finished' ? 'nothing run' : (state.end?.kind ?? '')}`, style: severity },
  ];
}
