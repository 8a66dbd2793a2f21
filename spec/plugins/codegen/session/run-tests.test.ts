import { expect, it } from 'vitest';
import { createReview } from '../../../../plugins/codegen/review/create-review.js';
import type { CodegenEngine } from '../../../../plugins/codegen/session/codegen-engine.js';
import { runTests } from '../../../../plugins/codegen/session/deeds/run-tests.js';
import { SessionDesk } from '../../../../plugins/codegen/session/session-desk.js';
import type { VerifyFiles } from '../../../../plugins/codegen/verify/verification.js';
import type { KeptVerdict } from '../../../../plugins/codegen/history/generation-history.js';
import { workText } from '../../../../plugins/codegen/tab/work-text.js';
import { aVerification } from '../bakeoff/bake-off-entry.js';
import { aGeneration } from '../generate/a-generation.js';

const choice = { paths: ['tests/test_a.py'], reason: 'the tests of a.py' };

function stage(verify: VerifyFiles) {
  const kept: KeptVerdict[] = [];
  const history = { markTested: async (_: string, verdict: KeptVerdict) => void kept.push(verdict) };
  const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
  const desk = new SessionDesk({
    clock: { now: () => 0 } as never,
    log,
    engine: async () => ({ verify, history }) as unknown as CodegenEngine,
    settings: () => ({ rounds: 3, verify: 'copy' }),
  });
  const reviews = [createReview({ path: 'a.py', before: undefined, after: 'x = 1\n' })];
  desk.change({ type: 'generated', generation: aGeneration({ prompt: 'make test_a pass' }), reviews });
  return { desk, kept };
}

it('tests what would be saved, with the prompt that it was written for, and says what goes on', async () => {
  const told: string[] = [];
  const verify: VerifyFiles = async (files, { prompt, where, onChoice, onCopy, onBefore }) => {
    const note = () => told.push(desk.now.work ? workText(desk.now.work, 0) : 'nothing');
    note();
    onChoice?.(choice);
    note();
    onCopy?.({ done: 30, total: 400 });
    note();
    onBefore?.(undefined);
    note();
    expect({ files, prompt, where }).toEqual({
      files: [{ path: 'a.py', text: 'x = 1\n' }],
      ...{ prompt: 'make test_a pass', where: 'copy' },
    });
    return aVerification('passed', 2);
  };
  const { desk } = stage(verify);
  // Another prompt is being written meanwhile: that is not what the code is for.
  desk.change({ type: 'prompt-set', prompt: 'something else' });
  await runTests(desk);
  expect(told.map((text) => text.replace(/ · [^·]*$/, ''))).toEqual([
    'looking for its tests',
    'testing: the tests of a.py',
    'copying the project 30/400',
    'testing without the change: did that fail before?',
  ]);
  expect(desk.now).toMatchObject({ work: undefined, verification: { isStale: false } });
});

it('keeps how many failures count: what fails without the change too is not the answer’s', async () => {
  const failure = { id: 't::a', message: 'no', traceback: '', frames: [], sections: [] };
  const failed = aVerification('failed', 3);
  const { desk, kept } = stage(async () => ({
    ...failed,
    counts: { ...failed.counts, failed: 2, errors: 1 },
    failures: [failure],
    failedBefore: ['t::b', 't::c'],
  }));
  await runTests(desk);
  expect(kept).toMatchObject([{ verdict: 'failed', passed: 3, failed: 1 }]);
});
