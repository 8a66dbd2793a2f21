import type { RankSignal, SignalScore } from '../rank.js';
import { balance, countBits } from '../word-shares.js';

const nothing: SignalScore = { value: 0 };

/** Symbols that are made of words of the query, the more of both the better. */
export const symbolWords: RankSignal = {
  id: 'symbol-words',
  score({ candidates }, { matches, shares, weights }) {
    return candidates.map((_, index) => {
      const match = matches[index];
      if (!match || match.symbol === 0) return nothing;
      const ofName = match.nameSize === 0 ? 0 : countBits(match.name) / match.nameSize;
      const value = weights.symbolWords * balance(shares.share(match.symbol), ofName);
      return { value, reason: value > weights.symbolWords / 2 ? 'name' : undefined };
    });
  },
};
