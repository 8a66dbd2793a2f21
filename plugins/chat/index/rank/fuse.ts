import type { CodeQueryKind } from 'devmgr/plugin-api/contracts/code-index';
import type { Candidate } from '../search/search-corpus.js';
import type { RankContext } from './rank.js';
import type { RankWeights } from './weights.js';

/**
 * One score of 0 to 1 for each candidate from keyword and vector, each stretched to the range of this search. Better than
 * ranks (RRF), which forget how far apart two scores are. A candidate without a vector has the least; without any vector
 * the keyword side is all.
 */
export function fuse(
  { query, candidates }: RankContext,
  weights: RankWeights,
  off: ReadonlySet<string>,
): readonly number[] {
  const keywords = off.has('keyword') ? undefined : keywordRange(candidates);
  const vectors = off.has('vector') ? undefined : vectorRange(candidates);
  const forVector = vectors ? vectorWeight(query.kind, weights) : 0;
  const whole = (keywords ? 1 : 0) + forVector;
  if (whole === 0) return candidates.map(() => 0);
  return candidates.map(({ keyword, vector }) => {
    const byKeyword = keywords ? (keyword / keywords.most) ** weights.keywordCurve : 0;
    const byVector = vectors && vector !== undefined ? (vector - vectors.least) / vectors.width : 0;
    return (byKeyword + forVector * byVector) / whole;
  });
}

/** `undefined`: no candidate has any of the words. */
function keywordRange(candidates: readonly Candidate[]): { readonly most: number } | undefined {
  let most = 0;
  for (const { keyword } of candidates) most = Math.max(most, keyword);
  return most > 0 ? { most } : undefined;
}

function vectorRange(candidates: readonly Candidate[]): { readonly least: number; readonly width: number } | undefined {
  let least = Infinity;
  let most = -Infinity;
  for (const { vector } of candidates) {
    if (vector === undefined) continue;
    least = Math.min(least, vector);
    most = Math.max(most, vector);
  }
  if (most === -Infinity) return undefined;
  return most > least ? { least, width: most - least } : { least: most - 1, width: 1 };
}

function vectorWeight(kind: CodeQueryKind, weights: RankWeights): number {
  switch (kind) {
    case 'symbol':
      return weights.vectorForSymbol;
    case 'path':
      return weights.vectorForPath;
    case 'trace':
      return weights.vectorForTrace;
    case 'question':
      return weights.vectorForQuestion;
  }
}
