import { expect, it } from 'vitest';
import type { Work } from '../../../../plugins/codegen/session/codegen-state.js';
import { progressOf } from '../../../../plugins/codegen/tab/progress-of.js';
import { workText } from '../../../../plugins/codegen/tab/work-text.js';

const counts = { passed: 32, failed: 0, errors: 2, skipped: 0, xfailed: 0, xpassed: 0, deselected: 0 };
const choice = { paths: ['tests/test_a.py'], reason: 'its tests' };

it.each(['testing', 'testing-before'] as const)('never counts more tests than there are (%s)', (kind) => {
  const work: Work = { since: 0, kind, choice, counts, total: 33 };
  expect(workText(work, 4_100)).toContain('33/33');
  expect(progressOf({ work }, 0)).toMatchObject({ done: 33, total: 33 });
});

it('counts those that have an outcome', () => {
  const work: Work = { since: 0, kind: 'testing', choice, counts, total: 40 };
  expect(workText(work, 4_100)).toBe('testing 34/40: its tests · 4.1s');
  expect(progressOf({ work }, 0)).toMatchObject({ done: 34, total: 40 });
});
