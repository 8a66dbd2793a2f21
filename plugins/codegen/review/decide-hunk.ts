import type { FileReview, Hunk, HunkDecision } from './file-review.js';

/** Decides one hunk. The same review where nothing changes. */
export function decideHunk(review: FileReview, id: string, decision: HunkDecision): FileReview {
  return decide(review, decision, (hunk) => hunk.id === id);
}

/** Decides all hunks. The same review where nothing changes. */
export function decideAll(review: FileReview, decision: HunkDecision): FileReview {
  return decide(review, decision, () => true);
}

function decide(review: FileReview, decision: HunkDecision, isMeant: (hunk: Hunk) => boolean): FileReview {
  const changed = review.hunks.filter((hunk) => hunk.decision !== decision && isMeant(hunk));
  if (changed.length === 0) return review;
  const hunks = review.hunks.map((hunk) => (changed.includes(hunk) ? { ...hunk, decision } : hunk));
  // Another text would be saved: nobody has looked at that one.
  const isOtherText = decision === 'rejected' || changed.some((hunk) => hunk.decision === 'rejected');
  return { ...review, hunks, problems: isOtherText ? undefined : review.problems };
}
