import type { RankSignal, SignalScore } from '../rank.js';

/** More importers than this make no difference. */
const many = 50;

/** Files that many others import. */
export const centrality: RankSignal = {
  id: 'centrality',
  score({ candidates, corpus }, { weights }) {
    const files = new Map<number, SignalScore>();
    return candidates.map(({ file }) => {
      const known = files.get(file.id);
      if (known) return known;
      const share = Math.min(1, Math.log1p(corpus.importedBy(file.id)) / Math.log1p(many));
      const score = { value: weights.centrality * share };
      files.set(file.id, score);
      return score;
    });
  },
};
