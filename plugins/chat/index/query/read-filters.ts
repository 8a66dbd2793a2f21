import { placeInWord } from './place-in-word.js';
import { kindNames, kindsNamed } from './query-kinds.js';
import { languagesNamed } from './query-languages.js';
import type { QueryFilters } from './parsed-query.js';
import type { QueryToken } from './query-token.js';

type FilterName = 'lang' | 'path' | 'kind';

const filterNames: Readonly<Record<string, FilterName>> = {
  lang: 'lang',
  language: 'lang',
  path: 'path',
  file: 'path',
  dir: 'path',
  folder: 'path',
  in: 'path',
  kind: 'kind',
  type: 'kind',
};

/** In a longer text quotes are part of the language. */
const mostAroundPhrase = 6;

export interface ReadFilters {
  readonly filters: QueryFilters;
  /** What is left of the query: its words, in order. */
  readonly words: readonly QueryToken[];
  readonly notes: readonly string[];
}

/** Takes the filters out of a query. What only looks like one stays a word, and a note says so. */
export function readFilters(tokens: readonly QueryToken[]): ReadFilters {
  const found = {
    languages: [] as string[],
    paths: [] as string[],
    kinds: [] as string[],
    without: [] as string[],
    withoutLanguages: [] as string[],
    withoutPaths: [] as string[],
    withoutKinds: [] as string[],
    phrases: [] as string[],
  };
  const words: QueryToken[] = [];
  const notes: string[] = [];
  for (const token of tokens) {
    const name = filterNames[token.name?.toLowerCase() ?? ''];
    if (name !== undefined) addFilter(token, name);
    else if (isExcludedWord(token)) found.without.push(token.text.toLowerCase());
    else {
      if (looksLikeFilter(token)) notes.push(`${token.name}: is no filter here, there are lang:, path: and kind:`);
      if (tokens.length <= mostAroundPhrase && isPhrase(token)) found.phrases.push(token.text);
      words.push(asWord(token));
    }
  }
  return { filters: found, words, notes: [...new Set(notes)] };

  function addFilter({ text, isExcluded }: QueryToken, name: FilterName): void {
    const values = text.split(',').filter((value) => value !== '');
    if (name === 'path') (isExcluded ? found.withoutPaths : found.paths).push(...values);
    if (name === 'lang') {
      const read = values.flatMap((value) => known(value, languagesNamed(value), `No language is called ${value}`));
      (isExcluded ? found.withoutLanguages : found.languages).push(...read);
    }
    if (name === 'kind') {
      const problem = `kind: is one of ${kindNames.join(', ')}`;
      const read = values.flatMap((value) => known(value, kindsNamed(value), problem));
      (isExcluded ? found.withoutKinds : found.kinds).push(...read);
    }
  }

  /** What nobody knows filters everything away: better than to show what was not asked for. */
  function known(value: string, names: readonly string[], problem: string): readonly string[] {
    if (names.length > 0) return names;
    notes.push(problem);
    return [value.toLowerCase()];
  }
}

/** What is in quotes is meant as it is written; a path in quotes is a path. */
function isPhrase({ text, name, isQuoted, isExcluded }: QueryToken): boolean {
  return isQuoted && !isExcluded && name === undefined && text.trim().length > 1 && !placeInWord(text);
}

/** `-word`, but not the options `-k` and `--flag`, and no arrow. */
function isExcludedWord({ text, name, isExcluded, isQuoted }: QueryToken): boolean {
  return isExcluded && name === undefined && (isQuoted ? text.trim() !== '' : /^[\p{L}\p{N}_]{2}/u.test(text));
}

/** `repo:shop`, but not `main:41`, `Error:x` and `c:\shop`. */
function looksLikeFilter({ text, name, isQuoted }: QueryToken): boolean {
  return name !== undefined && /^[a-z]{2,12}$/.test(name) && (isQuoted || /^[\w./*-]*[A-Za-z*][\w./*-]*$/.test(text));
}

function asWord(token: QueryToken): QueryToken {
  const { text, name, isExcluded } = token;
  return { ...token, text: `${isExcluded ? '-' : ''}${name === undefined ? '' : `${name}:`}${text}`, name: undefined };
}
