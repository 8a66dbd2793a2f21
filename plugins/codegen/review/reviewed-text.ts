import type { FileReview, Hunk } from './file-review.js';
import { lineTokens } from './line-tokens.js';

/** What would be saved: all that is not rejected. With everything rejected it is `before`, byte for byte. */
export function reviewedText(review: FileReview): string {
  if (review.hunks.every(({ decision }) => decision !== 'rejected')) return review.after;
  return textWith(review, ({ decision }) => decision !== 'rejected');
}

/** The line of `reviewedText` where a hunk begins, counted from zero; an unknown id: the first. */
export function reviewedLine({ hunks }: FileReview, id: string | undefined): number {
  const at = hunks.findIndex((hunk) => hunk.id === id);
  const dropped = hunks.slice(0, Math.max(0, at)).filter(({ decision }) => decision === 'rejected');
  return dropped.reduce(
    (line, { oldLines, newLines }) => line + oldLines.length - newLines.length,
    hunks[at]?.newStart ?? 0,
  );
}

/** `before` with one hunk alone. An unknown id changes nothing. */
export function onlyHunk(review: FileReview, id: string): string {
  return textWith(review, (hunk) => hunk.id === id);
}

function textWith({ before, after, hunks }: FileReview, isTaken: (hunk: Hunk) => boolean): string {
  const [old, young] = [lineTokens(before ?? ''), lineTokens(after)];
  const parts: string[] = [];
  let at = 0;
  for (const hunk of hunks) {
    if (!isTaken(hunk)) continue;
    for (; at < hunk.oldStart; at += 1) parts.push(old[at] ?? '');
    parts.push(young.slice(hunk.newStart, hunk.newStart + hunk.newLines.length).join(''));
    at += hunk.oldLines.length;
  }
  for (; at < old.length; at += 1) parts.push(old[at] ?? '');
  return parts.join('');
}
