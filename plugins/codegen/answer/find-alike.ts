import { alignLines } from './align-lines.js';
import type { FoundPlace, SearchedLines } from './find-lines.js';
import type { LikenessBudget } from './find-place.js';
import { indentBetween, knownIndents } from './indent-between.js';
import { SoughtLine } from './sought-line.js';

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
/** A single line, or a few short ones, differ from another by a digit: that is no mistake in quoting. */
const shortWeight = 60;
const leastOfShort = 0.95;
/** Characters that are compared before others get their turn: about two milliseconds. */
const sliceWeight = 20_000;
/** Longer texts are found as they are, or not. */
const mostComparisons = 2_000_000;

/** What is less alike is not even near. */
const leastScore = 0.3;

const nothing: AlikePlaces = { best: undefined, isClear: false };

/** The place of a file that is most like the lines of an edit. Others get their turn in between. */
export async function findAlike(
  file: SearchedLines,
  sought: readonly string[],
  budget: LikenessBudget,
): Promise<AlikePlaces> {
  const { lines } = file;
  const wanted = sought.map((line) => new SoughtLine(line));
  const total = wanted.reduce((sum, { weight }) => sum + weight, 0);
  const comparisons = lines.length * sought.length;
  if (total === 0 || comparisons > Math.min(mostComparisons, budget.comparisons)) return nothing;
  budget.comparisons -= comparisons;
  const scores = await scoresOf(lines, wanted, total);
  const at = scores.reduce((best, score, index) => (score > (scores[best] ?? 0) ? index : best), 0);
  const least = total < shortWeight ? leastOfShort : leastLikeness;
  const isClear = (likeness: number, isOther: (index: number) => boolean) =>
    likeness >= least && !scores.some((score, index) => isOther(index) && likeness - score < leastLead);
  const straight = placeOf(
    file,
    sought,
    wanted.map((_, index) => at + index),
    scores[at] ?? 0,
  );
  if (isClear(straight.likeness, (index) => index !== at)) return { best: straight, isClear: true };
  const aligned = alignLines(lines, wanted, at);
  if (!aligned || aligned.likeness <= straight.likeness) return { best: nearest(straight), isClear: false };
  const [from, to] = [aligned.lines[0] ?? 0, aligned.lines.at(-1) ?? 0];
  const best = placeOf(file, sought, aligned.lines, aligned.likeness);
  // Windows that overlap are the same place with other lines left out.
  return { best, isClear: isClear(best.likeness, (index) => index > to || index + sought.length <= from) };
}

/** How alike the lines from each place on are; 0 for less than `leastScore`. */
async function scoresOf(
  lines: readonly string[],
  wanted: readonly SoughtLine[],
  total: number,
): Promise<readonly number[]> {
  const scores: number[] = [];
  let compared = 0;
  for (let at = 0; at + wanted.length <= lines.length; at += 1) {
    let missing = 0;
    for (const [index, line] of wanted.entries()) {
      missing += line.weight * (1 - line.likeness(lines[at + index] ?? ''));
      compared += line.weight + 1;
      if (1 - missing / total < leastScore) break;
    }
    const score = 1 - missing / total;
    scores.push(score < leastScore ? 0 : score);
    if (compared < sliceWeight) continue;
    compared = 0;
    await new Promise((resolve) => setImmediate(resolve));
  }
  return scores;
}

function placeOf(
  { lines, unit }: SearchedLines,
  sought: readonly string[],
  places: readonly number[],
  likeness: number,
): AlikePlace {
  const there = places.map((at) => lines[at] ?? '');
  return { lines: places, indent: indentBetween(sought, there, unit) ?? knownIndents(sought, there), likeness };
}

function nearest(place: AlikePlace): AlikePlace | undefined {
  return place.likeness < leastScore ? undefined : place;
}
