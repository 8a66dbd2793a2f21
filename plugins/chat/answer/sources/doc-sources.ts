import { pathRole } from '../../index/rank/path-role.js';
import { matchSource } from './match-source.js';
import { plainQuery } from './plain-query.js';
import type { SourceCandidate } from './source-candidate.js';
import type { SourceSearch } from './source-search.js';

const mostFiles = 2;
/** Of the score of the best code: what has less only mentions it. */
const leastShare = 0.6;

/** What the project's own documents say to a question: it says why, in the words in which people ask, where code says how. */
export async function docSources(
  question: string,
  bestScore: number,
  { parts, signal, filters = '' }: SourceSearch,
): Promise<readonly SourceCandidate[]> {
  const query = `${plainQuery(question)} lang:markdown ${filters}`.trim();
  const { matches } = await parts.index.search(query, { limit: 8, signal });
  const own = matches.filter(({ path }) => isAboutTheProject(path));
  const files = new Map([...own].reverse().map((match) => [match.path, match]));
  return [...files.values()]
    .sort((a, b) => b.score - a.score)
    .filter(({ score }) => score >= bestScore * leastShare)
    .slice(0, mostFiles)
    .map((match, rank) => ({ source: matchSource(match, parts.context.text), value: 0.8 / (1 + 0.2 * rank) }));
}

/** Examples for tests, and forms for issues and pull requests, are about something else. */
function isAboutTheProject(path: string): boolean {
  return (
    pathRole(path) !== 'test' && !/(?:^|\/)(?:ISSUE_TEMPLATE|PULL_REQUEST_TEMPLATE|pull_request_template)\b/i.test(path)
  );
}
