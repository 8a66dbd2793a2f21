import type { RankSignal } from '../rank.js';

/** How much of the query is in symbol, signature and path together. The text itself is the keyword side's. */
export const coverage: RankSignal = {
  id: 'coverage',
  score(_context, { matches, shares, weights }) {
    return matches.map(({ symbol, signature, fileName, folder }) => ({
      value: weights.coverage * shares.share(symbol | signature | fileName | folder),
    }));
  },
};
