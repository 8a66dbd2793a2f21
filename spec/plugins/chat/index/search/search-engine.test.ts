import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DevmgrError } from 'devmgr/plugin-api';
import type { CodeSearchResult } from 'devmgr/plugin-api/contracts/code-index';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SearchEngine } from '../../../../../plugins/chat/index/search/search-engine.js';
import { openIndexReader } from '../../../../../plugins/chat/index/store/sqlite/open-index-reader.js';
import { openProduct, type Product } from '../../../../bench/search/product/open-product.js';
import { sampleProject } from '../../../../support/sample-project.js';
import { sqlite3Url, temporaryFolder, type TemporaryFolder } from '../store/index-contents.js';
import { expectQuick } from '../../../../support/expect-quick.js';

let project: ReturnType<typeof sampleProject>;
let folder: TemporaryFolder;
let product: Product;

beforeAll(async () => {
  project = sampleProject();
  folder = await temporaryFolder();
  const database = join(folder.path, 'index.sqlite');
  product = await openProduct({ tree: project.path, exclude: [], listed: undefined, database, rebuild: false });
});

afterAll(async () => {
  await product.close();
  project.remove();
  await folder[Symbol.asyncDispose]();
});

const signal = new AbortController().signal;
const search = (query: string, limit = 10): Promise<CodeSearchResult> =>
  product.engine.search(query, { limit, signal });
const symbols = ({ matches }: CodeSearchResult) => matches.map(({ symbol }) => symbol);

/** The lines of a match are lines of its file, and its text is those lines. */
function expectInsideFile({ matches }: CodeSearchResult): void {
  for (const { path, startLine, endLine, text } of matches) {
    const lines = readFileSync(join(project.path, path), 'utf8').split(/(?<=\n)/);
    expect(startLine).toBeGreaterThan(0);
    expect(endLine).toBeLessThanOrEqual(lines.length);
    expect(text).toBe(lines.slice(startLine - 1, endLine).join(''));
  }
}

describe('a search', () => {
  it('for a symbol finds its definition first', async () => {
    const result = await search('Repository.cancel_order');
    expect(result.kind).toBe('symbol');
    expect(symbols(result)[0]).toMatch(/cancel/);
  });

  it('for a question finds what answers it, by words and meaning', async () => {
    const result = await search('where is an order paid');
    expect(result.kind).toBe('question');
    expect(symbols(result).slice(0, 3).join()).toMatch(/pay/i);
    expect(result.matches[0]).toMatchObject({ foundBy: 'both', language: 'python' });
    expect(result.matches[0]?.reasons.length).toBeGreaterThan(0);
  });

  it('for a path finds the file, for a frame of an error its line', async () => {
    expect((await search('routers/orders.py')).matches[0]?.path).toBe('app/routers/orders.py');
    const trace = await search(
      'Traceback (most recent call last):\n  File "/srv/app/routers/orders.py", line 20, in f\nKeyError: 1',
    );
    expect(trace.kind).toBe('trace');
    const [first] = trace.matches;
    expect(first?.path).toBe('app/routers/orders.py');
    expect((first?.startLine ?? 0) <= 20 && (first?.endLine ?? 0) >= 20).toBe(true);
  });

  it('keeps to its filters', async () => {
    const tests = await search('order path:tests/');
    expect(tests.matches.length).toBeGreaterThan(0);
    expect(tests.matches.every(({ path }) => path.startsWith('tests/'))).toBe(true);
    const classes = await search('order kind:class -path:tests');
    expect(classes.matches.every(({ kind, path }) => kind === 'class' && !path.includes('tests'))).toBe(true);
    const without = await search('order -router', 50);
    expect(without.matches.some(({ text, path }) => /router/i.test(text + path))).toBe(false);
  });

  it.each([
    '',
    '   ',
    'lang:py',
    '"',
    '""',
    'AND OR NOT NEAR(',
    '*',
    'a*',
    '^b',
    '(',
    '-',
    '--',
    'path:',
    '\0',
    '\ud800',
    ':',
    "'; DROP TABLE files; --",
  ])('for %j ends well', async (query) => expectInsideFile(await search(query)));

  it('for nothing finds nothing', async () => {
    expect((await search('')).matches).toEqual([]);
    expect((await search(' \n ')).matches).toEqual([]);
  });

  it('for a megabyte of text is not slow', async () => {
    const result = await expectQuick(2_000, () => search('order repository '.repeat(62_000)));
    expect(result.matches.length).toBeGreaterThan(0);
  });

  it('never points outside a file, whatever is asked', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary', maxLength: 80 }),
        fc.integer({ min: 1, max: 30 }),
        async (query, limit) => {
          const result = await search(query, limit);
          expect(result.matches.length).toBeLessThanOrEqual(limit);
          expectInsideFile(result);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('that is stopped rejects with the reason', async () => {
    const stopped = AbortSignal.abort(new Error('enough'));
    await expect(product.engine.search('order', { limit: 3, signal: stopped })).rejects.toThrow('enough');
  });

  it('with signals off is another one', async () => {
    const plain = await product.engine.search('cancel order', { limit: 10, signal, off: new Set(['vector']) });
    expect(plain.matches.every(({ foundBy }) => foundBy === 'keyword')).toBe(true);
  });
});

describe('related code', () => {
  it('is like the place and is not the place', async () => {
    const [place] = (await search('cancel_order path:routers')).matches;
    if (!place) throw new Error('nothing to be like');
    const { matches } = await product.engine.related(place, { limit: 10, signal });
    expect(matches.length).toBeGreaterThan(0);
    expect(matches.some(({ path, startLine }) => path === place.path && startLine === place.startLine)).toBe(false);
    expect(matches.slice(0, 5).some(({ symbol }) => /cancel|order/i.test(symbol ?? ''))).toBe(true);
  });

  it('of a file that is not there is nothing', async () => {
    expect((await product.engine.related({ path: 'no.py' }, { limit: 3, signal })).matches).toEqual([]);
  });
});

describe('what is in the index', () => {
  it('is told by file, and of a file in order', async () => {
    const files = await product.engine.files();
    expect(files.map(({ path }) => path)).toContain('app/main.py');
    const outline = await product.engine.outline('app/repository.py');
    expect(outline[0]?.startLine).toBe(1);
    for (const [index, piece] of outline.slice(1).entries())
      expect(piece.startLine).toBe((outline[index]?.endLine ?? 0) + 1);
    expect(await product.engine.outline('no.py')).toEqual([]);
  });
});

describe('without a model that runs here', () => {
  it('a search finds by keywords and says why', async () => {
    const reader = await openIndexReader(join(folder.path, 'index.sqlite'), sqlite3Url);
    if (!reader) throw new Error('there is no index');
    const failure = new DevmgrError({ code: 'DEVMGR_SERVICE_UNAVAILABLE', message: 'No runtime for this platform.' });
    const engine = new SearchEngine({
      reader,
      embedderFor: () => Promise.reject(failure),
      now: () => performance.now(),
    });
    const { matches, notes } = await engine.search('cancel order', { limit: 5, signal });
    await engine.close();
    expect(matches.length).toBeGreaterThan(0);
    expect(matches.every(({ foundBy }) => foundBy === 'keyword')).toBe(true);
    expect(notes.join()).toContain('No runtime for this platform.');
  });
});
