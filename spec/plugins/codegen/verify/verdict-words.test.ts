import { expect, it } from 'vitest';
import { noCounts } from '../../../../plugins/codegen/verify/run/run-tests.js';
import { verdictCounts, verdictWords } from '../../../../plugins/codegen/verify/verdict-words.js';

const failure = (id: string) => ({ id, message: undefined, traceback: undefined, frames: [], sections: [] });

it('keeps what failed before apart from what is new', () => {
  const counts = { ...noCounts, passed: 78, failed: 9, errors: 3 };
  const failures = ['a', 'b', 'c', 'd'].map(failure);
  const failedBefore = ['e', 'f', 'g', 'h', 'i', 'j', 'k', 'l'];
  const told = verdictCounts({ verdict: 'failed', counts, failures, failedBefore });
  expect(verdictWords(told)).toBe('4 new failures · 8 failed before · 78 passed');
  expect(verdictWords({ ...told, failed: 1 })).toBe('1 new failure · 8 failed before · 78 passed');
});

it('says first what matters most, and nothing of what there is none of', () => {
  expect(verdictWords({ verdict: 'passed', passed: 78, failed: 0, failedBefore: 8, skipped: 1 })).toBe(
    '78 passed · 8 failed before · 1 skipped',
  );
  expect(verdictWords({ verdict: 'failed', passed: 2, failed: 3 })).toBe('3 failed · 2 passed');
  expect(verdictWords({ verdict: 'passed', passed: 0, failed: 0, xfailed: 2, xpassed: 1 })).toBe(
    '2 xfailed · 1 xpassed',
  );
  expect(verdictWords({ verdict: 'passed', passed: 0, failed: 0 })).toBe('no tests');
});

it('says that tests did not come to an end', () => {
  expect(verdictWords({ verdict: 'unable', passed: 0, failed: 0, failedBefore: 1 })).toBe('tests could not run');
  expect(verdictWords({ verdict: 'stopped', passed: 0, failed: 0 })).toBe('tests stopped');
  expect(verdictWords({ verdict: 'stopped', passed: 3, failed: 0 })).toBe('tests stopped · 3 passed');
});
