/** How well a query fits, and which characters of the text it takes (indexes of code points, ascending). */
export interface FuzzyMatch {
  readonly score: number;
  readonly positions: readonly number[];
}

const MATCHED = 1;
const WORD_START = 8;
const CONSECUTIVE = 8;
const SKIPPED = -0.1;
const NONE = Number.NEGATIVE_INFINITY;

/**
 * Finds the query's characters in the text, in order, wherever that scores best: starts of words and runs count
 * most, every character passed over a little less. Case and blanks of the query do not matter.
 * Returns `undefined` when the text lacks a character. Costs query length times text length.
 */
export function fuzzyMatch(query: string, text: string): FuzzyMatch | undefined {
  const wanted = folded(query).filter((character) => character.trim() !== '');
  const given = folded(text);
  if (wanted.length === 0) return { score: 0, positions: [] };
  if (wanted.length > given.length) return undefined;
  const table = wanted.map(() => new Array<Step>(given.length));
  for (let row = 0; row < wanted.length; row++) fillRow(table, row, wanted[row] ?? '', given);
  return trace(table);
}

/** The best way to match so far that ends exactly here; `from` is where the character before was matched. */
interface Step {
  readonly score: number;
  readonly from: number;
}

function fillRow(table: Step[][], row: number, character: string, given: readonly string[]): void {
  const steps = table[row];
  const before = table[row - 1];
  if (!steps) return;
  let best: Step = row === 0 ? { score: 0, from: -1 } : { score: NONE, from: -1 };
  for (let at = 0; at < given.length; at++) {
    const previous = before?.[at - 1];
    if (previous && previous.score > best.score) best = { score: previous.score, from: at - 1 };
    const own = MATCHED + (startsWord(given, at) ? WORD_START : 0);
    const run = previous ? previous.score + CONSECUTIVE : NONE;
    const jump = best.score;
    if (given[at] !== character) steps[at] = { score: NONE, from: -1 };
    else if (run >= jump) steps[at] = { score: run + own, from: at - 1 };
    else steps[at] = { score: jump + own, from: best.from };
    best = { score: best.score + SKIPPED, from: best.from };
  }
}

function trace(table: readonly Step[][]): FuzzyMatch | undefined {
  let at = -1;
  let score = NONE;
  table.at(-1)?.forEach((step, index) => {
    if (step.score > score) [score, at] = [step.score, index];
  });
  if (score === NONE) return undefined;
  const positions: number[] = [];
  for (let row = table.length - 1; row >= 0; row--) {
    positions.unshift(at);
    at = table[row]?.[at]?.from ?? -1;
  }
  return { score, positions };
}

function startsWord(given: readonly string[], at: number): boolean {
  return /[\p{L}\p{N}]/u.test(given[at] ?? '') && (at === 0 || !/[\p{L}\p{N}]/u.test(given[at - 1] ?? ''));
}

/** One lower-case entry a code point, so that positions count code points of the original. */
const folded = (text: string) => [...text].map((character) => character.toLowerCase());
