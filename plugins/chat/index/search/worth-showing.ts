import type { ParsedQuery } from '../query/parsed-query.js';
import type { Candidate } from './search-corpus.js';

/** Cosines below are chance: of a text with the words of nothing, and of one beside others that have the words. */
const leastAlone = 0.3;
const leastBeside = 0.2;

export interface WorthShowing {
  readonly candidates: readonly Candidate[];
  readonly notes: readonly string[];
}

/**
 * Leaves out what has neither the words of a query nor is near it, so that nonsense finds nothing. `named`: chunks that the
 * query names, by a place or by a definition.
 */
export function worthShowing(
  { text }: ParsedQuery,
  candidates: readonly Candidate[],
  named: ReadonlySet<number>,
): WorthShowing {
  if (text.trim() === '') return { candidates, notes: [] };
  const isSure = ({ keyword, whole, chunkId }: Candidate) => keyword > 0 || whole !== undefined || named.has(chunkId);
  const isAlone = !candidates.some(isSure);
  const least = isAlone ? leastAlone : leastBeside;
  const near = candidates.filter((candidate) => isSure(candidate) || (candidate.vector ?? 0) >= least);
  const notes = isAlone && near.length > 0 ? ['Nothing has these words; these are nearest by meaning'] : [];
  return { candidates: near, notes };
}
