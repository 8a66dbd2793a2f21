/** Lines of a match. `line` counts in the file. */
export interface ExcerptLine {
  readonly line: number;
  readonly text: string;
}

/**
 * The lines of a piece of code that say most about the query: as many lines in a row as there is room for, with the most of its
 * words, the first of such. Blank lines at its ends are left out.
 */
export function excerpt(text: string, startLine: number, query: string, room: number): readonly ExcerptLine[] {
  const lines = text.replace(/\r?\n$/, '').split(/\r?\n/);
  const words = new Set(query.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? []);
  const hits = lines.map((line) => hitsIn(line.toLowerCase(), words));
  const from = bestStart(hits, room);
  const chosen = lines.slice(from, from + room).map((line, at) => ({ line: startLine + from + at, text: line }));
  const first = chosen.findIndex(isFilled);
  return first < 0 ? [] : chosen.slice(first, chosen.findLastIndex(isFilled) + 1);
}

function isFilled({ text }: ExcerptLine): boolean {
  return text.trim() !== '';
}

function hitsIn(line: string, words: ReadonlySet<string>): number {
  let hits = 0;
  for (const word of words) if (line.includes(word)) hits += 1;
  return hits;
}

/** Where a window of `room` lines begins that has most hits. */
function bestStart(hits: readonly number[], room: number): number {
  let best = 0;
  let sum = hits.slice(0, room).reduce((total, each) => total + each, 0);
  let most = sum;
  for (let from = 1; from + room <= hits.length; from++) {
    sum += (hits[from + room - 1] ?? 0) - (hits[from - 1] ?? 0);
    if (sum <= most) continue;
    most = sum;
    best = from;
  }
  return best;
}
