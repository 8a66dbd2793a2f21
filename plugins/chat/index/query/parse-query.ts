import type { CodeQueryKind } from 'devmgr/plugin-api/contracts/code-index';
import { queryTerms } from '../keyword/query-terms.js';
import { asksForTests } from './asks-for-tests.js';
import { isLookupWord } from './lookup-words.js';
import type { ParsedQuery } from './parsed-query.js';
import { placeInWord, type PlaceInWord } from './place-in-word.js';
import { queryTokens } from './query-token.js';
import { readFilters } from './read-filters.js';
import { capitalisedName, symbolInWord } from './symbol-in-word.js';
import { parseTrace, type Trace } from './trace/parse-trace.js';

/** A longer query is an accident, or an error whose first and last lines say what happened. */
const longestQuery = 16_000;

const mostWords = 200;

/** `app.py line 900`, `app.py", line 917`, `app.py, lines 3-9`. */
const lineBehind = /(\S{1,400}\.\w{1,8})["'`]?[,;]? (?:on |at )?lines? (\d{1,7})(-\d{1,7})?\b/gi;

/** Of `create_order(self, id)`, but not the lines of `main.ts(12,5)`. */
const callArguments = /(?<=[\p{L}\p{N}_$])\((?!\d)[^()\n]{0,200}\)/gu;

/** One word of a query and what it may name. */
interface ReadWord {
  readonly text: string;
  readonly place: PlaceInWord | undefined;
  readonly symbol: string | undefined;
}

/**
 * Reads a query: filters, and then words, a symbol, a path or lines of an error. Any text is a query: nothing in it is
 * handed on as an operator, what is not understood stays a word. Never throws.
 */
export function parseQuery(raw: string): ParsedQuery {
  const text = readable(raw);
  const trace = parseTrace(text);
  if (trace) return traceQuery(raw, trace);
  const { filters, words, notes } = readFilters(queryTokens(text));
  const rest = words.map((word) => word.text).join(' ');
  const read = readWords(rest);
  const kind = kindOf(read);
  const places = read.flatMap(({ place }) => (place && (place.isFile || kind === 'path') ? place : []));
  return {
    raw,
    kind,
    text: rest,
    terms: queryTerms(rest),
    symbols: symbolsOf(read, kind),
    places: places.map(asPlace),
    wantsTests: asksForTests(rest, [...filters.paths, ...places.map(({ path }) => path)]),
    filters,
    notes,
  };
}

function asPlace({ path, line, endLine }: PlaceInWord): ParsedQuery['places'][number] {
  if (line === undefined) return { path };
  return endLine === undefined ? { path, line } : { path, line, endLine };
}

/** The middle of a text that is far too long is left out; control characters and halves of characters are spaces. */
function readable(raw: string): string {
  const half = longestQuery / 2;
  const text = raw.length <= longestQuery ? raw : `${raw.slice(0, half)}\n${raw.slice(-half)}`;
  return text.replace(/\p{Cs}|[^\P{Cc}\n\t]/gu, ' ');
}

function traceQuery(raw: string, { message, places, symbols }: Trace): ParsedQuery {
  const [innermost] = places;
  const filters = { languages: [], paths: [], kinds: [], without: [] };
  return {
    raw,
    kind: 'trace',
    text: message,
    terms: queryTerms([message, ...symbols.slice(0, 8)].join(' ')),
    symbols,
    places,
    wantsTests: innermost !== undefined && asksForTests('', [innermost.path]),
    filters,
    notes: [],
  };
}

/** Names are looked for in the first words only: a text that has more is no query for one. */
function readWords(text: string): readonly ReadWord[] {
  const words = text.replace(lineBehind, '$1:$2$3').replace(callArguments, '()').split(/\s+/).filter(Boolean);
  return words.slice(0, mostWords).map(readWord);
}

function readWord(text: string, index: number, words: readonly string[]): ReadWord {
  const place = placeInWord(text);
  const isFirst = index === 0 && words.length > 1;
  const symbol =
    place?.symbol ??
    (place?.isFile ? undefined : (symbolInWord(text) ?? (isFirst ? undefined : capitalisedName(text))));
  return { text, place, symbol };
}

function kindOf(words: readonly ReadWord[]): CodeQueryKind {
  const telling = words.filter(({ text }) => !isLookupWord(text));
  if (telling.length === 0) return words.length === 1 ? kindOfOne(words[0]) : 'question';
  if (telling.every(({ place }) => place)) {
    return telling.some(({ place }) => place?.isFile) || telling.length === 1 ? 'path' : 'question';
  }
  return telling.every(({ symbol }) => symbol !== undefined) ? 'symbol' : 'question';
}

function kindOfOne(word: ReadWord | undefined): CodeQueryKind {
  if (word?.place) return 'path';
  return word?.symbol === undefined ? 'question' : 'symbol';
}

function symbolsOf(words: readonly ReadWord[], kind: CodeQueryKind): readonly string[] {
  const names = words.flatMap(({ symbol, place }) =>
    symbol === undefined || (place && kind === 'path' && !place.symbol) ? [] : symbol,
  );
  return [...new Set(names)];
}
