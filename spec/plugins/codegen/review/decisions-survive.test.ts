import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createReview } from '../../../../plugins/codegen/review/create-review.js';
import { decideHunk } from '../../../../plugins/codegen/review/decide-hunk.js';
import { rebaseReview } from '../../../../plugins/codegen/review/edit-review.js';
import { reviewedText } from '../../../../plugins/codegen/review/reviewed-text.js';

const text = fc
  .array(fc.constantFrom('a', 'b', 'c', 'd', ''), { maxLength: 12 })
  .map((lines) => lines.map((l) => `${l}\n`).join(''));

it('dropped hunks are dropped again after a save was taken back', () => {
  fc.assert(
    fc.property(text, text, fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }), (before, after, drops) => {
      let review = createReview({ path: 'a.py', before, after });
      review.hunks.forEach(({ id }, at) => {
        if (drops[at]) review = decideHunk(review, id, 'rejected');
      });
      const saved = rebaseReview(review, reviewedText(review));
      const back = rebaseReview(saved, before);
      expect(back.hunks.map(({ decision }) => decision)).toEqual(review.hunks.map(({ decision }) => decision));
    }),
    { numRuns: 2000 },
  );
});
