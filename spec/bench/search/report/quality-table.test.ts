import { describe, expect, it } from 'vitest';
import { qualityTable, reachesAim } from './quality-table.js';
import type { SetResult } from './run-result.js';

const figures = { files: 1, chunks: 1, indexSeconds: 1, sizeBytes: 1, p50Ms: 1, p95Ms: 1, rssBytes: 1 };
function set(name: string, stemmed: number, devmgr: number): SetResult {
  const result = (of: string, ndcg: number) => ({ name: of, all: { ndcg, mrr: ndcg, recall: ndcg }, kinds: {} });
  const results = [result('BM25 stemmed', stemmed), result('devmgr', devmgr)];
  return { set: name, task: 'commit', queries: 2, results, figures };
}

describe('the aim', () => {
  it('is a mean over projects', () => expect(reachesAim([set('a', 0.5, 0.5), set('b', 0.5, 0.62)])).toBe(true));
  it('is missed when the mean is', () => expect(reachesAim([set('a', 0.5, 0.5), set('b', 0.5, 0.61)])).toBe(false));
  it('is missed when one project is below', () =>
    expect(reachesAim([set('a', 0.5, 0.49), set('b', 0.5, 0.9)])).toBe(false));
});

it('prints a line for each set and the means', () => {
  expect(qualityTable('commit', [set('flask', 0.5, 0.5), set('zod', 0.5, 0.7)])).toBe(
    [
      'commit, NDCG@10  queries  BM25 stemmed  devmgr  / BM25 stemmed',
      'flask                  2         0.500   0.500          1.000x',
      'zod                    2         0.500   0.700          1.400x',
      'mean NDCG@10                     0.500   0.600          1.200x',
      'mean MRR@10                      0.500   0.600          1.200x',
      'mean recall@10                   0.500   0.600          1.200x',
      '',
    ].join('\n'),
  );
});
