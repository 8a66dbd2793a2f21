import type { GeneratedFile } from 'devmgr/plugin-api/contracts/code-generator';
import { changedRanges, type ChangedRange } from './changed-ranges.js';
import type { FileReview, Hunk } from './file-review.js';
import { lineTokens, withoutEnd } from './line-tokens.js';

/** A file to look through: all hunks open, nobody has looked at problems. Without hunks where nothing differs. */
export function createReview({ path, before, after }: GeneratedFile): FileReview {
  const [old, young] = [lineTokens(before ?? ''), lineTokens(after)];
  const hunks = changedRanges(old, young).map((range) => hunkOf(range, old, young));
  return { path, before, after, hunks, problems: undefined };
}

function hunkOf(
  { oldStart, oldEnd, newStart, newEnd }: ChangedRange,
  old: readonly string[],
  young: readonly string[],
): Hunk {
  return {
    id: `${String(oldStart + 1)}-${String(oldEnd)}:${String(newStart + 1)}-${String(newEnd)}`,
    oldStart,
    oldLines: old.slice(oldStart, oldEnd).map(withoutEnd),
    newStart,
    newLines: young.slice(newStart, newEnd).map(withoutEnd),
    decision: 'open',
  };
}
