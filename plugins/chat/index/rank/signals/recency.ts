import type { RankSignal } from '../rank.js';

const dayMs = 86_400_000;

/** Files that were changed of late, beside the newest of the candidates. Weak: a fresh clone has one time for all. */
export const recency: RankSignal = {
  id: 'recency',
  score({ candidates }, { weights }) {
    const newest = candidates.reduce((most, { file }) => Math.max(most, file.mtimeMs), 0);
    const halfLife = weights.recencyHalfLife * dayMs;
    return candidates.map(({ file }) => ({ value: weights.recency * 0.5 ** ((newest - file.mtimeMs) / halfLife) }));
  },
};
