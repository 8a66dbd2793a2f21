import { expect, it } from 'vitest';
import { decideHunk } from '../../../../plugins/codegen/review/decide-hunk.js';
import { createReview } from '../../../../plugins/codegen/review/create-review.js';
import { saveLabel } from '../../../../plugins/codegen/tab/kept-hunks.js';

const pricing = createReview({ path: 'app/pricing.py', before: 'a\nb\nc\n', after: 'A\nb\nC\n' });
const fresh = createReview({ path: 'app/gifts.py', before: undefined, after: 'WRAP = 1\n' });
const drop = (at: number) => decideHunk(pricing, pricing.hunks[at]?.id ?? '', 'rejected');

it('says what a save writes: all of it, of how many files, or how much of it', () => {
  expect(saveLabel([])).toBe('Save');
  expect(saveLabel([pricing])).toBe('Save');
  expect(saveLabel([pricing, fresh])).toBe('Save 2 files');
  expect(saveLabel([drop(0)])).toBe('Save 1 of 2 hunks');
  expect(saveLabel([drop(1), fresh])).toBe('Save 2 of 3 hunks');
});

it('does not count files that are as they would be', () => {
  const same = createReview({ path: 'app/main.py', before: 'a\n', after: 'a\n' });
  expect(saveLabel([pricing, same])).toBe('Save');
});
