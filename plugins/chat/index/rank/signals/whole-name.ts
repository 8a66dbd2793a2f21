import type { RankSignal, SignalScore } from '../rank.js';

const nothing: SignalScore = { value: 0 };

/** Chunks whose text has a name of the query whole, before those that have only its parts. */
export const wholeName: RankSignal = {
  id: 'whole-name',
  score({ query, candidates }, { weights }) {
    const most = candidates.reduce((best, { whole = 0 }) => Math.max(best, whole), 0);
    if (most === 0 || query.kind === 'trace') return candidates.map(() => nothing);
    const weight = query.kind === 'symbol' ? weights.wholeNameAsked : weights.wholeNameMentioned;
    return candidates.map(({ whole = 0 }) => (whole > 0 ? { value: (weight * (1 + whole / most)) / 2 } : nothing));
  },
};
