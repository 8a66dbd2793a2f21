import { verdictCounts, verdictWords } from '../verify/verdict-words.js';
import type { Verification } from '../verify/verification.js';
import { durationText } from './number-text.js';

/** `3 failed · 12 passed in 1.4s`, and what hindered the tests. */
export function verdictText(verification: Verification): string {
  const { verdict, detail, durationMs } = verification;
  const words = verdictWords(verdictCounts(verification));
  if (verdict === 'unable') return detail === undefined ? words : `${words}: ${detail}`;
  if (verdict === 'stopped') return words;
  return `${words} in ${durationText(durationMs)}${detail === undefined ? '' : ` (${detail})`}`;
}
