import fc from 'fast-check';
import { expect, it } from 'vitest';
import { editDistance } from '../../../../../plugins/system/providers/catalogue/edit-distance.js';
import { nearestModels } from '../../../../../plugins/system/providers/catalogue/nearest-models.js';

const ids = [
  'gpt-6-luna',
  'gpt-6.1-terra',
  'gpt-6.1-sol',
  'gpt-4o-mini',
  'text-embedding-3-small',
  'claude-haiku-5-5',
  'claude-sonnet-5-5',
  'meta-llama/Llama-3.3-70B-Instruct-Turbo',
  'Qwen/Qwen3.5-9B',
  'qwen3:8b',
  'gpt-oss:20b',
];

it.each([
  ['gpt6luna', 'gpt-6-luna'],
  ['GPT-6 Luna', 'gpt-6-luna'],
  ['gpt-6-lunar', 'gpt-6-luna'],
  ['luna-gpt-6', 'gpt-6-luna'],
  ['gpt-6-terra', 'gpt-6.1-terra'],
  ['claude-5-5-haiku', 'claude-haiku-5-5'],
  ['claude-haiku', 'claude-haiku-5-5'],
  ['llama-3.3-70b-instruct', 'meta-llama/Llama-3.3-70B-Instruct-Turbo'],
  ['qwen3.5-9b', 'Qwen/Qwen3.5-9B'],
  ['qwen3-8b', 'qwen3:8b'],
  ['gpt-oss', 'gpt-oss:20b'],
])('%s is near %s', (asked, id) => expect(nearestModels(asked, ids)[0]).toBe(id));

it.each(['mistral-large', 'zzz', '', '!!!'])('%j is near nothing', (asked) =>
  expect(nearestModels(asked, ids)).toEqual([]),
);

it('says three at most, or as many as are wanted, each once', () => {
  const many = ['gpt-6-a', 'gpt-6-b', 'gpt-6-c', 'gpt-6-d', 'gpt-6-a'];
  expect(nearestModels('gpt-6', many)).toHaveLength(3);
  expect(nearestModels('gpt-6', many, 9)).toEqual(['gpt-6-a', 'gpt-6-b', 'gpt-6-c', 'gpt-6-d']);
});

it('takes anything: names of the list, the same one first', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 400 }), fc.array(fc.string({ maxLength: 30 })), (asked, list) => {
      const near = nearestModels(asked, list);
      for (const id of near) expect(list).toContain(id);
      if (/[a-z]/.test(asked) && asked.length < 100) expect(nearestModels(asked, [...list, asked])).not.toEqual([]);
    }),
  );
});

it('the edit distance is one: of nothing, either way round, at most the longer text', () => {
  expect(editDistance('kitten', 'sitting')).toBe(3);
  fc.assert(
    fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (a, b) => {
      expect(editDistance(a, a)).toBe(0);
      expect(editDistance(a, b)).toBe(editDistance(b, a));
      expect(editDistance(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length));
      expect(editDistance(a, b)).toBeGreaterThanOrEqual(Math.abs(a.length - b.length));
    }),
  );
});
