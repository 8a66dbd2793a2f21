import { chunksPerFile } from '../../store/index-store.js';
import type { RankSignal, SignalScore } from '../rank.js';
import { firstPart } from '../symbol-parts.js';

const nothing: SignalScore = { value: 0 };

/**
 * A long function is several chunks: the best of them stands for all, the others fall. Who names a line wants the part that has
 * it.
 */
export const parts: RankSignal = {
  id: 'parts',
  score({ query, candidates }, { scores, weights }) {
    const values: SignalScore[] = candidates.map(() => nothing);
    if (query.kind === 'path' || query.places.some(({ line }) => line !== undefined)) return values;
    const best = new Map<number, number>();
    for (const [at, { file, chunkId }] of candidates.entries()) {
      const index = chunkId % chunksPerFile;
      const whole = chunkId - index + firstPart(file, index);
      const before = best.get(whole);
      const isBetter = before === undefined || (scores[at] ?? 0) > (scores[before] ?? 0);
      const worse = isBetter ? before : at;
      if (isBetter) best.set(whole, at);
      if (worse !== undefined) values[worse] = { value: weights.partLater };
    }
    return values;
  },
};
