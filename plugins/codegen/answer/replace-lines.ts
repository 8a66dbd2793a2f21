import { changedRanges } from '../review/changed-ranges.js';
import type { FoundPlace } from './find-lines.js';
import { reindented } from './indent-between.js';
import { SoughtLine } from './sought-line.js';

/** Lines `start` to before `end` of a file become others. */
export interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly lines: readonly string[];
}

/** A line that goes away is quoted at least so well. */
const leastLikeness = 0.7;

/** `lines`: what would go away is not what the edit says, or stands apart in the file. `indent`: nobody can tell how it is indented there. */
export type Misfit = 'lines' | 'indent';

/** What an edit changes at a place. What it leaves as it is stays as the file has it: answers quote inexactly. */
export function replacementsAt(
  lines: readonly string[],
  { lines: places, indent }: FoundPlace,
  sought: readonly string[],
  replacement: readonly string[],
): readonly Replacement[] | Misfit {
  const ranges = changedRanges(sought, replacement);
  const replacements = ranges.map(({ oldStart, oldEnd, newStart, newEnd }) => {
    const start = places[oldStart] ?? (places[oldStart - 1] ?? -1) + 1;
    const end = oldEnd === oldStart ? start : (places[oldEnd - 1] ?? start) + 1;
    const young = replacement.slice(newStart, newEnd).flatMap((line) => reindented(line, indent) ?? []);
    return { start, end, lines: young };
  });
  const isSure = ranges.every(({ oldStart, oldEnd }) => {
    const from = Math.max(0, oldStart - (oldEnd === oldStart ? 1 : 0));
    return isTogether(places.slice(from, oldEnd + (oldEnd === oldStart ? 1 : 0))) && isQuoted(oldStart, oldEnd);
  });
  if (!isSure) return 'lines';
  const isIndented = ranges.every(
    ({ newStart, newEnd }, index) => replacements[index]?.lines.length === newEnd - newStart,
  );
  return isIndented ? replacements : 'indent';

  function isQuoted(from: number, to: number): boolean {
    return sought
      .slice(from, to)
      .every((line, index) => new SoughtLine(line).likeness(lines[places[from + index] ?? -1] ?? '') >= leastLikeness);
  }
}

function isTogether(places: readonly number[]): boolean {
  return places.every((place, index) => index === 0 || place === (places[index - 1] ?? 0) + 1);
}

/** The text with replacements, which are in order and do not overlap. Every line has its end. */
export function replaceLines(lines: readonly string[], replacements: readonly Replacement[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end, lines: young } of replacements) {
    for (; at < start; at += 1) parts.push(`${lines[at] ?? ''}\n`);
    for (const line of young) parts.push(`${line}\n`);
    at = Math.max(at, end);
  }
  for (; at < lines.length; at += 1) parts.push(`${lines[at] ?? ''}\n`);
  return parts.join('');
}
