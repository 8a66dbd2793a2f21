import type { AiSource } from 'devmgr/plugin-api/contracts/ai';
import { wordsOf } from './words-of.js';

/** A row of lines of a source, as they stand there. */
export interface Excerpt {
  /** Number of the first line in the file. */
  readonly startLine: number;
  readonly lines: readonly string[];
}

const MOST_LINES = 14;
/** Of a longer line only the beginning decides. */
const MOST_CHARACTERS = 1000;

/**
 * The row of lines that holds most of the words, by their weights; a short source whole. Blank lines around it are left out;
 * a source of nothing else gives an excerpt without lines.
 */
export function bestLines(source: AiSource, weights: ReadonlyMap<string, number>): Excerpt {
  const lines = source.text.split(/\r\n|\n|\r/);
  const [from, to] = trimmed(lines, 0, lines.length);
  const start = to - from <= MOST_LINES ? from : bestStart(lines.slice(from, to), weights) + from;
  const [first, end] = trimmed(lines, start, Math.min(to, start + MOST_LINES));
  return { startLine: source.startLine + first, lines: lines.slice(first, end) };
}

function trimmed(lines: readonly string[], from: number, to: number): [number, number] {
  const isBlank = (index: number) => lines[index]?.trim() === '';
  while (from < to && isBlank(from)) from += 1;
  while (to > from && isBlank(to - 1)) to -= 1;
  return [from, to];
}

/** Where the heaviest window begins; of equal ones the first. */
function bestStart(lines: readonly string[], weights: ReadonlyMap<string, number>): number {
  const values = lines.map((line) => lineWeight(line, weights));
  let sum = values.slice(0, MOST_LINES).reduce((total, value) => total + value, 0);
  let best = { start: 0, sum };
  for (let start = 1; start + MOST_LINES <= lines.length; start += 1) {
    sum += (values[start + MOST_LINES - 1] ?? 0) - (values[start - 1] ?? 0);
    // Sums that differ by rounding only are equal.
    if (sum > best.sum + 1e-9) best = { start, sum };
  }
  return best.start;
}

function lineWeight(line: string, weights: ReadonlyMap<string, number>): number {
  const words = new Set(wordsOf(line.slice(0, MOST_CHARACTERS)));
  return [...words].reduce((sum, word) => sum + (weights.get(word) ?? 0), 0);
}
