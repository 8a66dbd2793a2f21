import { appendFile, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createChunker } from '../../../../../plugins/chat/index/chunk/create-chunker.js';
import { createEmbedder } from '../../../../../plugins/chat/index/embed/create-embedder.js';
import type { Embedder } from '../../../../../plugins/chat/index/embed/embedder.js';
import { InThreadPreparer } from '../../../../../plugins/chat/index/refresh/in-thread-preparer.js';
import { Indexer } from '../../../../../plugins/chat/index/refresh/indexer.js';
import { listChangedFiles } from '../../../../../plugins/chat/index/refresh/list-changed-files.js';
import { Preparers } from '../../../../../plugins/chat/index/refresh/preparers.js';
import { WorkerPreparer } from '../../../../../plugins/chat/index/refresh/worker-preparer.js';
import type {
  FileVectors,
  IndexReader,
  IndexWriter,
  LoadedFile,
} from '../../../../../plugins/chat/index/store/index-store.js';
import { openIndexReader } from '../../../../../plugins/chat/index/store/sqlite/open-index-reader.js';
import { openIndexWriter } from '../../../../../plugins/chat/index/store/sqlite/open-index-writer.js';
import { unpackVectors } from '../../../../../plugins/chat/index/store/vector-codec.js';
import { queryTerms } from '../../../../../plugins/chat/index/keyword/query-terms.js';
import { listProjectFiles } from '../../../../../plugins/chat/index/walk/list-project-files.js';
import { bundle } from '../../../../support/bundle.js';
import { sampleProject } from '../../../../support/sample-project.js';
import { modulesOfSpecs } from '../chunk/chunker-of-specs.js';
import { cosine } from '../embed/cosine.js';
import { embedDeps, signal } from '../embed/embed-deps.js';
import { sqlite3Url, temporaryFolder, type TemporaryFolder } from '../store/index-contents.js';

let built: Awaited<ReturnType<typeof bundle>>;
let embedder: Embedder | undefined;
let project: ReturnType<typeof sampleProject>;
let folder: TemporaryFolder;
let open: { readonly indexer: Indexer; readonly writer: IndexWriter }[];
let reader: IndexReader | undefined;

beforeAll(async () => {
  built = await bundle('plugins/chat/index/refresh/chunk.worker.ts');
  embedder = await createEmbedder({ kind: 'built-in' }, embedDeps);
});

afterAll(async () => {
  await embedder?.dispose();
  await built.remove();
});

beforeEach(async () => {
  project = sampleProject();
  folder = await temporaryFolder();
  open = [];
});

afterEach(async () => {
  await reader?.close();
  reader = undefined;
  for (const { indexer, writer } of open) {
    await indexer.dispose();
    await writer.close();
  }
  project.remove();
  await folder[Symbol.asyncDispose]();
});

const databasePath = () => join(folder.path, 'index.sqlite');
const options = { listed: undefined, exclude: [], maxFileBytes: 1_000_000, signal, report: () => undefined };

/** An indexer as the thread that writes has one. */
async function newIndexer(): Promise<Indexer> {
  const { writer } = await openIndexWriter(databasePath(), sqlite3Url);
  const [root, modules] = [project.path, modulesOfSpecs()];
  const preparers = new Preparers({
    openInThread: () =>
      new InThreadPreparer({ root, openChunker: () => createChunker(modules), now: () => Date.now() }),
    openWorkers: () => new WorkerPreparer({ workerFile: built.file, data: { root, modules }, log: () => undefined }),
  });
  const lists = { list: listProjectFiles, listChanged: listChangedFiles };
  const indexer = new Indexer({
    root,
    writer,
    ...lists,
    preparers,
    now: () => performance.now(),
    log: () => undefined,
  });
  indexer.setEmbedder({ embedder, problem: undefined });
  open.push({ indexer, writer });
  return indexer;
}

async function stored(): Promise<ReadonlyMap<string, LoadedFile>> {
  reader ??= await openIndexReader(databasePath(), sqlite3Url);
  const files = (await reader?.changesSince(0))?.files ?? [];
  return new Map(files.map((file) => [file.path, file]));
}

/** The symbols that are found with words, best first. */
async function byWords(words: string): Promise<readonly (string | undefined)[]> {
  const files = [...(await stored()).values()];
  const hits = (await reader?.keyword(queryTerms(words), { limit: 5, weights: [1, 3, 1] })) ?? [];
  return hits.map(({ chunkId }) => {
    const file = files.find(({ id }) => id === Math.floor(chunkId / 4096));
    return file?.chunks[chunkId % 4096]?.symbol;
  });
}

