import type { IndexedFile } from 'devmgr/plugin-api/contracts/code-index';
import { parseQuery } from '../index/query/parse-query.js';

const mostLanguages = 6;

/** Why a query may have found nothing among these files, in sentences. Empty: there is just nothing like it. */
export function reasonsForNothing(query: string, files: readonly Pick<IndexedFile, 'language'>[]): readonly string[] {
  const { filters, text, notes: problems } = parseQuery(query);
  // What was not understood is said already.
  if (files.length === 0 || problems.length > 0) return [];
  const there = new Set(files.map(({ language }) => language));
  const { languages } = filters;
  if (languages.length > 0 && !languages.some((language) => there.has(language)))
    return [`There is no ${languages.join(' or ')} in this project, but ${mostOf(files)}`];
  if (text.trim() === '') return ['There are only filters in this query: add words to look for'];
  return [];
}

/** The languages with most files. */
function mostOf(files: readonly Pick<IndexedFile, 'language'>[]): string {
  const counts = new Map<string, number>();
  for (const { language } of files) counts.set(language, (counts.get(language) ?? 0) + 1);
  const names = [...counts].sort(([, a], [, b]) => b - a).map(([language]) => language);
  return [...names.slice(0, mostLanguages), ...(names.length > mostLanguages ? ['…'] : [])].join(', ');
}
