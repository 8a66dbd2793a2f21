import type { Generation } from 'devmgr/plugin-api/contracts/code-generator';
import { expect, it } from 'vitest';
import { createReview } from '../../../../plugins/codegen/review/create-review.js';
import type { CodegenEngine } from '../../../../plugins/codegen/session/codegen-engine.js';
import { saveDoubts } from '../../../../plugins/codegen/session/save-doubts.js';
import { SessionDesk } from '../../../../plugins/codegen/session/session-desk.js';
import { noCounts } from '../../../../plugins/codegen/verify/run/run-tests.js';
import type { Verification } from '../../../../plugins/codegen/verify/verification.js';
import { aGeneration } from '../generate/a-generation.js';

const file = { path: 'a.py', before: 'x = 1\n', after: 'x = 2\n' };

/** A text is bad where it says so. */
function deskOf(generation: Partial<Generation>) {
  const problemsOf: CodegenEngine['problemsOf'] = ({ text }) =>
    Promise.resolve(text.includes('BAD') ? [{ line: 1, column: undefined, message: 'bad' }] : []);
  const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
  const desk = new SessionDesk({
    clock: { now: () => 0 } as never,
    log,
    engine: () => Promise.resolve({ problemsOf } as CodegenEngine),
    settings: () => ({ rounds: 3, verify: 'copy' }),
  });
  desk.change({ type: 'generated', generation: aGeneration(generation), reviews: [createReview(file)] });
  return desk;
}

const failed: Verification = {
  verdict: 'failed',
  detail: undefined,
  choice: { paths: [], reason: '' },
  counts: { ...noCounts, passed: 3, failed: 1 },
  failures: [{ id: 't::a', message: 'no', traceback: '', frames: [], sections: [] }],
  durationMs: 1,
  where: 'copy',
};
const doubtsOf = (desk: SessionDesk, text = file.after) =>
  saveDoubts(desk, [{ path: file.path, text }], new AbortController().signal);

it('is without doubts where nothing is wrong', async () => {
  const desk = deskOf({});
  expect(await doubtsOf(desk)).toBeUndefined();
  desk.change({ type: 'verified', result: { ...failed, verdict: 'passed', failures: [] } });
  expect(await doubtsOf(desk)).toBeUndefined();
  desk.change({ type: 'verified', result: { ...failed, verdict: 'unable', failures: [] } });
  expect(await doubtsOf(desk)).toBeUndefined();
});

it('doubts what fails its tests, also when it was changed since', async () => {
  const desk = deskOf({});
  desk.change({ type: 'verified', result: failed });
  expect(await doubtsOf(desk)).toEqual({ files: [], reasons: ['Its tests fail: 1 failed · 3 passed'] });
  desk.change({ type: 'reviewed', review: createReview({ ...file, after: 'x = 3\n' }) });
  expect((await doubtsOf(desk))?.reasons).toEqual(['Before your last change its tests failed: 1 failed · 3 passed']);
});

it('doubts what was stopped, and looks at the text that is to be saved', async () => {
  const desk = deskOf({ isStopped: true });
  expect(await doubtsOf(desk, 'BAD\n')).toMatchObject({
    files: [{ path: 'a.py', problems: [{ message: 'bad' }] }],
    reasons: ['The answer was stopped before its end'],
  });
});

it('doubts an answer that was cut, though all its files look whole', async () =>
  expect(await doubtsOf(deskOf({ isCut: true }))).toEqual({
    files: [],
    reasons: ['The answer was cut before its end'],
  }));
