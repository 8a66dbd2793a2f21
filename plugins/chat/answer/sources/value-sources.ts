import type { CodeMatch } from 'devmgr/plugin-api/contracts/code-index';
import { pathRole } from '../../index/rank/path-role.js';
import { matchSource } from './match-source.js';
import { plainQuery } from './plain-query.js';
import type { SourceCandidate } from './source-candidate.js';
import type { SourceSearch } from './source-search.js';

/** "I want to sell a new kind of coffee", "where do I add another coupon?": about a list of values that gets one more. */
const asksForOneMore =
  /\b(?:new|another|one more|additional|further|neuen?|neues?|weiter\w*)\b[^.?!]{0,60}\b(?:kinds?|types?|sorts?|arten?)\b|\b(?:where|wo)\b[^.?!]{0,40}\b(?:add|put|register|hinzu\w*|ergänz\w*)\b/i;
/** `PRODUCTS = [` and what follows in rows. */
const list = /^[^\n]*=[^\n]*[[({]\s*\n(?:[^\n]*\S[^\n]*\n){3}/;
const mostValues = 2;
/** A project that has more lists has too many to guess. */
const fewLists = 6;
const mostListed = 300;

/** Lists of values at the top level of files, where the question is how there can be one more. */
export async function valueSources(
  question: string,
  { parts, signal }: SourceSearch,
): Promise<readonly SourceCandidate[]> {
  if (!asksForOneMore.test(question)) return [];
  const listsFor = async (query: string, limit: number) =>
    (await parts.index.search(`${query} kind:module`.trim(), { limit, signal })).matches.filter(isList);
  const fitting = await listsFor(plainQuery(question), 8);
  const all = fitting.length > 0 ? [] : await listsFor('', mostListed);
  const lists = all.length > fewLists ? fitting : [...fitting, ...all];
  return lists.slice(0, mostValues).map((match, rank) => ({
    source: matchSource({ ...match, reasons: ['a list of values', ...match.reasons] }, parts.context.text),
    value: 0.82 / (1 + 0.1 * rank),
  }));
}

function isList({ path, symbol, text }: CodeMatch): boolean {
  return pathRole(path) === 'source' && symbol !== undefined && list.test(text);
}
