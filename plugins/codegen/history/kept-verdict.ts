import type { Verification } from '../verify/verification.js';
import { verdictCounts } from '../verify/verdict-words.js';
import type { KeptVerdict } from './generation-history.js';

/** What is kept of what the tests said. What fails without the change too is not the answer's failure. Pure. */
export function keptVerdict(
  verification: Pick<Verification, 'verdict' | 'counts' | 'failures' | 'failedBefore'>,
): KeptVerdict {
  const { verdict, passed, failed, failedBefore } = verdictCounts(verification);
  return { verdict, passed, failed, failedBefore };
}
