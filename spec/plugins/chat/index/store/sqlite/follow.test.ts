import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openIndexReader } from '../../../../../../plugins/chat/index/store/sqlite/open-index-reader.js';
import { openIndexWriter } from '../../../../../../plugins/chat/index/store/sqlite/open-index-writer.js';
import type {
  FileContent,
  IndexBatch,
  IndexChanges,
  IndexReader,
  IndexWriter,
  LoadedFile,
} from '../../../../../../plugins/chat/index/store/index-store.js';
import { batch, chunk, file, sqlite3Url, temporaryFolder, vectors } from '../index-contents.js';

/** What should be in the store: texts by path. */
type Model = Map<string, readonly string[]>;

const path = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const texts = fc.array(fc.constantFrom('red', 'green', 'blue'), { maxLength: 3 });
const step = fc.record({
  remove: fc.array(path, { maxLength: 2 }),
  move: fc.uniqueArray(fc.tuple(path, path), { maxLength: 2, selector: ([from]) => from }),
  put: fc.uniqueArray(fc.tuple(path, texts), { maxLength: 3, selector: ([at]) => at }),
  touch: fc.array(path, { maxLength: 2 }),
  clears: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
  reads: fc.boolean(),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const contentOf = (at: string, words: readonly string[]): FileContent =>
  file(at, words, { vectors: vectors(words.map((_, axis) => axis)) });

/** The step as a batch, and the model after it. */
function plan(model: Model, { remove, move, put, touch }: Step): { batch: IndexBatch; after: Model } {
  const after: Model = new Map([...model].filter(([at]) => !(remove as string[]).includes(at)));
  const moves = move.filter(
    ([from, to], index) => after.has(from) && move.findIndex(([, other]) => other === to) === index,
  );
  const moved = moves.map(([from, to]) => [to, after.get(from) ?? []] as const);
  for (const [from] of moves) after.delete(from);
  for (const [to, words] of [...moved, ...put]) after.set(to, words);
  return {
    batch: batch({
      remove,
      move: moves.map(([from, to], index) => ({
        ...{ from, to, mtimeMs: 1 },
        terms: moved[index]?.[1].map((word, place) => chunk(to, word, place).terms) ?? [],
      })),
      put: put.map(([at, words]) => contentOf(at, words)),
      touch: touch.map((at) => ({ path: at, size: 1, mtimeMs: 2 })),
    }),
    after,
  };
}

/** As a search takes changes in. */
function follow(known: Map<number, LoadedFile>, changes: IndexChanges): void {
  if (changes.isComplete) known.clear();
  for (const id of changes.removed) known.delete(id);
  for (const changed of changes.files) known.set(changed.id, changed);
}

async function expectSame(model: Model, known: Map<number, LoadedFile>, reader: IndexReader): Promise<void> {
  const held = [...known.values()];
  expect(held.map((one) => one.path).sort()).toEqual([...model.keys()].sort());
  for (const one of held) {
    const words = model.get(one.path) ?? [];
    expect(one.chunks.map(({ hash }) => hash)).toEqual(words.map((word) => `hash of ${word}`));
    expect(one.vectors?.data.length).toBe(words.length > 0 ? words.length * 8 : undefined);
  }
  for (const word of ['red', 'green', 'blue', 'a', 'b', 'c', 'd', 'e']) {
    const hits = await reader.keyword([word], { limit: 99, weights: [1, 1, 1] });
    const found = hits.map(({ chunkId }) => [known.get(Math.floor(chunkId / 4096))?.path, chunkId % 4096].join());
    const wanted = [...model].flatMap(([at, words]) =>
      words.flatMap((text, place) => (text === word || at === word ? [`${at},${place}`] : [])),
    );
    expect(found.sort()).toEqual(wanted.sort());
  }
}

async function replay(steps: readonly Step[], writer: IndexWriter, reader: IndexReader): Promise<void> {
  let model: Model = new Map();
  const known = new Map<number, LoadedFile>();
  let generation = 0;
  for (const [index, one] of steps.entries()) {
    if (one.clears) {
      await writer.clear();
      model.clear();
    }
    const planned = plan(model, one);
    await writer.apply(planned.batch);
    model = planned.after;
    if (!one.reads && index < steps.length - 1) continue;
    const changes = await reader.changesSince(generation);
    follow(known, changes);
    ({ generation } = changes);
    expect(await reader.generation()).toBe(generation);
    await expectSame(model, known, reader);
  }
}

it('who follows the changes has what is in the store, whatever was written', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
      await using folder = await temporaryFolder();
      const at = join(folder.path, 'index.sqlite');
      const { writer } = await openIndexWriter(at, sqlite3Url);
      await writer.setActiveEmbedder('model/1');
      const reader = await openIndexReader(at, sqlite3Url);
      if (!reader) throw new Error('no database');
      try {
        await replay(steps, writer, reader);
      } finally {
        await reader.close();
        await writer.close();
      }
    }),
    { numRuns: 25 },
  );
});
