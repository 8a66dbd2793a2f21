import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { affordableTerms } from '../../../../../../plugins/chat/index/store/sqlite/affordable-terms.js';
import { openIndexReader } from '../../../../../../plugins/chat/index/store/sqlite/open-index-reader.js';
import { openIndexWriter } from '../../../../../../plugins/chat/index/store/sqlite/open-index-writer.js';
import type { IndexReader, IndexWriter } from '../../../../../../plugins/chat/index/store/index-store.js';
import { batch, chunk, file, sqlite3Url, temporaryFolder, type TemporaryFolder } from '../index-contents.js';

const options = { limit: 100, weights: [2, 4, 1] as const };
let folder: TemporaryFolder;
let writer: IndexWriter;
let reader: IndexReader;

beforeAll(async () => {
  folder = await temporaryFolder();
  writer = (await openIndexWriter(join(folder.path, 'index.sqlite'), sqlite3Url)).writer;
  const opened = await openIndexReader(join(folder.path, 'index.sqlite'), sqlite3Url);
  if (!opened) throw new Error('no database');
  reader = opened;
});

afterAll(async () => {
  await reader.close();
  await writer.close();
  await folder[Symbol.asyncDispose]();
});

async function keep(...columns: { path?: string; symbol?: string; body?: string }[]): Promise<void> {
  await writer.clear();
  const put = columns.map(({ path = '', symbol = '', body = '' }, index) =>
    file(`${index}`, [''], { chunks: [chunk('', '', 0, { terms: { path, symbol, body } })] }),
  );
  await writer.apply(batch({ put }));
}

/** Which of the chunks that were kept, best first. */
async function found(terms: readonly string[], more: Partial<Parameters<IndexReader['keyword']>[1]> = {}) {
  const hits = await reader.keyword(terms, { ...options, ...more });
  const first = Math.min(...(await writer.files()).map(({ id }) => id));
  return hits.map(({ chunkId }) => chunkId / 4096 - first);
}

describe('keyword', () => {
  it('finds chunks with any of the terms, best first, and no more than asked for', async () => {
    await keep(
      { body: 'filler other' },
      { body: 'order' },
      { body: 'order repository' },
      ...Array(20).fill({ body: 'x' }),
    );
    expect(await found(['order', 'repository'])).toEqual([2, 1]);
    expect(await found(['order', 'repository'], { limit: 1 })).toEqual([2]);
    const scores = (await reader.keyword(['order', 'repository'], options)).map(({ score }) => score);
    expect(scores[0]).toBeGreaterThan(scores[1] ?? 0);
    expect(scores[1]).toBeGreaterThan(0);
  });

  it('weighs path, symbol and body', async () => {
    const filler = Array<{ body: string }>(20).fill({ body: 'x' });
    await keep({ path: 'cart' }, { symbol: 'cart' }, { body: 'cart' }, ...filler);
    expect(await found(['cart'], { weights: [1, 5, 2] })).toEqual([1, 2, 0]);
    expect(await found(['cart'], { weights: [5, 1, 2] })).toEqual([0, 2, 1]);
  });

  it('takes operators, quotes and wildcards for text', async () => {
    await keep({ body: 'plain words' }, { body: 'c++ a"b it\'s not: (x)* ^y' });
    expect(await found(['plain AND missing'])).toEqual([0]);
    expect(await found(['NOT', 'plai*', 'body:plain', '"', '*', '^plain', 'NEAR(plain words, 2)'])).toEqual([]);
    expect(await found(['*', 'plain'])).toEqual([0]);
    expect(await found(['a"b'])).toEqual([1]);
    expect(await found(['c++'])).toEqual([1]);
    expect(await found(["it's", '(x)*', '^y', 'not:'])).toEqual([1]);
    expect(await found(['c', 'x', 'it', 'a', 's'])).toEqual([]);
  });

  it('finds nothing without terms', async () => {
    await keep({ body: 'word' });
    expect(await found([])).toEqual([]);
    expect(await found(['', ' ', '\0', '""'])).toEqual([]);
  });

  it('never splits a term, whatever is in it', async () => {
    const term = fc.string({ unit: 'grapheme', minLength: 1 }).map((text) => text.replace(/[\0- \x7f]/g, '_'));
    await fc.assert(
      fc.asyncProperty(term, term, async (a, b) => {
        fc.pre(a.toLowerCase() !== b.toLowerCase());
        await keep({ body: `one ${a} two` }, { body: `${a}${b} ${b}${a}` });
        expect(await found([a])).toEqual([0]);
        expect(await found([a, a + b])).toEqual(expect.arrayContaining([0, 1]));
      }),
      { numRuns: 40 },
    );
  });

  it('takes any texts for terms without complaint', async () => {
    await keep({ body: 'word' });
    const terms = fc.array(fc.string({ unit: 'binary' }), { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(terms, async (some) => {
        expect(await found([...some, 'word'])).toEqual([0]);
      }),
      { numRuns: 60 },
    );
    expect(await found([...Array.from({ length: 3000 }, (_, index) => `term${index}`), 'word'])).toEqual([0]);
  });
});

describe('affordableTerms', () => {
  const counts = new Map([
    ['rare', 10],
    ['common', 600],
    ['everywhere', 900],
  ]);

  it('leaves out the most common terms when all together match too much', () => {
    expect(affordableTerms(['everywhere', 'rare', 'common', 'new'], counts, 1_000)).toEqual(['new', 'rare', 'common']);
    expect(affordableTerms(['everywhere', 'rare', 'common'], counts, 5_000)).toHaveLength(3);
  });

  it('keeps the rarest one at any price', () => {
    expect(affordableTerms(['everywhere', 'common'], counts, 5)).toEqual(['common']);
    expect(affordableTerms([], counts, 5)).toEqual([]);
  });
});
