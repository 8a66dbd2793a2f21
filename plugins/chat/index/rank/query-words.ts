import { nameWords } from '../keyword/name-words.js';
import { questionWords } from '../keyword/stop-words.js';
import type { ParsedQuery } from '../query/parsed-query.js';

/** As many as fit in the bits of a mask. */
const mostWords = 30;

/** The words of a query that can be in names, stemmed, with what they were before. */
export interface QueryWords {
  /** Place in `stems` by stem. */
  readonly places: ReadonlyMap<string, number>;
  /** In the order of the query, each once. */
  readonly stems: readonly string[];
  /** As they were typed, in small letters: for reasons. */
  readonly typed: readonly string[];
  /** Two to five of them in a row, with spaces between. */
  readonly runs: ReadonlySet<string>;
  /** All of them, with spaces between. */
  readonly all: string;
}

export function queryWords({ text, symbols, kind }: ParsedQuery): QueryWords {
  const places = new Map<string, number>();
  const typed: string[] = [];
  const source = kind === 'trace' ? `${text} ${symbols.join(' ')}` : text;
  for (const part of source.slice(0, 4000).match(/[\p{L}\p{M}\p{N}_]+/gu) ?? []) {
    if (questionWords.has(part.toLowerCase())) continue;
    for (const stem of nameWords(part)) {
      if (places.has(stem) || places.size >= mostWords) continue;
      places.set(stem, places.size);
      typed.push(part.toLowerCase());
    }
  }
  const stems = [...places.keys()];
  return { places, stems, typed, runs: runsOf(stems), all: stems.join(' ') };
}

function runsOf(stems: readonly string[]): ReadonlySet<string> {
  const runs = new Set<string>();
  for (let from = 0; from < stems.length; from++) {
    for (let count = 2; count <= 5 && from + count <= stems.length; count++) {
      runs.add(stems.slice(from, from + count).join(' '));
    }
  }
  return runs;
}
