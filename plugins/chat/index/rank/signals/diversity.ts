import type { RankSignal, SignalScore } from '../rank.js';

const nothing: SignalScore = { value: 0 };

/** The second and third chunk of a file fall, and copies of what is above, so that one file does not fill the page. */
export const diversity: RankSignal = {
  id: 'diversity',
  score({ query, candidates }, { scores, weights }) {
    const values: SignalScore[] = candidates.map(() => nothing);
    // Who names a file wants all of it.
    if (query.kind === 'path') return values;
    const order = [...candidates.keys()].sort((one, other) => (scores[other] ?? 0) - (scores[one] ?? 0));
    const seenInFile = new Map<number, number>();
    const seenTexts = new Set<string>();
    for (const index of order) {
      const candidate = candidates[index];
      if (!candidate) continue;
      const before = seenInFile.get(candidate.file.id) ?? 0;
      seenInFile.set(candidate.file.id, before + 1);
      const isCopy = seenTexts.has(candidate.chunk.hash);
      seenTexts.add(candidate.chunk.hash);
      const sameFile = Math.max(weights.diversityMost, weights.diversity * before);
      if (isCopy || before > 0) values[index] = { value: isCopy ? weights.diversityCopy + sameFile : sameFile };
    }
    return values;
  },
};
