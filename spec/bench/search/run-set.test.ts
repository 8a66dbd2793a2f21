import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { hasRipgrep } from './baselines/ripgrep.js';
import { readLabelled } from './labelled/read-labelled.js';
import { reportText } from './report/report-text.js';
import { runSet } from './run-set.js';

const sample = fileURLToPath(new URL('../../fixtures/orders-api', import.meta.url));
let dir: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'devmgr-run-set-'));
  await cp(sample, join(dir, 'tree'), { recursive: true, filter: (path) => !path.includes('__pycache__') });
});
afterEach(() => rm(dir, { recursive: true }));

async function run(compare: 'baselines' | 'signals') {
  const { queries, ...set } = { ...(await readLabelled('orders-api')), tree: join(dir, 'tree') };
  const some = queries.filter(({ kind }) => kind === 'symbol' || kind === 'path');
  return runSet({ ...set, queries: some }, 'labelled', { database: join(dir, 'index.db'), listed: undefined, compare });
}

it('compares the product with what people have without it', async () => {
  const result = await run('baselines');
  const names = result.results.map(({ name }) => name);
  expect(names).toEqual([...(hasRipgrep() ? ['ripgrep'] : []), 'BM25', 'BM25 stemmed', 'devmgr']);
  const ndcg = Object.fromEntries(result.results.map(({ name, all }) => [name, all.ndcg]));
  expect(ndcg.devmgr).toBeGreaterThan(ndcg['BM25 stemmed'] ?? 1);
  expect(Object.keys(result.results[0]?.kinds ?? {})).toEqual(['symbol', 'path']);
  const { files, chunks, indexSeconds, p50Ms, sizeBytes } = result.figures;
  expect([files, chunks, indexSeconds, p50Ms, sizeBytes].every((figure) => figure > 0)).toBe(true);
  const text = reportText([result]);
  expect(text).toMatch(/^labelled, NDCG@10 +queries/);
  expect(text).toMatch(/^orders-api +\d+ .*\d\.\d{3}x$/m);
  expect(text).toMatch(/^mean recall@10 /m);
  expect(text).toMatch(/^symbol /m);
  expect(text).toMatch(/^orders-api labelled +\d+ +\d+/m);
});

it('leaves out each signal of the ranking', async () => {
  const { results } = await run('signals');
  const ndcg = new Map(results.map(({ name, all }) => [name, all.ndcg]));
  expect([...ndcg.keys()]).toEqual(
    expect.arrayContaining(['fused only', '-definition', '-vector', '-keyword', 'devmgr']),
  );
  expect(ndcg.get('fused only')).toBeLessThan(ndcg.get('devmgr') ?? 0);
});
