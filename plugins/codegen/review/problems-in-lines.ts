import type { FileReview, Hunk } from './file-review.js';

/**
 * What is wrong in lines from `first` to `last` of `after`, by the line. `shift`: how many lines further down they are in the text that would be
 * saved, which lacks rejected hunks, and by whose lines problems are known.
 */
export function problemsInLines(
  problems: FileReview['problems'],
  { first, last, shift }: { readonly first: number; readonly last: number; readonly shift: number },
): ReadonlyMap<number, string> {
  const found = new Map<number, string>();
  for (const { line, message } of problems ?? []) {
    const at = line - shift;
    if (at < first || at > last) continue;
    const earlier = found.get(at);
    found.set(at, earlier === undefined ? message : `${earlier}; ${message}`);
  }
  return found;
}

/** How many lines further down what is below a hunk is in the text that would be saved than in `after`. */
export function shiftOf({ decision, oldLines, newLines }: Hunk): number {
  return decision === 'rejected' ? oldLines.length - newLines.length : 0;
}
