import type { TestCase } from 'devmgr/plugin-api/contracts/test-runs';
import { isStopMessage } from '../pytest/stop-message.js';

/** Of `endRun`, and of pytest-xdist. */
const killed = /^(?:pytest died while this test ran|worker '[^']*' crashed while running)/;

/** What a test took, in milliseconds; `undefined` too when it did not end by itself: until somebody stopped it, or its process died. */
export function tookMs({ message, outcome, durationMs }: TestCase): number | undefined {
  const isCut = isStopMessage(message) || (outcome !== 'passed' && killed.test(message ?? ''));
  return isCut ? undefined : durationMs;
}
