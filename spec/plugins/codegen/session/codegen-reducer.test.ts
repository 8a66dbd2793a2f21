import { describe, expect, it } from 'vitest';
import { createReview } from '../../../../plugins/codegen/review/create-review.js';
import { decideAll } from '../../../../plugins/codegen/review/decide-hunk.js';
import { editReview } from '../../../../plugins/codegen/review/edit-review.js';
import { reduceCodegen, type CodegenChange } from '../../../../plugins/codegen/session/codegen-reducer.js';
import { emptyState, type CodegenState } from '../../../../plugins/codegen/session/codegen-state.js';
import { aVerification } from '../bakeoff/bake-off-entry.js';
import { aGeneration } from '../generate/a-generation.js';

const after = (state: CodegenState, ...changes: readonly CodegenChange[]) => changes.reduce(reduceCodegen, state);
const plan = {
  ...{ written: { system: 's', user: 'u' }, items: [], tokens: 1, room: 9 },
  ...{ providerId: 'p', modelId: 'm', host: undefined, notes: [] },
};
const a = createReview({ path: 'a.py', before: 'x = 1\n', after: 'x = 2\n' });
const b = createReview({ path: 'b.py', before: undefined, after: 'y = 1\n' });
const generated: CodegenChange = { type: 'generated', generation: aGeneration(), reviews: [a, b] };
const tested: CodegenChange = { type: 'verified', result: aVerification('passed', 3) };

describe('what is asked', () => {
  it('is the same state where nothing changes', () => {
    const asked = after(emptyState, { type: 'target-set', target: 'a.py' }, { type: 'prompt-set', prompt: 'it' });
    expect(after(asked, { type: 'target-set', target: 'a.py' })).toBe(asked);
    expect(after(asked, { type: 'prompt-set', prompt: 'it' })).toBe(asked);
  });

  it('makes what was reckoned for something else old, and keeps showing it', () => {
    const planned = after(emptyState, { type: 'plan-started' }, { type: 'plan-ended', plan });
    expect(planned).toMatchObject({ plan, isPlanFresh: true, isPlanning: false, planProblem: undefined });
    for (const change of [
      { type: 'target-set', target: 'b.py' },
      { type: 'prompt-set', prompt: 'else' },
      { type: 'model-set', model: 'p/other' },
      { type: 'uses-context-set', on: false },
    ] satisfies readonly CodegenChange[])
      expect(after(planned, change)).toMatchObject({ plan, isPlanFresh: false });
    const failed = after(planned, { type: 'plan-ended', plan: undefined, problem: { message: 'no model' } });
    expect(failed).toMatchObject({ plan: undefined, planProblem: { message: 'no model' } });
  });

  it('forgets what is in a file when it is another file', () => {
    const problem = { message: 'outside of the project' };
    const read = after(emptyState, { type: 'target-read', snapshot: undefined, problem });
    expect(after(read, { type: 'target-set', target: 'b.py' }).targetProblem).toBeUndefined();
  });

  it('takes an item of the context out and brings it back', () => {
    const out = after(emptyState, { type: 'item-toggled', id: 'file:b' });
    expect([...out.removed]).toEqual(['file:b']);
    expect(after(out, { type: 'item-toggled', id: 'file:b' }).removed.size).toBe(0);
    expect(emptyState.removed.size).toBe(0);
  });
});

describe('an answer', () => {
  it('takes the place of the one before, with all that was known of that', () => {
    const shown = after(emptyState, generated, tested, { type: 'file-shown', at: 1 });
    const awaited = after(shown, { type: 'answer-awaited' });
    expect(awaited).toMatchObject({ generation: undefined, reviews: [], at: 0, verification: undefined });
  });

  it('says how many lines have come while somebody writes, and not where nobody does', () => {
    const arriving = { path: 'a.py', text: 'x\ny\n', lines: 2, kind: 'code' } as const;
    expect(after(emptyState, { type: 'arrived', arriving }).work).toBeUndefined();
    const asking = after(emptyState, { type: 'work-set', work: { kind: 'asking', model: 'm', since: 5 } });
    const writing = after(asking, { type: 'arrived', arriving });
    expect(writing).toMatchObject({ arriving, work: { kind: 'writing', model: 'm', lines: 2, since: 5 } });
    expect(after(writing, generated).arriving).toBeUndefined();
  });

  it('is looked at file by file, and never at one that is not there', () => {
    const shown = after(emptyState, generated);
    const at = (to: number) => after(shown, { type: 'file-shown', at: to }).at;
    expect([at(1), at(7), at(-3)]).toEqual([1, 1, 0]);
    expect(after(emptyState, { type: 'file-shown', at: 2 }).at).toBe(0);
  });

  it('has the mistakes of the text that was looked at, not those of an older one', () => {
    const shown = after(emptyState, generated);
    const problems = [{ line: 1, column: 1, message: 'invalid syntax' }];
    const found = after(shown, { type: 'problems-found', of: a, problems });
    expect(found.reviews.map((review) => review.problems)).toEqual([problems, undefined]);
    const edited = after(shown, { type: 'reviewed', review: editReview(a, 'x = 3\n') });
    const late = after(edited, { type: 'problems-found', of: a, problems });
    expect(late.reviews[0]?.problems).toBeUndefined();
  });
});

describe('what tests say', () => {
  it('is of the code as it was, and still is where only a decision without effect was made', () => {
    const shown = after(emptyState, generated, tested);
    const accepted = after(shown, { type: 'reviewed', review: decideAll(a, 'accepted') });
    expect(accepted.verification).toMatchObject({ isStale: false });
    const dropped = after(accepted, { type: 'reviewed', review: decideAll(a, 'rejected') });
    expect(dropped.verification).toMatchObject({ isStale: true });
    // It is not known to be so again only because the text is.
    expect(after(dropped, { type: 'reviewed', review: a }).verification).toMatchObject({ isStale: true });
    expect(after(dropped, tested).verification).toMatchObject({ isStale: false });
  });

  it('is that of the last round, of which all are listed', () => {
    const round = (number: number) => ({
      number,
      generation: aGeneration(),
      verification: aVerification('failed', number),
    });
    const rounds = after(
      emptyState,
      { type: 'rounds-begun' },
      { type: 'round-ended', round: round(1) },
      { type: 'round-ended', round: round(2) },
    );
    expect(rounds.rounds.map(({ number }) => number)).toEqual([1, 2]);
    expect(rounds.verification?.result.counts.passed).toBe(2);
    expect(after(rounds, { type: 'rounds-begun' }).rounds).toEqual([]);
  });
});

it('shows what went wrong until something else is done', () => {
  const working = after(emptyState, { type: 'work-set', work: { kind: 'saving', since: 1 } });
  const failed = after(working, { type: 'work-ended', problem: { message: 'The disk is full' } });
  expect(failed).toMatchObject({ work: undefined, problem: { message: 'The disk is full' } });
  expect(after(failed, { type: 'rounds-begun' }).problem).toBeUndefined();
});

it('begins anew with the same file and model', () => {
  const model: CodegenChange = { type: 'model-set', model: 'p/m' };
  const full = after(emptyState, { type: 'target-set', target: 'a.py' }, model, generated, tested);
  expect(after(full, { type: 'cleared' })).toEqual({ ...emptyState, target: 'a.py', model: 'p/m' });
});
