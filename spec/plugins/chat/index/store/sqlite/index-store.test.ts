import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keptGenerations } from '../../../../../../plugins/chat/index/store/sqlite/meta-rows.js';
import { openIndexReader } from '../../../../../../plugins/chat/index/store/sqlite/open-index-reader.js';
import { openIndexWriter } from '../../../../../../plugins/chat/index/store/sqlite/open-index-writer.js';
import { SqliteDatabase } from '../../../../../../plugins/chat/index/store/sqlite/sqlite-database.js';
import type { IndexReader, IndexWriter } from '../../../../../../plugins/chat/index/store/index-store.js';
import { batch, chunk, file, sqlite3Url, temporaryFolder, vectors, type TemporaryFolder } from '../index-contents.js';

const weights = [2, 4, 1] as const;
let folder: TemporaryFolder;
let path: string;
let writer: IndexWriter;
let reader: IndexReader;

beforeEach(async () => {
  folder = await temporaryFolder();
  path = join(folder.path, 'deep', 'index.sqlite');
  const opened = await openIndexWriter(path, sqlite3Url);
  expect(opened.notes).toEqual([]);
  writer = opened.writer;
  const there = await openIndexReader(path, sqlite3Url);
  if (!there) throw new Error('no database');
  reader = there;
});

afterEach(async () => {
  await reader.close();
  await writer.close();
  await folder[Symbol.asyncDispose]();
});

/** Paths of what the words find, best first. */
async function found(...terms: string[]): Promise<readonly (string | undefined)[]> {
  const hits = await reader.keyword(terms, { limit: 100, weights });
  const paths = new Map((await writer.files()).map(({ id, path: at }) => [id, at]));
  return hits.map(({ chunkId }) => paths.get(Math.floor(chunkId / 4096)));
}

const ids = async () => Object.fromEntries((await writer.files()).map(({ path: at, id }) => [at, id]));

describe('a batch', () => {
  it('keeps files as they are given, with texts of any characters', async () => {
    const texts = ['a\0b "quoted" \\ \u{1f600}\u2028\r\n', '', "'; DROP TABLE files; --\n"];
    const content = file('src/ä b.ts', texts, {
      imports: ['./x.js', 'weird "name"\n'],
      language: 'typescript',
      vectors: vectors([0, 1, 2]),
      chunks: texts.map((text, place) =>
        chunk('src/ä b.ts', text, place, { kind: 'method', symbol: 'A.b\0', signature: 'b(x: "y"): z' }),
      ),
    });
    await writer.setActiveEmbedder('model/1');
    await writer.apply(batch({ put: [content] }));
    const changes = await reader.changesSince(0);
    const [loaded] = changes.files;
    const { chunks, vectors: packed, ...record } = content;
    expect(loaded).toEqual({
      ...record,
      id: 1,
      chunks: chunks.map(({ startLine, endLine, kind, symbol, signature, hash }) => ({
        ...{ startLine, endLine, kind, symbol, signature, hash },
      })),
      vectors: { ...packed, data: expect.anything() as unknown },
    });
    expect(Buffer.from(loaded?.vectors?.data ?? [])).toEqual(Buffer.from(packed?.data ?? []));
    expect([...(await reader.texts([4096, 4097, 4098, 9999])).values()]).toEqual(texts);
    expect(await writer.textsOf(1)).toEqual(chunks.map(({ text, hash }) => ({ text, hash })));
    expect(await writer.textsOf(2)).toEqual([]);
  });

  it('makes one generation more, an empty one none', async () => {
    const start = await reader.generation();
    expect(await writer.apply(batch({ put: [file('a', ['x'])] }))).toEqual({
      generation: start + 1,
      ids: new Map([['a', 1]]),
    });
    expect(await writer.apply(batch({}))).toEqual({ generation: start + 1, ids: new Map() });
    expect(await writer.apply(batch({ remove: ['a'] }))).toEqual({ generation: start + 2, ids: new Map() });
    expect(await reader.generation()).toBe(start + 2);
  });

  it('replaces a file under an id that was never used before', async () => {
    await writer.apply(batch({ put: [file('a', ['old one', 'old two']), file('b', ['old'])] }));
    await writer.apply(batch({ put: [file('b', ['new'])] }));
    await writer.apply(batch({ remove: ['b', 'never there'] }));
    await writer.apply(batch({ put: [file('b', ['newer']), file('b', ['newest'])] }));
    expect(await ids()).toEqual({ a: 1, b: 4 });
    expect(await found('old')).toEqual(['a', 'a']);
    expect(await found('new')).toEqual([]);
    expect(await found('newer')).toEqual([]);
    expect(await found('newest')).toEqual(['b']);
  });
});

