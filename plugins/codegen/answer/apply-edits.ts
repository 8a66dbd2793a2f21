import { changedRanges } from '../review/changed-ranges.js';
import { lineTokens, withoutEnd } from '../review/line-tokens.js';
import type { FoundPlace } from './find-lines.js';
import { findPlace, type Placing } from './find-place.js';
import { reindented } from './indent-between.js';
import type { TextEdit } from './parsed-answer.js';

export type AppliedEdits = { readonly text: string } | { readonly refused: string };

/** Lines of a file that become others. */
interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly lines: readonly string[];
}

/** Applies edits to a text; all or none. Says which one could not be, and why. Line ends are `\n`. */
export async function applyEdits(before: string, edits: readonly TextEdit[]): Promise<AppliedEdits> {
  const lines = linesOf(before);
  const replacements: Replacement[] = [];
  for (const [index, edit] of edits.entries()) {
    const which = edits.length === 1 ? 'the edit' : `edit ${String(index + 1)} of ${String(edits.length)}`;
    const sought = linesOf(edit.search);
    if (sought.every((line) => line.trim() === '')) return { refused: `${which} does not say which lines it changes` };
    const placing = await findPlace(lines, sought, edit.nearLine);
    if (placing.kind !== 'found') return { refused: `${which} ${reasonOf(placing, lines)}` };
    replacements.push(...replacementsAt(placing.place, sought, linesOf(edit.replace)));
  }
  const sorted = replacements.toSorted((a, b) => a.start - b.start || a.end - b.end);
  const overlap = sorted.find(({ start }, index) => start < (sorted[index - 1]?.end ?? 0));
  if (overlap) return { refused: `two edits change line ${String(overlap.start + 1)}` };
  return { text: replaced(lines, sorted) };
}

function linesOf(text: string): readonly string[] {
  return lineTokens(text).map(withoutEnd);
}

/** What an edit leaves as it is stays as the file has it: the answer may have quoted it inexactly. */
function replacementsAt(
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

function replaced(lines: readonly string[], replacements: readonly Replacement[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end, lines: young } of replacements) {
    for (; at < start; at += 1) parts.push(lines[at] ?? '');
    for (const line of young) parts.push(line);
    at = Math.max(at, end);
  }
  for (; at < lines.length; at += 1) parts.push(lines[at] ?? '');
  return parts.length === 0 ? '' : `${parts.join('\n')}\n`;
}

function reasonOf(placing: Exclude<Placing, { readonly kind: 'found' }>, lines: readonly string[]): string {
  if (placing.kind === 'ambiguous') {
    const shown = placing.at
      .slice(0, 5)
      .map((at) => String(at + 1))
      .join(', ');
    const more = placing.at.length > 5 ? ', …' : '';
    return `fits ${String(placing.at.length)} places: lines ${shown}${more}`;
  }
  const at = placing.nearest?.lines[0];
  if (at === undefined || (placing.nearest?.likeness ?? 0) < 0.3) return 'names lines that are not in the file';
  return `names lines that are not in the file; the nearest are at line ${String(at + 1)}: ${(lines[at] ?? '').trim().slice(0, 80)}`;
}
