import type { Verdict, Verification } from './verification.js';

/** What is counted of tests. */
export interface VerdictCounts {
  readonly verdict: Verdict;
  readonly passed: number;
  /** Those that count against the answer. */
  readonly failed: number;
  /** Those that fail without it, too. */
  readonly failedBefore?: number | undefined;
  readonly skipped?: number | undefined;
  readonly xfailed?: number | undefined;
  readonly xpassed?: number | undefined;
}

/** The counts of a verdict, those that failed before kept apart. Pure. */
export function verdictCounts({
  verdict,
  counts,
  failures,
  failedBefore = [],
}: Pick<Verification, 'verdict' | 'counts' | 'failures' | 'failedBefore'>): VerdictCounts {
  const { passed, skipped, xfailed, xpassed } = counts;
  return {
    ...{ verdict, passed, failed: failures.length, failedBefore: failedBefore.length },
    ...{ skipped, xfailed, xpassed },
  };
}

/**
 * `4 new failures · 8 failed before · 78 passed`: what tests said, in the same words wherever it is told; the worst first. What is zero is left
 * out. Pure.
 */
export function verdictWords(counts: VerdictCounts): string {
  const { verdict, passed, failed, failedBefore = 0, skipped = 0, xfailed = 0, xpassed = 0 } = counts;
  if (verdict === 'unable') return 'tests could not run';
  const isCompared = failedBefore > 0;
  const bad = isCompared ? `${failed} new ${failed === 1 ? 'failure' : 'failures'}` : `${failed} failed`;
  const before = `${failedBefore} failed before`;
  const parts: readonly (readonly [count: number, words: string])[] = [
    [failed, bad],
    // Nothing to worry about where nothing else fails.
    [failed > 0 ? failedBefore : 0, before],
    [passed, `${passed} passed`],
    [failed > 0 ? 0 : failedBefore, before],
    [skipped, `${skipped} skipped`],
    [xfailed, `${xfailed} xfailed`],
    [xpassed, `${xpassed} xpassed`],
  ];
  const told = parts.filter(([count]) => count > 0).map(([, words]) => words);
  if (verdict === 'stopped') return ['tests stopped', ...told].join(' · ');
  return told.join(' · ') || 'no tests';
}
