import { asWritten } from './as-written.js';
import { matchSource } from './match-source.js';
import type { SourceCandidate } from './source-candidate.js';
import type { SourceSearch } from './source-search.js';

/** `.env`, `--flag`, `/reports/average`, `"not found"`: what stands in the code as it stands in the question. */
const literals =
  /(?<=^|\s|\()(?:(\.[a-z][\w.-]+|--[a-z][\w-]+|\/[\w{}-]+(?:\/[\w{}-]+)+)|"([^"\n]{3,60})")(?=[\s),.;:?!]|$)/giu;
const mostLiterals = 2;
const mostEach = 3;
/** Of a search, whose phrases are also parts of longer words: `process.env`. */
const mostLooked = 200;

/** Where the index finds what is written in a question as it stands there, with the other words of the question. */
export async function literalSources(
  question: string,
  { parts, signal }: SourceSearch,
): Promise<readonly SourceCandidate[]> {
  const found = [...question.matchAll(literals)].map((match) => match[1] ?? match[2] ?? '').slice(0, mostLiterals);
  const candidates: SourceCandidate[] = [];
  for (const literal of found) {
    const words = question.replaceAll(literal, ' ').match(/[\p{L}\p{N}_]{4,}/gu) ?? [];
    const query = [`"${literal}"`, ...words.slice(-4)].join(' ');
    const { matches } = await parts.index.search(query, { limit: mostLooked, signal });
    for (const [rank, match] of asWritten(matches, literal).slice(0, mostEach).entries()) {
      const source = matchSource({ ...match, reasons: [`has ${literal}`, ...match.reasons] }, parts.context.text);
      candidates.push({ source, value: 0.78 / (1 + 0.2 * rank) });
    }
  }
  return candidates;
}
