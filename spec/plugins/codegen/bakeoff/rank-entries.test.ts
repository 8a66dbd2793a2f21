import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { BakeOffEntry } from '../../../../plugins/codegen/bakeoff/bake-off.js';
import { rankEntries } from '../../../../plugins/codegen/bakeoff/rank-entries.js';
import type { Verdict } from '../../../../plugins/codegen/verify/verification.js';
import { bakeOffEntry } from './bake-off-entry.js';

const order = (...entries: readonly BakeOffEntry[]) => rankEntries(entries).map(({ model }) => model);

it('ranks by the verdict, then by what could be used, then by passed tests, then by time, then by cost', () => {
  expect(
    order(
      bakeOffEntry('failed', { verdict: 'failed', passed: 30, durationMs: 1 }),
      bakeOffEntry('untested', { verdict: 'unable', durationMs: 1 }),
      bakeOffEntry('dear', { verdict: 'passed', passed: 9, durationMs: 5, costUsd: 2 }),
      bakeOffEntry('cheap', { verdict: 'passed', passed: 9, durationMs: 5, costUsd: 1 }),
      bakeOffEntry('fast', { verdict: 'passed', passed: 9, durationMs: 4 }),
      bakeOffEntry('more', { verdict: 'passed', passed: 12, durationMs: 90 }),
      bakeOffEntry('refused', { verdict: 'passed', passed: 40, refused: 1 }),
    ),
  ).toEqual(['more', 'fast', 'cheap', 'dear', 'refused', 'untested', 'failed']);
});

it('puts who is at work behind who is done, and answers without code, stopped and failed ones last', () => {
  expect(
    order(
      bakeOffEntry('broken', { status: 'failed' }),
      bakeOffEntry('stopped', { status: 'stopped' }),
      bakeOffEntry('prose', { files: 0 }),
      bakeOffEntry('writing', { status: 'writing' }),
      bakeOffEntry('testing', { status: 'testing' }),
      bakeOffEntry('done', { verdict: 'failed' }),
    ),
  ).toEqual(['done', 'testing', 'writing', 'prose', 'stopped', 'broken']);
});

it('ranks the same whatever the order, as far as entries differ, and loses none', () => {
  const entry = fc
    .record({
      status: fc.constantFrom<BakeOffEntry['status'][]>('waiting', 'writing', 'testing', 'done', 'failed', 'stopped'),
      verdict: fc.constantFrom<(Verdict | undefined)[]>('passed', 'failed', 'unable', 'stopped', undefined),
      passed: fc.nat(3),
      files: fc.nat(1),
      durationMs: fc.option(fc.nat(3), { nil: undefined }),
      costUsd: fc.option(fc.nat(3), { nil: undefined }),
    })
    .map((facts) => bakeOffEntry(JSON.stringify(facts), facts));
  fc.assert(
    fc.property(fc.uniqueArray(entry, { selector: ({ model }) => model, maxLength: 8 }), (entries) => {
      const ranked = rankEntries(entries);
      expect(new Set(ranked)).toEqual(new Set(entries));
      expect(rankEntries(ranked)).toEqual(ranked);
    }),
  );
});