/** The symbols whose vectors are nearest to a question. */
async function byMeaning(question: string): Promise<readonly (string | undefined)[]> {
  const [query = new Float32Array()] = (await embedder?.embed([{ text: question }], { signal })) ?? [];
  const found = [...(await stored()).values()].flatMap(({ chunks, vectors }) =>
    (vectors ? unpackVectors(vectors) : []).map((vector, place) => ({
      symbol: chunks[place]?.symbol,
      near: cosine(vector, query),
    })),
  );
  return found
    .sort((a, b) => b.near - a.near)
    .slice(0, 5)
    .map(({ symbol }) => symbol);
}

/** Of vectors that should be the same: they are kept with little precision. */
function leastCosine(a: FileVectors | undefined, b: FileVectors | undefined): number {
  const others = b ? unpackVectors(b) : [];
  const vectors = a ? unpackVectors(a) : [];
  expect(others.length).toBe(vectors.length);
  return Math.min(1, ...vectors.map((vector, place) => cosine(vector, others[place] ?? new Float32Array())));
}

describe('the sample project', () => {
  it('is found by words and by meaning, and every line of every file is in a chunk', async () => {
    const indexer = await newIndexer();
    const summary = await indexer.refresh(options);
    const files = await stored();
    expect(files.size).toBe(summary.files);
    expect(summary.embedded).toBe(summary.chunks);
    expect([...files.keys()]).toEqual(expect.arrayContaining(['app/repository.py', 'pyproject.toml', 'README.md']));
    expect(await byWords('cancel order')).toContain('Repository.cancel');
    expect(await byMeaning('cancel an order that was not paid')).toContain('Repository.cancel');
    for (const [path, { id, chunks }] of files) {
      const texts = await reader?.texts(chunks.map((_, place) => id * 4096 + place));
      const text = chunks.map((_, place) => texts?.get(id * 4096 + place) ?? '').join('');
      expect(text).toBe(await readFile(join(project.path, path), 'utf8'));
    }
  });

  it('is the same, divided on this thread or on others', async () => {
    const indexer = await newIndexer();
    await indexer.refresh(options);
    const few = await stored();
    for (let n = 0; n < 40; n++)
      await writeFile(join(project.path, `app/more${n}.py`), `def more_${n}():\n    return ${n}\n`);
    await indexer.refresh({ ...options, rebuild: true });
    const many = await stored();
    expect(many.size).toBe(few.size + 40);
    for (const [path, { hash, chunks, vectors }] of few) {
      const same = many.get(path);
      expect(same).toMatchObject({ hash, chunks });
      expect(leastCosine(vectors, same?.vectors)).toBeGreaterThan(0.995);
    }
  });

  it('is followed when a file is changed, renamed and removed', async () => {
    const indexer = await newIndexer();
    await indexer.refresh(options);
    await appendFile(join(project.path, 'app/repository.py'), '\n\ndef purge_archived_baskets():\n    pass\n');
    expect(await indexer.update(['app/repository.py'], options)).toMatchObject({ added: 1 });
    expect((await byWords('purge archived baskets'))[0]).toBe('purge_archived_baskets');

    await rename(join(project.path, 'app/repository.py'), join(project.path, 'app/storage.py'));
    expect(await indexer.refresh(options)).toMatchObject({ added: 1, removed: 1, embedded: 0 });
    expect((await byWords('purge archived baskets'))[0]).toBe('purge_archived_baskets');
    expect(await byMeaning('cancel an order that was not paid')).toContain('Repository.cancel');

    await rm(join(project.path, 'app/storage.py'));
    expect(await indexer.update(['app/storage.py'], options)).toMatchObject({ removed: 1 });
    expect(await byWords('purge archived baskets')).toEqual([]);
  });

  it('is whole when two of devmgr index it at once', async () => {
    const [first, second] = await Promise.all([newIndexer(), newIndexer()]);
    const [one, two] = await Promise.all([first.refresh(options), second.refresh(options)]);
    expect([two.files, two.chunks]).toEqual([one.files, one.chunks]);
    const files = await stored();
    expect(files.size).toBe(one.files);
    expect([...files.values()].filter(({ chunks, vectors }) => chunks.length > 0 && !vectors)).toEqual([]);
    expect(await first.refresh(options)).toMatchObject({ added: 0, unchanged: one.files });
  });

  it('goes on where it was when it is ended in the middle', async () => {
    const indexer = await newIndexer();
    const abort = new AbortController();
    const report = () => abort.abort(new Error('enough'));
    await expect(
      indexer.refresh({ ...options, signal: abort.signal, report: ({ type }) => type === 'file-end' && report() }),
    ).rejects.toThrow('enough');
    const before = (await stored()).size;
    expect(before).toBeGreaterThan(0);
    const summary = await (await newIndexer()).refresh(options);
    expect(summary).toMatchObject({ unchanged: before, added: summary.files - before });
    expect((await stored()).size).toBe(summary.files);
  });
});
