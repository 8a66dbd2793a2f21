import type { FileReview } from '../review/file-review.js';
import { countText } from './number-text.js';

/** Of the hunks of some files: how many will be saved. */
export interface KeptHunks {
  readonly kept: number;
  readonly total: number;
}

/** Counts what would be saved: all that was not dropped. */
export function keptHunks(reviews: readonly Pick<FileReview, 'hunks'>[]): KeptHunks {
  const hunks = reviews.flatMap((review) => review.hunks);
  return { kept: hunks.filter(({ decision }) => decision !== 'rejected').length, total: hunks.length };
}

/** `2 of 3 hunks`. */
export function keptText({ kept, total }: KeptHunks): string {
  return `${kept} of ${countText(total, 'hunk')}`;
}

/** What a save writes, for its button: `Save`, `Save 4 files`, `Save 2 of 3 hunks`. */
export function saveLabel(reviews: readonly FileReview[]): string {
  const counts = keptHunks(reviews);
  if (counts.kept < counts.total) return `Save ${keptText(counts)}`;
  const files = reviews.filter(({ hunks }) => hunks.length > 0);
  return files.length > 1 ? `Save ${countText(files.length, 'file')}` : 'Save';
}
