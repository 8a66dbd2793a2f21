/**
 * Normalised discounted cumulative gain of the first `k` answers: gain / log2(rank + 1), against the best order of all
 * there is to find (Järvelin & Kekäläinen 2002, linear gains). 0 when there is nothing to find.
 *
 * @param gains of the answers, best first
 * @param grades of everything that could have been found
 */
export function ndcgAt(k: number, gains: readonly number[], grades: readonly number[]): number {
  const ideal = discounted([...grades].sort((a, b) => b - a).slice(0, k));
  return ideal === 0 ? 0 : discounted(gains.slice(0, k)) / ideal;
}

function discounted(gains: readonly number[]): number {
  return gains.reduce((sum, gain, index) => sum + gain / Math.log2(index + 2), 0);
}

/** One over the rank of the first answer that is right, 0 when none of the first `k` is. */
export function reciprocalRankAt(k: number, gains: readonly number[]): number {
  const index = gains.slice(0, k).findIndex((gain) => gain > 0);
  return index < 0 ? 0 : 1 / (index + 1);
}

/** The share of what there is to find that is among the first `k` answers. */
export function recallAt(k: number, gains: readonly number[], grades: readonly number[]): number {
  return grades.length === 0 ? 0 : gains.slice(0, k).filter((gain) => gain > 0).length / grades.length;
}
