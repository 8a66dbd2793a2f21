import { rebaseReview } from '../../review/edit-review.js';
import type { SessionDesk } from '../session-desk.js';

/** Takes the last save back that stands. What was saved is under review again. */
export function undo(desk: SessionDesk): Promise<void> {
  return desk.work({ kind: 'undoing' }, async () => {
    const { writer } = await desk.parts.engine();
    const undone = await writer.undo();
    for (const { path } of undone.files) {
      const review = desk.now.reviews.find((each) => each.path === path);
      if (review) desk.change({ type: 'rebased', review: rebaseReview(review, (await writer.read(path)).text) });
    }
    desk.change({ type: 'saved', change: undone });
  });
}
