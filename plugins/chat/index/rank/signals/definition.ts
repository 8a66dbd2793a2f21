import type { CodeQueryKind } from 'devmgr/plugin-api/contracts/code-index';
import type { ParsedQuery } from '../../query/parsed-query.js';
import type { Candidate } from '../../search/search-corpus.js';
import { chunksPerFile, type ChunkRecord } from '../../store/index-store.js';
import { chunkWords } from '../chunk-words.js';
import { nameShare, wantedName, type WantedName } from '../name-share.js';
import type { RankSignal, RankState, SignalScore } from '../rank.js';
import { beginsSymbol } from '../symbol-parts.js';
import type { RankWeights } from '../weights.js';

const codeKinds = new Set<string>(['function', 'method', 'class', 'statement', 'module']);
const nothing: SignalScore = { value: 0 };

/** Chunks that define what the query names, by its name (`OrderRepository.find`) or by the words of it (`order repository`). */
export const definition: RankSignal = {
  id: 'definition',
  score({ query, candidates }, state) {
    const { wanted, weight } = wantedOf(query, state.weights);
    const isThere = candidates.some(({ chunk, file }) => isDefinedIn(chunk, file.path, wanted, state.weights));
    // The class around answers for a member that is not found, but does not stand before one that is.
    const weights = isThere ? { ...state.weights, definitionContainer: 0 } : state.weights;
    return candidates.map((candidate) => {
      const { chunk } = candidate;
      const named =
        wanted.length === 0
          ? nothing
          : bestName(candidate, wanted, isThere ? weight * weights.definitionQualified : weight, weights);
      const worded = chunk.symbol === undefined ? 0 : byWords(chunk, state);
      if (worded <= named.value || !begins(candidate)) return named;
      const value = worded * codeShare(chunk, state.weights);
      return value > named.value ? { value, reason: `defines ${chunk.symbol}` } : named;
    });
  },
};

/** A query of one word may name something, whatever it looks like. */
function wantedOf({ symbols, text, kind }: ParsedQuery, weights: RankWeights) {
  if (symbols.length > 0) return { wanted: symbols.map(wantedName), weight: kindWeight(kind, weights) };
  const word = kind === 'question' && /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(text.trim()) ? text.trim() : undefined;
  return { wanted: word === undefined ? [] : [wantedName(word)], weight: weights.definitionOneWord };
}

function kindWeight(kind: CodeQueryKind, weights: RankWeights): number {
  if (kind === 'symbol') return weights.definitionAsked;
  return kind === 'trace' ? weights.definitionInTrace : weights.definitionMentioned;
}

function isDefinedIn(
  { symbol, defines = [] }: ChunkRecord,
  path: string,
  wanted: readonly WantedName[],
  weights: RankWeights,
): boolean {
  if (!wanted.some(({ container }) => container !== '')) return false;
  const isWhole = (name: string) => nameShare(name, path, wanted, weights) === 1;
  return (symbol !== undefined && isWhole(symbol)) || defines.some(isWhole);
}

/** Of the symbol and the constants and attributes of a chunk. */
function bestName(
  candidate: Candidate,
  wanted: readonly WantedName[],
  weight: number,
  weights: RankWeights,
): SignalScore {
  let best = nothing;
  const { chunk, file } = candidate;
  const { symbol, defines = [] } = chunk;
  for (const name of symbol === undefined ? defines : [symbol, ...defines]) {
    const share = weight * nameShare(name, file.path, wanted, weights);
    if (share <= best.value) continue;
    const value = name === symbol ? share * codeShare(chunk, weights) : share;
    if (name === symbol && !begins(candidate)) continue;
    if (value > best.value) best = { value, reason: `defines ${name}` };
  }
  return best;
}

function begins({ file, chunkId }: Candidate): boolean {
  return beginsSymbol(file, chunkId % chunksPerFile);
}

function byWords(chunk: ChunkRecord, { words, weights }: RankState): number {
  const { key } = chunkWords(chunk);
  if (key === '') return 0;
  if (key === words.all) return weights.definitionByAllWords;
  return words.runs.has(key) ? weights.definitionBySomeWords : 0;
}

/** A heading or a key of that name defines less than a function does. */
function codeShare({ kind }: ChunkRecord, weights: RankWeights): number {
  return codeKinds.has(kind) ? 1 : weights.definitionOutsideCode;
}