describe('a move', () => {
  const terms = (path: string, ...bodies: string[]) => bodies.map((body) => ({ path, symbol: '', body }));

  it('keeps id, chunks and vectors, and renews the words of the path', async () => {
    await writer.setActiveEmbedder('model/1');
    await writer.apply(batch({ put: [file('old/place.ts', ['one', 'two'], { vectors: vectors([0, 1]) })] }));
    const { generation } = await reader.changesSince(0);
    const move = { from: 'old/place.ts', to: 'fresh/spot.ts', mtimeMs: 7, terms: terms('fresh spot', 'one', 'two') };
    await writer.apply(batch({ move: [move] }));
    const changes = await reader.changesSince(generation);
    expect(changes).toMatchObject({ isComplete: false, removed: [] });
    expect(changes.files).toMatchObject([{ id: 1, path: 'fresh/spot.ts', mtimeMs: 7, chunks: [{}, {}] }]);
    expect(Buffer.from(changes.files[0]?.vectors?.data ?? [])).toEqual(Buffer.from(vectors([0, 1]).data));
    expect(await writer.textsOf(1)).toMatchObject([{ text: 'one' }, { text: 'two' }]);
    expect(await found('place')).toEqual([]);
    expect(await found('spot')).toEqual(['fresh/spot.ts', 'fresh/spot.ts']);
    expect(await found('two')).toEqual(['fresh/spot.ts']);
  });

  it('may change places of two files and go over a third; what is not there is left out', async () => {
    await writer.apply(batch({ put: [file('a', ['was a']), file('b', ['was b']), file('c', ['was c'])] }));
    const swap = [
      { from: 'a', to: 'b', mtimeMs: 1, terms: terms('b', 'was a') },
      { from: 'b', to: 'c', mtimeMs: 1, terms: terms('c', 'was b') },
      { from: 'gone', to: 'd', mtimeMs: 1, terms: terms('d', 'x') },
    ];
    await writer.apply(batch({ move: swap, put: [file('a', ['anew'])] }));
    expect(await ids()).toEqual({ a: 4, b: 1, c: 2 });
    expect(await found('was')).toHaveLength(2);
    expect(await found('anew')).toEqual(['a']);
  });
});

