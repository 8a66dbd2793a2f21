import type { FileReview } from '../review/file-review.js';
import { reviewedText } from '../review/reviewed-text.js';

/** A file as it would be saved. */
export interface ReviewedFile {
  readonly path: string;
  readonly text: string;
}

/** Files that would be other ones, as they would be saved. Of a new file nothing is left when all of it was dropped. */
export function textsUnderReview(reviews: readonly FileReview[]): readonly ReviewedFile[] {
  return reviews.flatMap((review) => {
    const text = reviewedText(review);
    const isDropped = review.hunks.length > 0 && review.hunks.every(({ decision }) => decision === 'rejected');
    if (isDropped || text === review.before) return [];
    return [{ path: review.path, text }];
  });
}
