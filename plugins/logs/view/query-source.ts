import type { LogSource, StyledText } from 'devmgr/plugin-api';
import type { LogQuery } from '../query/log-query.js';
import { SlowRegexError } from '../query/guarded-regex.js';
import { entryLine, lineText, type EntryLineOptions } from './entry-line.js';

/** The lines of a query for the log widget, made when they are shown. `options` is asked for every screenful. */
export function createQuerySource(query: LogQuery, options: () => EntryLineOptions): LogSource {
  return {
    get first() {
      return query.lines.first;
    },
    get end() {
      return query.lines.end;
    },
    lines(first, count) {
      const now = options();
      const entries = Array.from({ length: count }, (_, index) => query.entry(first + index));
      const held = entries.filter((entry) => entry !== undefined);
      const texts = held.map((entry) => lineText(entry, now));
      const places = matchPlaces(
        query,
        texts.map(({ summary }) => summary),
      );
      return held.map((entry, index): StyledText => {
        const text = texts[index];
        return text ? entryLine(entry, text, places[index] ?? [], now) : '';
      });
    },
  };
}

/** Nothing is marked when the expression takes too long for it. */
function matchPlaces(query: LogQuery, texts: readonly string[]): readonly (readonly number[])[] {
  try {
    return query.filter.places(texts);
  } catch (error) {
    if (error instanceof SlowRegexError) return [];
    throw error;
  }
}