describe('following', () => {
  it('is told of touched files and of new vectors, by the ids it knows', async () => {
    await writer.setActiveEmbedder('model/1');
    await writer.apply(batch({ put: [file('a', ['x']), file('b', ['y'])] }));
    const before = await reader.changesSince(0);
    expect(before).toMatchObject({ isComplete: true, embedder: 'model/1' });
    expect(before.files.map((known) => known.vectors)).toEqual([undefined, undefined]);
    await writer.apply(batch({ touch: [{ path: 'a', size: 99, mtimeMs: 5 }] }));
    const touched = await reader.changesSince(before.generation);
    expect(touched.files).toMatchObject([{ id: 1, path: 'a', size: 99, mtimeMs: 5 }]);
    await writer.apply(
      batch({
        vectors: [
          { fileId: 2, vectors: vectors([3]) },
          { fileId: 99, vectors: vectors([3]) },
        ],
      }),
    );
    const embedded = await reader.changesSince(touched.generation);
    expect(embedded.files).toMatchObject([{ id: 2, path: 'b', vectors: { embedder: 'model/1', dimensions: 4 } }]);
    expect([...(await writer.vectorsOf([1, 2, 99], 'model/1')).keys()]).toEqual([2]);
    expect(await writer.filesWithout('model/1')).toEqual([{ id: 1, path: 'a' }]);
  });

  it('goes on with the old vectors until another embedder is active, then begins anew', async () => {
    await writer.setActiveEmbedder('model/1');
    await writer.apply(batch({ put: [file('a', ['x'], { vectors: vectors([0]) }), file('empty', [])] }));
    const before = await reader.changesSince(0);
    expect(await writer.filesWithout('model/2')).toEqual([{ id: 1, path: 'a' }]);
    await writer.apply(batch({ vectors: [{ fileId: 1, vectors: vectors([1, 0], 'model/2', 8) }] }));
    expect((await reader.changesSince(before.generation)).files).toEqual([]);
    await writer.setActiveEmbedder('model/2');
    const after = await reader.changesSince(before.generation + 1);
    expect(after).toMatchObject({ isComplete: true, embedder: 'model/2', files: [{ vectors: { dimensions: 8 } }, {}] });
    expect(await writer.vectorsOf([1], 'model/1')).toEqual(new Map());
    await writer.setActiveEmbedder('model/2');
    expect(await reader.generation()).toBe(after.generation);
    await writer.setActiveEmbedder(undefined);
    const without = await reader.changesSince(after.generation);
    expect(without).toMatchObject({ isComplete: true, embedder: undefined, files: [{ vectors: undefined }, {}] });
  });

  it('begins anew when it is too far behind to know what was removed', async () => {
    await writer.apply(batch({ put: [file('a', ['x']), file('b', ['y'])] }));
    const before = await reader.generation();
    await writer.apply(batch({ remove: ['a'] }));
    expect(await reader.changesSince(before)).toMatchObject({ isComplete: false, files: [], removed: [1] });
    const database = await SqliteDatabase.open(path, sqlite3Url);
    await database.run("UPDATE meta SET value = value + ? WHERE key = 'generation'", [keptGenerations]);
    await writer.apply(batch({ put: [file('c', ['z'])] }));
    expect(await database.value('SELECT count(*) FROM tombstones')).toBe(0);
    await database.close();
    const after = await reader.changesSince(before);
    expect(after).toMatchObject({ isComplete: true, files: [{ path: 'b' }, { path: 'c' }], removed: [] });
    expect(await reader.changesSince(after.generation)).toMatchObject({ isComplete: false, files: [] });
  });

  it('begins anew after everything was dropped; ids are not used again', async () => {
    await writer.apply(batch({ put: [file('a', ['word'])] }));
    await writer.setSkipped([{ path: 'x', reason: 'binary' }]);
    const before = await reader.generation();
    await writer.clear();
    expect(await reader.changesSince(before)).toMatchObject({ isComplete: true, files: [] });
    expect(await found('word')).toEqual([]);
    expect(await reader.skipped()).toEqual([]);
    await writer.apply(batch({ put: [file('a', ['word'])] }));
    expect(await ids()).toEqual({ a: 2 });
    expect(await found('word')).toEqual(['a']);
  });
});

it('keeps which files are skipped, and why', async () => {
  await writer.setSkipped([
    { path: 'a', reason: 'binary' },
    { path: 'b', reason: 'secret' },
  ]);
  await writer.setSkipped([
    { path: 'b', reason: 'too-large' },
    { path: 'c', reason: 'lock-file' },
  ]);
  expect(await reader.skipped()).toEqual([
    { path: 'b', reason: 'too-large' },
    { path: 'c', reason: 'lock-file' },
  ]);
});

it('counts files and chunks by language, and what is left out', async () => {
  expect(await writer.counts()).toEqual({ files: 0, chunks: 0, languages: [], skipped: {} });
  const put = [file('a.py', ['x', 'y']), file('b.py', ['z']), file('c.ts', ['w'], { language: 'typescript' })];
  await writer.apply(batch({ put }));
  await writer.setSkipped([{ path: 'k.pem', reason: 'secret' }]);
  const { languages, ...sums } = await writer.counts();
  expect(sums).toEqual({ files: 3, chunks: 4, skipped: { secret: 1 } });
  expect(languages.map(({ files, chunks }) => [files, chunks])).toEqual([
    [2, 3],
    [1, 1],
  ]);
});

it('says how large it is, with what is not yet in the main file', async () => {
  const before = await reader.sizeBytes();
  await writer.apply(batch({ put: [file('a', ['some text '.repeat(10_000)])] }));
  expect(await reader.sizeBytes()).toBeGreaterThan(before + 100_000);
});

it('refuses more chunks than there are ids, and keeps the old state', async () => {
  await writer.apply(batch({ put: [file('a', ['x'])] }));
  const many = file('a', Array<string>(4097).fill('y'));
  await expect(writer.apply(batch({ put: [many] }))).rejects.toThrow(/more than 4096/);
  expect(await found('x')).toEqual(['a']);
  expect((await reader.changesSince(0)).files).toHaveLength(1);
});
