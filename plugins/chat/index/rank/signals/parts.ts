import { chunksPerFile } from '../../store/index-store.js';
import type { RankSignal, SignalScore } from '../rank.js';
import { firstPart } from '../symbol-parts.js';

const nothing: SignalScore = { value: 0 };

/**
 * A long function is several chunks: the first, which has the signature, stands for all and takes the best score; the others
 * fall. Who names a line wants the part that has it.
 */
export const parts: RankSignal = {
  id: 'parts',
  score({ query, candidates }, { scores, weights }) {
    const values: SignalScore[] = candidates.map(() => nothing);
    if (query.kind === 'path' || query.places.some(({ line }) => line !== undefined)) return values;
    const places = new Map(candidates.map(({ chunkId }, at) => [chunkId, at]));
    const best = new Map<number, number>();
    for (const [at, { file, chunkId }] of candidates.entries()) {
      const index = chunkId % chunksPerFile;
      const head = places.get(chunkId - index + firstPart(file, index));
      if (head === undefined || head === at) continue;
      best.set(head, Math.max(best.get(head) ?? scores[head] ?? 0, scores[at] ?? 0));
      values[at] = { value: weights.partLater };
    }
    for (const [head, score] of best) values[head] = { value: score - (scores[head] ?? 0) };
    return values;
  },
};
