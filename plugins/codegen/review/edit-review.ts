import { createReview } from './create-review.js';
import type { FileReview, Hunk, HunkDecision } from './file-review.js';
import { reviewedText } from './reviewed-text.js';

/** The person has edited what would be saved: `text` is that now. Hunks that are as they were keep their decisions. */
export function editReview(review: FileReview, text: string): FileReview {
  return withDecisions(review, createReview({ path: review.path, before: review.before, after: text }));
}

/**
 * The file is another now: a hunk was saved, or somebody else wrote it. Hunks that are as they were keep their decisions; where the
 * file is again what it was before that, because a save was taken back, all of them are as they were then.
 */
export function rebaseReview(review: FileReview, before: string | undefined): FileReview {
  const earlier = earlierOn(review, before);
  if (earlier) return earlier;
  const rebased = withDecisions(review, createReview({ path: review.path, before, after: review.after }));
  return { ...rebased, rebasedFrom: review };
}

function earlierOn({ after, rebasedFrom }: FileReview, before: string | undefined): FileReview | undefined {
  if (!rebasedFrom || rebasedFrom.after !== after) return undefined;
  return rebasedFrom.before === before ? rebasedFrom : earlierOn(rebasedFrom, before);
}

function withDecisions(earlier: FileReview, review: FileReview): FileReview {
  const decided = new Map<string, Hunk[]>();
  for (const hunk of earlier.hunks) {
    if (hunk.decision !== 'open') decided.set(keyOf(hunk), [...(decided.get(keyOf(hunk)) ?? []), hunk]);
  }
  const hunks = review.hunks.map((hunk) => ({ ...hunk, decision: decisionOf(hunk, decided.get(keyOf(hunk))) }));
  const settled = { ...review, hunks };
  return reviewedText(settled) === reviewedText(earlier) ? { ...settled, problems: earlier.problems } : settled;
}

/** Of several with the same lines the one that stands at the same place of either text. */
function decisionOf(hunk: Hunk, alike: readonly Hunk[] | undefined): HunkDecision {
  const same = alike?.find(({ oldStart, newStart }) => oldStart === hunk.oldStart || newStart === hunk.newStart);
  return (same ?? (alike?.length === 1 ? alike[0] : undefined))?.decision ?? 'open';
}

function keyOf({ oldLines, newLines }: Hunk): string {
  return JSON.stringify([oldLines, newLines]);
}
