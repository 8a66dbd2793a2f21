import { changedRanges } from '../review/changed-ranges.js';
import type { FoundPlace } from './find-lines.js';
import { reindented } from './indent-between.js';

/** Lines `start` to before `end` of a file become others. */
export interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly lines: readonly string[];
}

/** What an edit changes at a place. What it leaves as it is stays as the file has it: answers quote inexactly. */
export function replacementsAt(
  { lines: places, indent }: FoundPlace,
  sought: readonly string[],
  replacement: readonly string[],
): readonly Replacement[] {
  return changedRanges(sought, replacement).map(({ oldStart, oldEnd, newStart, newEnd }) => {
    const start = places[oldStart] ?? (places[oldStart - 1] ?? -1) + 1;
    const end = oldEnd === oldStart ? start : (places[oldEnd - 1] ?? start) + 1;
    return { start, end, lines: replacement.slice(newStart, newEnd).map((line) => reindented(line, indent)) };
  });
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
