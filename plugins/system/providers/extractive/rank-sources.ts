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
/** The search that found the sources knows more than words: of equal words it decides, against many it does not. */
const GIVEN_WEIGHT = 0.5;
/**
 * Orders sources, in slices of one, by the words of the question in their text, symbol and path, and by the score they came with. Those without
 * a word are left out unless none has one: then the scores alone decide.
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
  const most = [...weights.values()].reduce((sum, weight) => sum + weight, 0) || 1;
  const given = givenScores(sources);
  const ranked = sources.map((source, index) => {
    let matched = 0;
    for (const [word, weight] of weights) {
      const count = texts[index]?.get(word) ?? 0;
      const inName = names[index]?.has(word) ? SYMBOL_WEIGHT : 0;
      const inPath = paths[index]?.has(word) ? PATH_WEIGHT : 0;
      matched += weight * (count / (count + 1) + inName + inPath);
    }
    return { source, matched, score: matched / most + GIVEN_WEIGHT * (given[index] ?? 0) };
  });
  const hasMatches = ranked.some(({ matched }) => matched > 0);
  const kept = ranked.filter(({ matched }) => matched > 0 || !hasMatches);
  return { sources: kept.sort((a, b) => b.score - a.score).map(({ source }) => source), weights, hasMatches };
}

function counted(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const word of wordsOf(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/** From 0 to 1, whatever scale they came in. */
function givenScores(sources: readonly AiSource[]): readonly number[] {
  const scores = sources.map(({ score }) => (Number.isFinite(score) ? Number(score) : undefined));
  const known = scores.filter((score) => score !== undefined);
  const least = Math.min(...known);
  const range = Math.max(...known) - least;
  return scores.map((score) => (score === undefined || range === 0 ? 0 : (score - least) / range));
}
