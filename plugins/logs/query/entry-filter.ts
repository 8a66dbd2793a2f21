import type { LogEntry, LogLevel } from 'devmgr/plugin-api/contracts/log-store';
import { GuardedRegex } from './guarded-regex.js';
import { isAtLeast } from './levels.js';
import type { TextQuery } from './text-query.js';

export interface Filter {
  readonly level: LogLevel;
  /** `undefined`: all. */
  readonly source: string | undefined;
  readonly text: TextQuery;
  /** Only what this test caused: its whole id. */
  readonly test?: string | undefined;
}

/** Selects entries. Made once for a filter, used for many batches. */
export interface EntryFilter {
  /** Those that pass, in order. Throws `SlowRegexError` when the person's expression takes too long. */
  select(entries: readonly LogEntry[]): readonly LogEntry[];
  /** In each text the places that made it pass: start, end, start, end, ... ascending, not overlapping. */
  places(texts: readonly string[]): readonly (readonly number[])[];
}

/** Makes the filter. An invalid text lets everything pass. */
export function createEntryFilter(filter: Filter): EntryFilter {
  const text = createTextFilter(filter.text);
  const isWanted = ({ level, source, test }: LogEntry) =>
    isAtLeast(level, filter.level) &&
    (filter.source === undefined || source === filter.source) &&
    (filter.test === undefined || test === filter.test);
  return { select: (entries) => text.select(entries.filter(isWanted)), places: text.places };
}

function createTextFilter(query: TextQuery): EntryFilter {
  switch (query.kind) {
    case 'regex':
      return regexFilter(new GuardedRegex(query.source, query.flags));
    case 'words':
      return wordFilter(query.wanted, query.unwanted, query.tests);
    case 'invalid':
      return wordFilter([], [], undefined);
  }
}

function regexFilter(regex: GuardedRegex): EntryFilter {
  return {
    select(entries) {
      const passes = regex.test(entries.map(({ message }) => message));
      return entries.filter((_entry, index) => passes[index]);
    },
    places: (texts) => regex.places(texts),
  };
}

function wordFilter(
  wanted: readonly string[],
  unwanted: readonly string[],
  tests: readonly string[] | undefined,
): EntryFilter {
  if (wanted.length === 0 && unwanted.length === 0 && !tests) {
    return { select: (entries) => entries, places: (texts) => texts.map(() => []) };
  }
  const passes = ({ message, test }: LogEntry) => {
    if (tests && !isOfTest(test, tests)) return false;
    const text = message.toLowerCase();
    return wanted.every((word) => text.includes(word)) && !unwanted.some((word) => text.includes(word));
  };
  return {
    select: (entries) => entries.filter(passes),
    places: (texts) => texts.map((text) => wordPlaces(text.toLowerCase(), wanted)),
  };
}

function isOfTest(test: string | undefined, words: readonly string[]): boolean {
  const id = test?.toLowerCase();
  return id !== undefined && words.every((word) => id.includes(word));
}

function wordPlaces(text: string, words: readonly string[]): readonly number[] {
  const places: number[] = [];
  for (let from = 0; ;) {
    const next = words
      .map((word) => ({ at: text.indexOf(word, from), length: word.length }))
      .filter(({ at }) => at !== -1)
      .sort((a, b) => a.at - b.at || b.length - a.length)[0];
    if (!next) return places;
    from = next.at + next.length;
    places.push(next.at, from);
  }
}
