import type { CodeQueryKind } from 'devmgr/plugin-api/contracts/code-index';
import { nameWords } from '../../keyword/name-words.js';
import type { ChunkRecord } from '../../store/index-store.js';
import { containerOf, lastPart } from '../last-part.js';
import type { RankSignal, RankState, SignalScore } from '../rank.js';
import type { RankWeights } from '../weights.js';

/** A name of the query, divided once. */
interface WantedName {
  readonly name: string;
  readonly squeezed: string;
  readonly container: string;
}

const codeKinds = new Set<string>(['function', 'method', 'class', 'statement']);
const nothing: SignalScore = { value: 0 };

/** Chunks that define what the query names, by its name (`OrderRepository.find`) or by the words of it (`order repository`). */
export const definition: RankSignal = {
  id: 'definition',
  score({ query, candidates }, state) {
    const wanted = query.symbols.map(wantedName);
    const weight = kindWeight(query.kind, state.weights);
    return candidates.map(({ chunk }) => {
      if (chunk.symbol === undefined) return nothing;
      const byName = wanted.length === 0 ? 0 : weight * nameShare(chunk.symbol, wanted, state.weights);
      const value = Math.max(byName, byWords(lastPart(chunk.symbol), state)) * codeShare(chunk, state.weights);
      return value === 0 ? nothing : { value, reason: `defines ${chunk.symbol}` };
    });
  },
};

function kindWeight(kind: CodeQueryKind, weights: RankWeights): number {
  if (kind === 'symbol') return weights.definitionAsked;
  return kind === 'trace' ? weights.definitionInTrace : weights.definitionMentioned;
}

function wantedName(symbol: string): WantedName {
  const name = lastPart(symbol);
  return { name, squeezed: squeeze(name), container: squeeze(lastPart(containerOf(symbol))) };
}

/** `createOrder` and `create_order` are one name to who searches. */
function squeeze(name: string): string {
  return name.toLowerCase().replace(/[_$~-]/g, '');
}

function nameShare(symbol: string, wanted: readonly WantedName[], weights: RankWeights): number {
  const name = lastPart(symbol);
  const squeezed = squeeze(name);
  const container = squeeze(lastPart(containerOf(symbol)));
  let best = 0;
  for (const one of wanted) {
    if (one.squeezed === squeezed) {
      const spelling = one.name === name ? 1 : weights.definitionOtherSpelling;
      const isOther = one.container !== '' && one.container !== container;
      best = Math.max(best, spelling * (isOther ? weights.definitionOtherContainer : 1));
    } else if (one.container !== '' && one.container === squeezed) {
      best = Math.max(best, weights.definitionContainer);
    } else if (container !== '' && one.container === '' && one.squeezed === container) {
      best = Math.max(best, weights.definitionMember);
    }
  }
  return best;
}

function byWords(name: string, { words, weights }: RankState): number {
  const key = nameWords(name).join(' ');
  if (key === '') return 0;
  if (key === words.all) return weights.definitionByAllWords;
  return words.runs.has(key) ? weights.definitionBySomeWords : 0;
}

/** A heading or a key of that name defines less than a function does. */
function codeShare({ kind }: ChunkRecord, weights: RankWeights): number {
  return codeKinds.has(kind) ? 1 : weights.definitionOutsideCode;
}
