/** Fewer say nothing of what is usual. */
const leastEarlier = 3;
/** What a test must take more than it usually does, to be called slower: a factor, and milliseconds. */
const [slowerTimes, slowerMs] = [2, 100];
/** Standard deviations of a test whose durations are scattered. */
const slowerDeviations = 4;
/** From a median absolute deviation to a standard deviation, for normal scatter. */
const toDeviation = 1.4826;

/**
 * What a test usually takes, when the last time it took much longer; else `undefined`. The median of the durations of its
 * earlier results that passed, so that one slow day is no rule; milliseconds.
 */
export function usualDuration(earlier: readonly number[], lastMs: number): number | undefined {
  if (earlier.length < leastEarlier) return undefined;
  const usual = median(earlier);
  const scatter = median(earlier.map((ms) => Math.abs(ms - usual))) * toDeviation;
  const limit = Math.max(usual * slowerTimes, usual + slowerMs, usual + scatter * slowerDeviations);
  return lastMs > limit ? usual : undefined;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}
