import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createReview } from '../../../../plugins/codegen/review/create-review.js';
import { decideAll, decideHunk } from '../../../../plugins/codegen/review/decide-hunk.js';
import { diffHunks } from '../../../../plugins/codegen/review/diff-hunks.js';
import { editReview, rebaseReview } from '../../../../plugins/codegen/review/edit-review.js';
import { mergeTexts } from '../../../../plugins/codegen/review/merge-texts.js';
import { onlyHunk, reviewedText } from '../../../../plugins/codegen/review/reviewed-text.js';
import { expectQuick } from '../../../support/expect-quick.js';

const text = fc
  .tuple(fc.array(fc.constantFrom('a', 'b', 'c', '', '  }', 'def f():', 'x\r'), { maxLength: 25 }), fc.boolean())
  .map(([lines, isEnded]) => lines.join('\n') + (isEnded && lines.length > 0 ? '\n' : ''));
const path = 'a.py';

it('without what was rejected: all is what was there, byte for byte; nothing is the new text', () => {
  fc.assert(
    fc.property(fc.option(text, { nil: undefined }), text, (before, after) => {
      const review = createReview({ path, before, after });
      expect(reviewedText(review)).toBe(after);
      expect(reviewedText(decideAll(review, 'accepted'))).toBe(after);
      expect(reviewedText(decideAll(review, 'rejected'))).toBe(before ?? '');
      expect(new Set(review.hunks.map(({ id }) => id)).size).toBe(review.hunks.length);
      expect(diffHunks(review).map(({ id }) => id)).toEqual(review.hunks.map(({ id }) => id));
    }),
    { numRuns: 300 },
  );
});

it('saving hunk by hunk comes to the new text, and decisions of the others stay', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      let review = createReview({ path, before, after });
      // What is left can come apart into more hunks: another comparison is made each time.
      for (let most = 100; review.hunks.length > 0 && most > 0; most -= 1) {
        const [first, ...others] = review.hunks;
        if (!first) break;
        for (const { id } of others) review = decideHunk(review, id, 'accepted');
        review = rebaseReview(review, onlyHunk(review, first.id));
        expect(review.after).toBe(after);
      }
      expect(review.before).toBe(after);
    }),
  );
});

it('an edited text is what would be saved; hunks as before keep their decisions', () => {
  const review = createReview({ path, before: 'a\nb\nc\nd\ne\n', after: 'A\nb\nc\nd\nE\n' });
  const [first] = review.hunks;
  const edited = editReview(decideHunk(review, first!.id, 'accepted'), 'A\nb\nc\nd\nEE\n');
  expect(reviewedText(edited)).toBe('A\nb\nc\nd\nEE\n');
  expect(edited.hunks.map(({ decision }) => decision)).toEqual(['accepted', 'open']);
});

it('shows a hunk with three lines around it, its definition and its problems', () => {
  const before = 'class A:\n    x = 1\n\n    def f(self):\n        a()\n        b()\n        c()\n        d()\n';
  const review = createReview({ path, before, after: before.replace('        d()', '        e(') });
  const [hunk] = diffHunks({ ...review, problems: [{ line: 8, column: 10, message: "'(' was never closed" }] });
  expect(hunk!.header).toEqual([
    { text: '8 → 8', style: 'muted' },
    { text: '  def f', style: 'strong' },
  ]);
  expect(hunk!.lines.map(({ kind, text: line }) => [kind, line.trim()])).toEqual([
    ...['a()', 'b()', 'c()'].map((line) => ['context', line]),
    ['removed', 'd()'],
    ['added', 'e('],
  ]);
  expect(hunk!.lines.at(-1)).toMatchObject({ newLine: 8, problem: "'(' was never closed" });
});

