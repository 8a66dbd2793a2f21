import type { Verification } from '../verify/verification.js';
import type { KeptVerdict } from './generation-history.js';

/** What is kept of what the tests said. What fails without the change too is not the answer's failure. Pure. */
export function keptVerdict({
  verdict,
  counts,
  failures,
  failedBefore = [],
}: Pick<Verification, 'verdict' | 'counts' | 'failures' | 'failedBefore'>): KeptVerdict {
  return { verdict, passed: counts.passed, failed: failures.length, failedBefore: failedBefore.length };
}
