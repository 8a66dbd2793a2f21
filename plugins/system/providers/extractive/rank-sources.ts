import { setImmediate } from 'node:timers/promises';
import type { AiSource } from 'devmgr/plugin-api/contracts/ai';
import { wordsOf } from './words-of.js';

export interface Ranking {
  /** Best first. */
  readonly sources: readonly AiSource[];
  /** How much a word of the question tells: the rarer among the sources, the more. */
  readonly weights: ReadonlyMap<string, number>;
  /** Whether any word of the question stands in any source. */
  readonly hasMatches: boolean;
}

/** A name says what a piece of code is for, its path where it belongs; text only mentions. */
const SYMBOL_WEIGHT = 2;
const PATH_WEIGHT = 1;

/**
 * Orders sources, in slices of one. The search that found them knows more than words: with scores they stay in the order of
 * these. Without scores the words of the question in text, symbol and path decide, and those without a word are left out
 * unless none has one.
 */
export async function rankSources(sources: readonly AiSource[], words: readonly string[]): Promise<Ranking> {
  const texts: ReadonlyMap<string, number>[] = [];
  for (const { text } of sources) {
    texts.push(counted(text));
    await setImmediate();
  }
  const names = sources.map(({ symbol }) => counted(symbol ?? ''));
  const paths = sources.map(({ path }) => counted(path));
  const weights = new Map(
    words.map((word) => {
      const holders = sources.filter((_, index) => [texts, names, paths].some((of) => of[index]?.has(word))).length;
      return [word, Math.log(1 + sources.length / Math.max(1, holders))];
    }),
  );
  const ranked = sources.map((source, index) => {
    let matched = 0;
    for (const [word, weight] of weights) {
      const count = texts[index]?.get(word) ?? 0;
      const inName = names[index]?.has(word) ? SYMBOL_WEIGHT : 0;
      const inPath = paths[index]?.has(word) ? PATH_WEIGHT : 0;
      matched += weight * (count / (count + 1) + inName + inPath);
    }
    return { source, matched };
  });
  const hasMatches = ranked.some(({ matched }) => matched > 0);
  const given = inGivenOrder(sources);
  if (given) return { sources: given, weights, hasMatches };
  const kept = ranked.filter(({ matched }) => matched > 0 || !hasMatches);
  return { sources: kept.sort((a, b) => b.matched - a.matched).map(({ source }) => source), weights, hasMatches };
}

function counted(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const word of wordsOf(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/** By their scores, of equal ones the first; `undefined` when not all have one. */
function inGivenOrder(sources: readonly AiSource[]): readonly AiSource[] | undefined {
  const scored = sources.flatMap((source) =>
    Number.isFinite(source.score) ? { source, score: Number(source.score) } : [],
  );
  if (scored.length < sources.length) return undefined;
  return scored.sort((a, b) => b.score - a.score).map(({ source }) => source);
}
