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
    const said = [of(bad - notCollected, 'test', 'failed'), of(notCollected, 'file', 'not collected')];
    return [{ text: `✗ ${said.filter(Boolean).join(' · ')}`, style: 'error' }];
  }
  const severity = describeEnd(state)?.severity ?? 'success';
  if (severity === 'success') return [{ text: `✓ ${state.counts.passed} passed`, style: 'success' }];
  return [
    { text: `! tests: ${state.end?.kind === 'finished' ? 'nothing run' : (state.end?.kind ?? '')}`, style: severity },
  ];
}

/** `3 tests failed`; nothing for none. */
function of(count: number, noun: string, what: string): string {
  return count > 0 ? `${count} ${noun}${count === 1 ? '' : 's'} ${what}` : '';
}
