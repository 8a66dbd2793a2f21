import type { TestCounts } from 'devmgr/plugin-api/contracts/test-runs';
import type { Verification } from '../verify/verification.js';
import { durationText } from './number-text.js';

/** `3 failed, 12 passed in 1.4s`. Tests that failed before as well are told, and not counted. */
export function verdictText({ verdict, counts, failures, detail, durationMs }: Verification): string {
  if (verdict === 'unable') return `the tests could not be run${detail === undefined ? '' : `: ${detail}`}`;
  if (verdict === 'stopped') return 'the tests were stopped';
  const more = detail === undefined ? '' : ` (${detail})`;
  const counted = failures.length === 0 ? { ...counts, failed: 0, errors: 0 } : counts;
  return `${countsText(counted)} in ${durationText(durationMs)}${more}`;
}

/** Those that there are; `no tests` where there are none. */
export function countsText({ failed, errors, passed, skipped, xfailed, xpassed }: TestCounts): string {
  const parts: readonly (readonly [number, string])[] = [
    ...([[failed, 'failed'] as const, [errors, errors === 1 ? 'error' : 'errors'] as const] as const),
    ...([[passed, 'passed'] as const, [skipped, 'skipped'] as const] as const),
    ...([[xfailed, 'xfailed'] as const, [xpassed, 'xpassed'] as const] as const),
  ];
  const present = parts.filter(([count]) => count > 0).map(([count, name]) => `${count} ${name}`);
  return present.join(', ') || 'no tests';
}
