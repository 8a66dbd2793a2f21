import { parseQuery } from '../../index/query/parse-query.js';
import { matchSource } from './match-source.js';
import type { SourceCandidate } from './source-candidate.js';
import type { SourceSearch } from './source-search.js';

const mostNames = 2;
const mostCallers = 4;
/** "Who calls it", "where is it used": then they are what the question is about. */
const asksForCallers = /\b(call(s|ed|er|ers|ing)?|use[sd]?|using|usages?|invoke[sd]?|aufgerufen|benutzt|verwendet)\b/i;

/** Where what the question names is called: of names that the finds define. */
export async function callerSources(
  question: string,
  found: readonly SourceCandidate[],
  { parts, signal }: SourceSearch,
): Promise<readonly SourceCandidate[]> {
  const names = parseQuery(question)
    .symbols.map(lastPart)
    .filter((name) => isDefined(name, found));
  const worth = asksForCallers.test(question) ? 0.9 : 0.4;
  const candidates: SourceCandidate[] = [];
  for (const name of [...new Set(names)].slice(0, mostNames)) {
    const { matches } = await parts.index.search(`"${name}("`, { limit: mostCallers * 3, signal });
    const callers = matches.filter(({ symbol = '', text }) => lastPart(symbol) !== name && calls(text, name));
    for (const [rank, match] of callers.slice(0, mostCallers).entries()) {
      const source = matchSource({ ...match, reasons: [`calls ${name}`] }, parts.context.text, 'neighbour');
      candidates.push({ source, value: worth / (1 + 0.1 * rank) });
    }
  }
  return candidates;
}

function isDefined(name: string, found: readonly SourceCandidate[]): boolean {
  return found.some(({ source }) => source.symbol !== undefined && lastPart(source.symbol) === name);
}

/** Not only as a part of a longer name. */
function calls(text: string, name: string): boolean {
  const at = text.indexOf(`${name}(`);
  return at !== -1 && !/[\p{L}\p{N}_$]/u.test(text[at - 1] ?? ' ');
}

function lastPart(symbol: string): string {
  return /[^.:>#]*$/.exec(symbol)?.[0] ?? symbol;
}