it('names the definition around each of thousands of hunks, however far up it is, in moments', async () => {
  const lines = Array.from({ length: 20_000 }, (_, at) =>
    at % 10 === 0 ? `    def f${at}(self):` : `        x = ${at}`,
  );
  const before = ['class A:', ...lines, '    y = 1'].join('\n');
  const after = before.replaceAll('5\n', '5 + 1\n').replace('y = 1', 'y = 2');
  const review = createReview({ path, before, after });
  const hunks = await expectQuick(300, () => diffHunks(review));
  const nameOf = (at: number) => [...(hunks.at(at)?.header ?? [])].map((span) => (span as { text: string }).text)[1];
  expect([hunks.length, nameOf(0), nameOf(-2), nameOf(-1)]).toEqual([2_001, '  def f0', '  def f19990', '  class A']);
});

it('shows the same lines after a decision, and problems where a hunk above is dropped', () => {
  const before = Array.from({ length: 30 }, (_, at) => `x${at}`).join('\n');
  const review = createReview({ path, before, after: before.replace('x2\n', 'y\ny\ny\n').replace('x20', 'z(') });
  const [first, second] = diffHunks(review);
  const dropped = decideHunk(review, first!.id, 'rejected');
  expect(diffHunks(dropped).map(({ lines }) => lines)).toEqual([first!.lines, second!.lines]);
  expect(diffHunks(dropped)[1]!.lines).toBe(second!.lines);
  const problems = [{ line: 21, column: 1, message: 'never closed' }];
  const marked = diffHunks({ ...dropped, problems })[1]!.lines.filter(({ problem }) => problem);
  expect(marked).toMatchObject([{ kind: 'added', text: 'z(', newLine: 23 }]);
});

it('merges what is apart, marks what is not, and takes what is equal once', () => {
  expect(mergeTexts({ base: 'a\nb\nc\n', mine: 'A\nb\nc\n', theirs: 'a\nb\nC\n' })).toEqual({
    text: 'A\nb\nC\n',
    conflicts: 0,
  });
  expect(mergeTexts({ base: 'a\nb\n', mine: 'x\nb\n', theirs: 'x\nb\nc\n' })).toEqual({
    text: 'x\nb\nc\n',
    conflicts: 0,
  });
  expect(mergeTexts({ base: 'a\nb', mine: 'x\nb', theirs: 'y\nb' })).toEqual({
    text: '<<<<<<< generated\nx\n=======\ny\n>>>>>>> on disk\nb',
    conflicts: 1,
  });
});

it('a merge with one side unchanged is the other side, and sides can be swapped', () => {
  fc.assert(
    fc.property(text, text, text, (base, mine, theirs) => {
      expect(mergeTexts({ base, mine, theirs: base }).text).toBe(mine);
      expect(mergeTexts({ base, mine, theirs: mine })).toEqual({ text: mine, conflicts: 0 });
      const [one, other] = [mergeTexts({ base, mine, theirs }), mergeTexts({ base, mine: theirs, theirs: mine })];
      expect(one.conflicts).toBe(other.conflicts);
      if (one.conflicts === 0) expect(one.text).toBe(other.text);
    }),
    { numRuns: 300 },
  );
});

it('long files with many equal lines are compared and merged in moments', async () => {
  const line = (at: number) => (at % 5 === 0 ? '' : `    value_${String(at)} = ${String(at)}`);
  const file = (change: (text: string, at: number) => string) =>
    Array.from({ length: 20_000 }, (_, at) => `${change(line(at), at)}\n`).join('');
  const base = file((same) => same);
  const mine = file((same, at) => (at % 100 === 3 ? `${same} # m` : same));
  const theirs = file((same, at) => (at % 150 === 7 ? `${same} # t` : same));
  createReview({ path, before: base, after: mine });
  const review = await expectQuick(1_000, () => createReview({ path, before: base, after: mine }));
  expect(review.hunks).toHaveLength(200);
  expect((await expectQuick(1_000, () => mergeTexts({ base, mine, theirs }))).conflicts).toBe(0);
});
