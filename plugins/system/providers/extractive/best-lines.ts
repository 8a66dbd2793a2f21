import type { AiSource } from 'devmgr/plugin-api/contracts/ai';
import { wordsOf } from './words-of.js';

/** Lines of a source, as they stand there, by their numbers in the file. */
export interface Excerpt {
  /** Where the source begins and ends, without blank lines around it. */
  readonly startLine: number;
  readonly endLine: number;
  /** Of it, what is quoted; in order. */
  readonly lines: ReadonlyMap<number, string>;
}

/** A definition of so many lines is quoted whole. */
const MOST_LINES = 30;
/** Of a longer one: its head says what it is, the rest is the row that fits best. */
const HEAD_LINES = 2;
/** Of a longer line only the beginning decides. */
const MOST_CHARACTERS = 1000;

/**
 * What of a source is quoted: a short one whole, of a longer one the first lines and the row of lines that holds most of the
 * words, by their weights. A source of blank lines gives an excerpt without lines.
 */
export function bestLines(source: AiSource, weights: ReadonlyMap<string, number>): Excerpt {
  const all = source.text.split(/\r\n|\n|\r/);
  const [from, to] = trimmed(all, 0, all.length);
  const lines = new Map<number, string>();
  const add = (first: number, end: number) => {
    for (let at = first; at < end; at += 1) lines.set(source.startLine + at, all[at] ?? '');
  };
  if (to - from <= MOST_LINES) add(from, to);
  else {
    const room = MOST_LINES - HEAD_LINES;
    const start = bestStart(all.slice(from, to), weights, room) + from;
    add(...trimmed(all, from, from + HEAD_LINES));
    add(...trimmed(all, Math.max(start, from + HEAD_LINES), Math.min(to, start + room)));
  }
  return { startLine: source.startLine + from, endLine: source.startLine + to - 1, lines };
}

function trimmed(lines: readonly string[], from: number, to: number): [number, number] {
  const isBlank = (index: number) => lines[index]?.trim() === '';
  while (from < to && isBlank(from)) from += 1;
  while (to > from && isBlank(to - 1)) to -= 1;
  return [from, to];
}

/** Where the heaviest window of so many lines begins; of equal ones in a row the middle one, so that lines around are there too. */
function bestStart(lines: readonly string[], weights: ReadonlyMap<string, number>, count: number): number {
  const values = lines.map((line) => lineWeight(line, weights));
  let sum = values.slice(0, count).reduce((total, value) => total + value, 0);
  let best = { first: 0, last: 0, sum };
  for (let start = 1; start + count <= lines.length; start += 1) {
    sum += (values[start + count - 1] ?? 0) - (values[start - 1] ?? 0);
    // Sums that differ by rounding only are equal.
    if (sum > best.sum + 1e-9) best = { first: start, last: start, sum };
    else if (sum > best.sum - 1e-9 && best.last === start - 1) best = { ...best, last: start };
  }
  return best.sum > 1e-9 ? Math.floor((best.first + best.last) / 2) : 0;
}

function lineWeight(line: string, weights: ReadonlyMap<string, number>): number {
  const words = new Set(wordsOf(line.slice(0, MOST_CHARACTERS)));
  return [...words].reduce((sum, word) => sum + (weights.get(word) ?? 0), 0);
}
