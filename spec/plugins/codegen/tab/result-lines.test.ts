import { expect, it } from 'vitest';
import type { Generation } from 'devmgr/plugin-api/contracts/code-generator';
import { emptyState, type CodegenState } from '../../../../plugins/codegen/session/codegen-state.js';
import { pressingLines, resultLines } from '../../../../plugins/codegen/tab/result-lines.js';
import type { Round } from '../../../../plugins/codegen/verify/round.js';
import type { Verification } from '../../../../plugins/codegen/verify/verification.js';

const zero = { passed: 0, failed: 0, errors: 0, skipped: 0, xfailed: 0, xpassed: 0, deselected: 0 };
const generation = {
  ...{ id: 'g1', at: 0, job: { target: 'app/a.py', prompt: 'x' }, files: [], refused: [], notes: [], answer: '' },
  ...{ answeredBy: { providerId: 'p', modelId: 'm', host: undefined }, usage: {}, durationMs: 10, isStopped: false },
} as unknown as Generation;

function verification(failing: readonly string[]): Verification {
  return {
    verdict: failing.length === 0 ? 'passed' : 'failed',
    detail: undefined,
    choice: { paths: ['tests/test_a.py'], reason: 'its tests' },
    counts: { ...zero, passed: 3, failed: failing.length },
    failures: failing.map((id) => ({ id, message: 'boom', traceback: `E boom`, frames: [], sections: [] })),
    durationMs: 100,
    where: 'copy',
  };
}

const round = (number: number, failing: readonly string[]): Round => ({
  ...{ number, generation },
  verification: verification(failing),
});

function textOf(state: CodegenState): readonly string[] {
  return resultLines(state).map((line) => (typeof line === 'string' ? line : line.map(({ text }) => text).join('')));
}

function after(rounds: readonly Round[]): CodegenState {
  const result = rounds.at(-1)?.verification;
  return { ...emptyState, generation, rounds, verification: result && { result, isStale: false } };
}

it('tells the verdict of the last answer first and once, then those before it', () => {
  const state = after([round(1, ['test_a', 'test_b']), round(2, [])]);
  const lines = textOf(state);
  expect(lines[0]).toMatch(/^answer 2 {2}✓ tests passed/);
  expect(lines[1]).toMatch(/^answer 1 {2}m {2}✗ tests failed/);
  expect(lines).toHaveLength(2);
  expect(pressingLines(state)).toBe(2);
});

it('says of an answer that it changed nothing', () => {
  const same = { ...round(2, ['test_a']), isUnchanged: true };
  expect(textOf(after([round(1, ['test_a']), same]))[0]).toMatch(/^answer 2 {2}! it changed nothing {2}✗ tests failed/);
  const untested = { number: 2, generation, verification: undefined, isUnchanged: true };
  expect(textOf(after([{ number: 1, generation, verification: undefined }, untested]))[1]).toBe(
    'answer 2  m  ! it changed nothing',
  );
});

it('names what fails before anything older, and gives a few names room', () => {
  const many = ['test_a', 'test_b', 'test_c', 'test_d', 'test_e'];
  const state = after([round(1, ['test_a']), round(2, many)]);
  const lines = textOf(state);
  expect(lines.slice(1, 6)).toEqual(many.map((id) => `  ✗ ${id}  boom`));
  expect(lines[6]).toMatch(/^answer 1 /);
  expect(pressingLines(state)).toBe(5);
});

it('tells what a save that was taken back took away', () => {
  const files = [
    { path: 'app/a.py', isNew: false, added: 3, removed: 1 },
    { path: 'app/b.py', isNew: true, added: 5, removed: 0 },
  ];
  const saved = { id: '1', title: '', at: 0, undoneAt: 5, files } as unknown as CodegenState['saved'];
  expect(textOf({ ...emptyState, saved })[0]).toContain('taken back: app/a.py +1 -3, app/b.py removed again');
});
