import { expect, test } from 'vitest';
import type { GenerationSummary } from '../../../../plugins/codegen/history/generation-history.js';
import { lastOfRows } from '../../../../plugins/codegen/history/last-of-rows.js';

const asked = (id: string, changes: Partial<GenerationSummary> = {}, prompt = 'a coupon') => ({
  prompt,
  summary: {
    ...{ id, at: 1, target: 'app/a.py', prompt: 'a coupon', model: 'p/m', files: 1, savedAs: undefined },
    ...{ tests: undefined, ...changes },
  },
});
const rows = (...generations: Parameters<typeof lastOfRows>[0][number][]) =>
  lastOfRows(generations).map(({ id, answers }) => `${id} ${answers ?? ''}`);

test('answers in a row to the same are one line, the last of them', () => {
  expect(rows(asked('c'), asked('b'), asked('a'))).toEqual(['c 3']);
  expect(rows(asked('c', { savedAs: '1' }), asked('b'))).toEqual(['c 2']);
});

test('a line knows all the answers that it stands for', () => {
  expect(lastOfRows([asked('c'), asked('b'), asked('a', {}, 'x')]).map(({ ids }) => ids)).toEqual([['c', 'b'], ['a']]);
});

test('another file, prompt or model begins another line, and so does what was saved', () => {
  expect(rows(asked('b'), asked('a', { target: 'app/b.py' }))).toEqual(['b 1', 'a 1']);
  expect(rows(asked('b'), asked('a', {}, 'a coupon\nthat ends'))).toEqual(['b 1', 'a 1']);
  expect(rows(asked('b'), asked('a', { model: 'p/n' }))).toEqual(['b 1', 'a 1']);
  expect(rows(asked('c'), asked('b', { savedAs: '1' }), asked('a'))).toEqual(['c 1', 'b 2']);
});
