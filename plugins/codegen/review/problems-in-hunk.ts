import type { FileReview, Hunk } from './file-review.js';

/**
 * What is wrong in the lines of a hunk and around it, by the line of `after`. Problems are known by their lines in the text that would
 * be saved, which lacks rejected hunks.
 */
export function problemsInHunk(review: FileReview, hunk: Hunk): ReadonlyMap<number, string> {
  if (!review.problems?.length || hunk.decision === 'rejected') return new Map();
  const shift = rejectedShift(review, hunk);
  const problems = new Map<number, string>();
  for (const { line, message } of review.problems) {
    const at = line - shift;
    const earlier = problems.get(at);
    problems.set(at, earlier === undefined ? message : `${earlier}; ${message}`);
  }
  return problems;
}

/** How many lines further down the hunk is in the text that would be saved than in `after`. */
function rejectedShift({ hunks }: FileReview, hunk: Hunk): number {
  let shift = 0;
  for (const { decision, oldStart, oldLines, newLines } of hunks) {
    if (oldStart >= hunk.oldStart) break;
    if (decision === 'rejected') shift += oldLines.length - newLines.length;
  }
  return shift;
}
