import { definitionNames } from '../query/definition-names.js';
import { matchesPlace } from '../query/matches-place.js';
import type { ParsedQuery } from '../query/parsed-query.js';
import { lastPart } from '../rank/last-part.js';
import type { LoadedCorpus } from './loaded-corpus.js';

const leastFit = 0.6;

/** What a person should know of a query: names, files, lines and languages that this project does not have. */
export function queryNotes(query: ParsedQuery, isThere: boolean, corpus: LoadedCorpus): readonly string[] {
  return [...placeNotes(query, corpus), ...nameNotes(query, isThere, corpus), ...languageNotes(query, corpus)];
}

/** Of a query that is nothing but places: frames of an error may be anywhere. */
function placeNotes({ kind, places }: ParsedQuery, corpus: LoadedCorpus): readonly string[] {
  if (kind !== 'path') return [];
  return places.flatMap(({ path, line }) => {
    const files = [...corpus.files()].filter((file) => matchesPlace(file.path, path) >= leastFit);
    const [file] = files;
    if (!file) return [`The index has no ${path}`];
    const last = file.chunks.at(-1)?.endLine ?? 0;
    return files.length === 1 && line !== undefined && line > last ? [`${file.path} has ${last} lines`] : [];
  });
}

/** `isThere`: a text has a name of the query whole. */
function nameNotes(query: ParsedQuery, isThere: boolean, corpus: LoadedCorpus): readonly string[] {
  const { kind, symbols, text } = query;
  const isWord = kind === 'question' && /^[\p{L}_]\w*$/u.test(text.trim());
  if (isThere || (kind !== 'symbol' && !isWord)) return [];
  if (definitionNames(query).some((name) => corpus.definitions(name).length > 0)) return [];
  const name = lastPart(symbols[0] ?? text.trim());
  const meant = corpus.nameLike(name);
  return meant === undefined ? [] : [`Nothing is called ${name}; did you mean ${meant}?`];
}

function languageNotes({ filters: { languages } }: ParsedQuery, corpus: LoadedCorpus): readonly string[] {
  if (languages.length === 0) return [];
  const known = new Set([...corpus.files()].map(({ language }) => language));
  return languages.some((language) => known.has(language)) ? [] : [`The index has no ${languages.join(' or ')}`];
}
