import type { WordMatch } from './word-matches.js';

/** How much of a query a mask of its words is; words that few candidates have count more. */
export interface WordShares {
  /** 0 to 1. */
  share(mask: number): number;
}

/** `count`: of words in the query. */
export function wordShares(matches: readonly WordMatch[], count: number): WordShares {
  const weights = Array.from({ length: count }, (_, place) => rarity(matches, 1 << place));
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  return {
    share: (mask) => {
      if (mask === 0 || whole === 0) return 0;
      let sum = 0;
      for (let place = 0; place < count; place++) if (mask & (1 << place)) sum += weights[place] ?? 0;
      return sum / whole;
    },
  };
}

/** As in BM25, of names in place of texts. */
function rarity(matches: readonly WordMatch[], bit: number): number {
  let having = 0;
  for (const { symbol, fileName, folder } of matches) {
    if ((symbol | fileName | folder) & bit) having++;
  }
  return Math.log(1 + (matches.length + 1) / (having + 1));
}

/** How many words a mask has. */
export function countBits(mask: number): number {
  let left = mask;
  let count = 0;
  for (; left !== 0; left &= left - 1) count++;
  return count;
}

/** The harmonic mean of two shares: high only when both are. */
export function balance(one: number, other: number): number {
  return one + other === 0 ? 0 : (2 * one * other) / (one + other);
}
