import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openIndexReader } from '../../../../../../plugins/chat/index/store/sqlite/open-index-reader.js';
import { openIndexWriter } from '../../../../../../plugins/chat/index/store/sqlite/open-index-writer.js';
import { unpackVectors } from '../../../../../../plugins/chat/index/store/vector-codec.js';
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
    expect(await writer.apply(batch({ put: [file('a', ['x'])] }))).toEqual({ generation: start + 1 });
    expect(await writer.apply(batch({}))).toEqual({ generation: start + 1 });
    expect(await writer.apply(batch({ remove: ['a'] }))).toEqual({ generation: start + 2 });
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
