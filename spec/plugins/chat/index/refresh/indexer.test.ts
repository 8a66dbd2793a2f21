import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { unpackVectors } from '../../../../../plugins/chat/index/store/vector-codec.js';
import { IndexStage } from './index-stage.js';

let stage: IndexStage;

beforeEach(async () => {
  stage = await IndexStage.create({ 'a.txt': 'one\n\ntwo\n', 'src/b.py': 'three\n', 'src/c.py': '' });
});

afterEach(() => stage[Symbol.asyncDispose]());

describe('a refresh', () => {
  it('takes in all files with vectors of their chunks, and says what it does', async () => {
    const summary = await stage.refresh();
    expect(stage.texts).toEqual({ 'a.txt': 'one\n\ntwo\n', 'src/b.py': 'three\n', 'src/c.py': '' });
    expect(summary).toEqual({
      ...{ files: 3, chunks: 3, added: 3, removed: 0, unchanged: 0, skipped: {}, embedded: 3, embedder: 'counting/1' },
      tookMs: expect.any(Number) as number,
    });
    expect(stage.progress).toEqual([
      { type: 'index-start', files: 3 },
      { type: 'file-end', path: 'a.txt', done: 1 },
      { type: 'file-end', path: 'src/b.py', done: 2 },
      { type: 'file-end', path: 'src/c.py', done: 3 },
    ]);
    expect(stage.embedder.asked[0]).toEqual({ path: 'a.txt', text: 'one\n\n' });
    expect(stage.writer.active).toBe('counting/1');
    const [first, second] = unpackVectors(
      stage.writer.kept.get('a.txt')?.vectors ?? { embedder: '', dimensions: 0, data: new Uint8Array() },
    );
    expect([first?.[1], second?.[1]].map((value) => Math.round(value ?? 0))).toEqual([111, 116]);
  });

  it('reads and writes nothing when nothing has changed', async () => {
    await stage.refresh();
    stage.divided.length = 0;
    const { batches } = stage.writer;
    const count = batches.length;
    expect(await stage.refresh()).toMatchObject({
      files: 3,
      chunks: 3,
      added: 0,
      removed: 0,
      unchanged: 3,
      embedded: 0,
    });
    stage.indexer = stage.newIndexer();
    expect(await stage.refresh()).toMatchObject({ files: 3, unchanged: 3 });
    expect([stage.divided, batches.length]).toEqual([[], count]);
  });

  it('embeds of a changed file what has changed, and keeps the vectors of the rest', async () => {
    await stage.refresh();
    stage.embedder.take();
    await stage.write({ 'a.txt': 'zero\n\none\n\ntwo\n' });
    expect(await stage.refresh()).toMatchObject({ added: 1, unchanged: 2, chunks: 4, embedded: 1 });
    expect(stage.embedder.take()).toEqual(['zero\n\n']);
    const vectors = stage.writer.kept.get('a.txt')?.vectors;
    expect(vectors && unpackVectors(vectors).map(([, letter]) => Math.round(letter ?? 0))).toEqual([122, 111, 116]);
  });

  it('does not divide a file whose time alone has changed, and remembers the time', async () => {
    await stage.refresh();
    await stage.write({ 'a.txt': 'one\n\ntwo\n' });
    stage.divided.length = 0;
    expect(await stage.refresh()).toMatchObject({ added: 0, unchanged: 3 });
    expect(stage.divided).toEqual([]);
    expect(stage.writer.batches.at(-1)?.touch).toHaveLength(1);
    const count = stage.writer.batches.length;
    await stage.refresh();
    expect(stage.writer.batches.length).toBe(count);
  });

  it('removes what is gone', async () => {
    await stage.refresh();
    await stage.remove('src');
    expect(await stage.refresh()).toMatchObject({ files: 1, chunks: 2, removed: 2, added: 0, unchanged: 1 });
    expect(Object.keys(stage.texts)).toEqual(['a.txt']);
  });

  it('finds a file again under another path and embeds nothing', async () => {
    await stage.refresh();
    stage.embedder.take();
    await stage.move('a.txt', 'docs/first.txt');
    expect(await stage.refresh()).toMatchObject({ files: 3, added: 1, removed: 1, embedded: 0 });
    const moved = stage.writer.kept.get('docs/first.txt');
    expect(moved?.chunks[0]?.terms.path).toContain('first');
    expect([stage.writer.kept.has('a.txt'), moved?.byEmbedder.size, stage.embedder.take()]).toEqual([false, 1, []]);
  });

  it('follows a folder of files with the same content by their names', async () => {
    await stage.write({ 'x/one.py': 'same\n', 'x/two.py': 'same\n' });
    await stage.refresh();
    const idOfTwo = stage.writer.kept.get('x/two.py')?.id;
    await stage.move('x', 'y');
    expect(await stage.refresh()).toMatchObject({ embedded: 0, added: 2, removed: 2 });
    expect(stage.writer.kept.get('y/two.py')?.id).toBe(idOfTwo);
  });

  it('divides a moved file anew when its name says another language, and keeps the vectors of the same chunks', async () => {
    await stage.refresh();
    stage.embedder.take();
    await stage.move('a.txt', 'a.py');
    expect(await stage.refresh()).toMatchObject({ added: 1, removed: 1, embedded: 0 });
    expect(stage.writer.kept.get('a.py')?.language).toBe('py');
    expect(await stage.without()).toEqual([]);
  });

  it('reads a file again that changed without another size or time, if that was just now', async () => {
    await stage.refresh();
    const file = join(stage.root, 'a.txt');
    const { writeFile, utimes } = await import('node:fs/promises');
    // Ahead of the clock: "just now" however long the refresh takes.
    const now = Math.ceil(Date.now() / 1000) + 60;
    await writeFile(file, 'new\n\ntwo\n');
    await utimes(file, now, now);
    await stage.refresh();
    await writeFile(file, 'odd\n\ntwo\n');
    await utimes(file, now, now);
    await stage.refresh();
    expect(stage.texts['a.txt']).toBe('odd\n\ntwo\n');
    await writeFile(file, 'end\n\ntwo\n');
    await utimes(file, now - 0.001, now - 0.001);
    await stage.refresh();
    expect(stage.texts['a.txt']).toBe('end\n\ntwo\n');
  });

  it('says what is not for the index, and does not read it again', async () => {
    await stage.write({ 'gen.py': '# DO NOT EDIT\nx = 1\n', 'b.txt': Uint8Array.of(0, 1, 2), '.env': 'KEY=1\n' });
    expect(await stage.refresh()).toMatchObject({ files: 3, skipped: { generated: 1, binary: 1, secret: 1 } });
    expect(stage.writer.skipped).toEqual(expect.arrayContaining([{ path: 'gen.py', reason: 'generated' }]));
    expect(await stage.refresh()).toMatchObject({ files: 3, skipped: { generated: 1, binary: 1, secret: 1 } });
    expect(stage.progress.filter(({ type }) => type === 'index-start').at(-1)).toEqual({
      type: 'index-start',
      files: 0,
    });
    await stage.write({ 'gen.py': 'x = 1\n' });
    expect(await stage.refresh()).toMatchObject({ files: 4, skipped: { binary: 1, secret: 1 } });
  });

  it('drops a file whose content is not for the index any more', async () => {
    await stage.refresh();
    await stage.write({ 'a.txt': Uint8Array.of(0, 0, 1) });
    expect(await stage.refresh()).toMatchObject({ files: 2, removed: 1, skipped: { binary: 1 } });
  });

  it('forgets everything when it is asked to', async () => {
    await stage.write({ 'gen.py': '# DO NOT EDIT\nx = 1\n' });
    await stage.refresh();
    stage.divided.length = 0;
    expect(await stage.refresh({ rebuild: true })).toMatchObject({ added: 3, removed: 0, embedded: 3 });
    expect(stage.divided).toHaveLength(3);
    expect(stage.writer.skipped).toEqual([{ path: 'gen.py', reason: 'generated' }]);
  });

  it('waits for the one before', async () => {
    const order: string[] = [];
    stage.beforeChunk = (path) => void order.push(path);
    const [first, second] = await Promise.all([stage.refresh(), stage.refresh()]);
    expect([first.added, second.added, order.length]).toEqual([3, 0, 3]);
  });
});

describe('files that change under its hands', () => {
  it('leaves out what is gone or a link when it is read', async () => {
    await stage.write({ 'secret/key.txt': 'x\n' });
    stage.beforeChunk = async (path) => {
      if (path !== 'a.txt') return;
      await stage.remove('src/b.py');
      await stage.remove('src/c.py');
      await symlink('/etc/hostname', join(stage.root, 'src/c.py'));
    };
    expect(await stage.refresh()).toMatchObject({ files: 2, skipped: { 'link-outside': 1 } });
    expect(Object.keys(stage.texts)).toEqual(['a.txt', 'secret/key.txt']);
    expect(await stage.refresh()).toMatchObject({ files: 2, added: 0, removed: 0, skipped: { 'link-outside': 1 } });
  });

  it('has the new content after the next refresh when a file changes between reading and writing', async () => {
    stage.beforeChunk = async (path) => {
      if (path === 'a.txt') await stage.write({ 'a.txt': 'other\n' });
    };
    await stage.refresh();
    stage.beforeChunk = () => undefined;
    await stage.refresh();
    expect(stage.texts['a.txt']).toBe('other\n');
  });
});
