import { noIndent, type FoundPlace } from './find-lines.js';
import { indentBetween } from './indent-between.js';
import { lineLikeness } from './line-likeness.js';

export interface AlikePlace extends FoundPlace {
  /** 0 to 1. */
  readonly likeness: number;
}

export interface AlikePlaces {
  readonly best: AlikePlace | undefined;
  /** The best is alike enough, and much more than any other. */
  readonly isClear: boolean;
}

/** Of whole places; single lines may differ more. */
const leastLikeness = 0.85;
const leastLead = 0.08;
/** Lines that are compared before others get their turn. */
const sliceLines = 2_000;
/** Longer texts are found as they are, or not. */
const mostComparisons = 2_000_000;

/** The place of a file that is most like the lines of an edit, line against line. Others get their turn in between. */
export async function findAlike(lines: readonly string[], sought: readonly string[]): Promise<AlikePlaces> {
  if (sought.every((line) => line.trim() === '') || lines.length * sought.length > mostComparisons) {
    return { best: undefined, isClear: false };
  }
  let [bestAt, best, second] = [-1, 0, 0];
  let compared = 0;
  for (let at = 0; at + sought.length <= lines.length; at += 1) {
    const likeness = likenessAt(lines, sought, at, second);
    compared += sought.length;
    if (compared > sliceLines) {
      compared = 0;
      await new Promise((resolve) => setImmediate(resolve));
    }
    if (likeness > best) [bestAt, best, second] = [at, likeness, Math.max(best, second)];
    else second = Math.max(second, likeness);
  }
  if (bestAt < 0) return { best: undefined, isClear: false };
  const there = lines.slice(bestAt, bestAt + sought.length);
  const indent = indentBetween(sought, there) ?? noIndent;
  const place = { lines: sought.map((_, index) => bestAt + index), indent, likeness: best };
  return { best: place, isClear: best >= leastLikeness && best - second >= leastLead };
}

/** Weighed by the length of lines; stops where it cannot come above `least`. */
function likenessAt(lines: readonly string[], sought: readonly string[], at: number, least: number): number {
  const total = sought.reduce((sum, line) => sum + weight(line), 0);
  let missing = 0;
  for (const [index, line] of sought.entries()) {
    missing += weight(line) * (1 - lineLikeness(line, lines[at + index] ?? ''));
    if (1 - missing / total < least) return 0;
  }
  return 1 - missing / total;
}

function weight(line: string): number {
  return Math.min(line.trim().length, 80);
}
