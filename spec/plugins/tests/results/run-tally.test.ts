import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { TestCase, TestRunState } from 'devmgr/plugin-api/contracts/test-runs';
import { CaseMap } from '../../../../plugins/tests/results/case-map.js';
import { createEstimator } from '../../../../plugins/tests/results/estimate.js';
import { isRunning } from '../../../../plugins/tests/results/is-running.js';
import { newCase } from '../../../../plugins/tests/results/new-case.js';
import { isDone, RunTally } from '../../../../plugins/tests/results/run-tally.js';
import { RunDraft } from '../../../../plugins/tests/results/run-draft.js';
import { idleState, newRun } from '../../../../plugins/tests/results/run-model.js';
import { processorMs } from '../../../support/processor-ms.js';
import { expectCost } from '../../../support/expect-cost.js';

const draft = new RunDraft(newRun('any', 0), '/project');
const outcomes = ['queued', 'running', 'passed', 'failed'] as const;

function test(place: number, change: Partial<TestCase> = {}): TestCase {
  return { ...newCase(draft, `tests/test_${place}.py::test`), ...change };
}

function stateOf(runId: string, cases: TestRunState['cases']): TestRunState {
  return { ...idleState, runId, status: 'running', total: cases.size, cases };
}

it('counts as one that looks at all tests, through any changes and from run to run', () => {
  const change = fc.record({ run: fc.nat(1), place: fc.nat(5), outcome: fc.constantFrom(...outcomes) });
  fc.assert(
    fc.property(fc.array(change), fc.boolean(), (changes, isPlain) => {
      const tally = new RunTally();
      let [run, cases] = [0, CaseMap.empty()];
      for (const { run: next, place, outcome } of changes) {
        if (next !== run) cases = CaseMap.empty();
        run = next;
        const changed = test(place, { outcome });
        cases = cases.with(new Map([[changed.id, changed]]));
        tally.follow(stateOf(`${run}`, isPlain ? new Map(cases) : cases));
        const all = [...cases.values()];
        expect(tally.done).toBe(all.filter(isDone).length);
        expect([...tally.running].map(({ id }) => id).sort()).toEqual(
          all
            .filter(isRunning)
            .map(({ id }) => id)
            .sort(),
        );
      }
    }),
  );
});

it('an estimate for 30,000 tests is made in turns of which none takes long', async () => {
  const tests = Array.from({ length: 30_000 }, (_, place) => test(place));
  const cases = CaseMap.empty().with(new Map(tests.map((each) => [each.id, each])));
  const progress = createEstimator(() => 2);
  const state = stateOf('1', cases);
  progress(state, 0);
  const middleTurn = () => {
    const took: number[] = [];
    for (let turn = 0; turn < 20; turn++) {
      const before = processorMs();
      progress(state, 0);
      took.push(processorMs() - before);
    }
    return took.sort((a, b) => a - b)[10] ?? Infinity;
  };
  // Usually a fifth of a millisecond; all at once take several.
  await expectCost(2, middleTurn);
  expect(progress(state, 0)).toEqual({ done: 0, total: 30_000, remainingMs: 60_000 });
});
