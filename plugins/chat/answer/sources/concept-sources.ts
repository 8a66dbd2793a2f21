import type { CodeMatch } from 'devmgr/plugin-api/contracts/code-index';
import { pathRole, type PathRole } from '../../index/rank/path-role.js';
import { concepts, type Concept } from './concept.js';
import { matchSource } from './match-source.js';
import { wordsIn } from './question-words.js';
import type { SourceCandidate } from './source-candidate.js';
import type { SourceSearch } from './source-search.js';

/** Of each query of a concept that are looked at. */
const mostEach = 80;
/** All of them, where nothing else is asked; those that fit the other words of the question. */
const mostListed = 40;
const mostFitting = 4;
/** Of the best one: what has less only has to do with the same things. */
const leastFit = 0.6;
/** They are what is asked for, and the search has found what only has the other words. */
/** A sign that does not stand in other code. */
const strong = 2;
const worth = { listed: 1.2, fitting: 1.05 } as const;
/** Of the question, with each query of a concept. */
const mostWords = 3;
const tests: ReadonlySet<PathRole> = new Set(['test', 'near-tests']);
const others: ReadonlySet<PathRole> = new Set(['example', 'docs', 'migration']);

/** Code that is what a question calls it by a word of developers which does not stand in it: endpoints, validation. */
export async function conceptSources(question: string, search: SourceSearch): Promise<readonly SourceCandidate[]> {
  const asked = concepts.filter((concept) => concept.asked.test(question));
  const candidates: SourceCandidate[] = [];
  for (const concept of asked) candidates.push(...(await sourcesOf(concept, question, search)));
  return candidates;
}

async function sourcesOf(
  concept: Concept,
  question: string,
  { parts, signal }: SourceSearch,
): Promise<readonly SourceCandidate[]> {
  const words = new Set(wordsIn(question.replace(new RegExp(concept.asked, 'gi'), ' ')));
  const found = new Map<string, CodeMatch>();
  for (const query of concept.queries) {
    const about = [query, ...[...words].slice(0, mostWords)].join(' ');
    const { matches } = await parts.index.search(about, { limit: mostEach, signal });
    for (const match of matches) if (worthOf(match, concept) > 0) found.set(`${match.path}:${match.startLine}`, match);
  }
  const all = inOrder([...found.values()].filter(({ path }) => !tests.has(pathRole(path))));
  const own = all.filter(({ path }) => !others.has(pathRole(path)));
  const candidates = own.length > 0 ? own : all;
  const source = (match: CodeMatch) => matchSource({ ...match, reasons: [concept.reason] }, parts.context.text);
  if (words.size === 0)
    return candidates
      .slice(0, mostListed)
      .map((match, at) => ({ source: source(match), value: worth.listed - 0.005 * at }));
  const fitting = candidates
    .map((match) => ({ match, fit: fitOf(match, concept, words) }))
    .sort((a, b) => b.fit - a.fit);
  const least = Math.max(0.01, (fitting[0]?.fit ?? 0) * leastFit);
  return fitting
    .filter(({ fit }) => fit >= least)
    .slice(0, mostFitting)
    .map(({ match }, rank) => ({ source: source(match), value: worth.fitting / (1 + 0.1 * rank) }));
}

function worthOf({ text, symbol = '' }: CodeMatch, { signs, names }: Concept): number {
  const own = names?.test(symbol) ? strong : 0;
  return signs.reduce((sum, [sign, worth]) => sum + (sign.test(text) ? worth : 0), own);
}

/** How much of the concept it is, times how many words it has: in its name they say what it is about, elsewhere they are mentioned. */
function fitOf(match: CodeMatch, concept: Concept, words: ReadonlySet<string>): number {
  const count = (of: string) => new Set(wordsIn(of).filter((word) => words.has(word))).size;
  const inName = count(match.symbol ?? '');
  const worthIt = worthOf(match, concept);
  if (inName === 0 && concept.names && worthIt < strong) return 0;
  return worthIt * (2 * inName + count(match.path) / 2 + count(match.text) / 2);
}

function inOrder(matches: readonly CodeMatch[]): readonly CodeMatch[] {
  return [...matches].sort((a, b) => (a.path === b.path ? a.startLine - b.startLine : a.path < b.path ? -1 : 1));
}
