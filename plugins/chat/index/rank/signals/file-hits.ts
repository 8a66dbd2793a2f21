import type { Candidate } from '../../search/search-corpus.js';
import type { RankSignal, SignalScore } from '../rank.js';

const nothing: SignalScore = { value: 0 };

interface Hits {
  sum: number;
  best: number;
}

/** The best chunk of a file gets more when others of the file fit too: it is the file about this. */
export const fileHits: RankSignal = {
  id: 'file-hits',
  score({ candidates }, { scores, weights }) {
    const files = hitsByFile(candidates, scores);
    let most = 0;
    for (const { sum } of files.values()) most = Math.max(most, sum);
    return candidates.map(({ file }, index) => {
      const hits = files.get(file.id);
      if (hits?.best !== index || most === 0) return nothing;
      return { value: (weights.fileHits * hits.sum) / most };
    });
  },
};

/** Squares, so that many weak candidates are no strong one. */
function hitsByFile(candidates: readonly Candidate[], scores: readonly number[]): ReadonlyMap<number, Hits> {
  const files = new Map<number, Hits>();
  for (const [index, { file }] of candidates.entries()) {
    const score = Math.max(0, scores[index] ?? 0);
    const hits = files.get(file.id) ?? { sum: 0, best: index };
    files.set(file.id, hits);
    hits.sum += score * score;
    if (score > (scores[hits.best] ?? 0)) hits.best = index;
  }
  return files;
}
