import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { IndexStage } from './index-stage.js';

let stage: IndexStage;

beforeEach(async () => {
  stage = await IndexStage.create({
    ...{ 'a.txt': 'one\n\ntwo\n', 'src/b.py': 'three\n', 'src/deep/c.py': 'four\n', 'srcs/d.py': 'five\n' },
    ...{ '.gitignore': 'out/\n', 'out/e.py': 'six\n' },
  });
  await stage.refresh();
  stage.embedder.take();
  stage.divided.length = 0;
});

afterEach(() => stage[Symbol.asyncDispose]());

describe('an update of some paths', () => {
  it('takes in what was changed, added and removed there, and nothing else', async () => {
    await stage.write({ 'a.txt': 'zero\n\ntwo\n', 'src/new.py': 'seven\n', 'srcs/d.py': 'changed too\n' });
    await stage.remove('src/b.py');
    const summary = await stage.update(['a.txt', 'src/new.py', 'src/b.py']);
    expect(summary).toMatchObject({ files: 5, chunks: 6, added: 2, removed: 1, unchanged: 3, embedded: 2 });
    expect(stage.divided).toEqual(['a.txt', 'src/new.py']);
    expect(Object.keys(stage.texts)).toEqual(['.gitignore', 'a.txt', 'src/deep/c.py', 'src/new.py', 'srcs/d.py']);
    expect(stage.texts['srcs/d.py']).toBe('five\n');
  });

  it('embeds of a file that was changed twice only what is new', async () => {
    await stage.write({ 'a.txt': 'one\n\nsecond\n' });
    await stage.update(['a.txt']);
    await stage.write({ 'a.txt': 'one\n\nsecond\n\nthird\n' });
    await stage.update(['a.txt']);
    expect(stage.embedder.take()).toEqual(['second\n', 'second\n\n', 'third\n']);
  });

  it('removes everything below a folder that is gone, and nothing beside it', async () => {
    await stage.remove('src');
    expect(await stage.update(['src/'])).toMatchObject({ removed: 2, files: 3 });
    expect(Object.keys(stage.texts)).toEqual(['.gitignore', 'a.txt', 'srcs/d.py']);
  });

  it('finds what has come with a folder', async () => {
    await stage.move('src', 'lib');
    expect(await stage.update(['src', 'lib'])).toMatchObject({ removed: 2, added: 2, embedded: 0 });
    expect(Object.keys(stage.texts)).toEqual(['.gitignore', 'a.txt', 'lib/b.py', 'lib/deep/c.py', 'srcs/d.py']);
  });

  it('takes a file for moved when both paths are told at once', async () => {
    await stage.move('a.txt', 'src/a.txt');
    expect(await stage.update(['src/a.txt', 'a.txt'])).toMatchObject({ added: 1, removed: 1, embedded: 0 });
  });

  it('leaves out what is ignored, secret, outside or nothing', async () => {
    await stage.write({ 'out/f.py': 'x\n', '.env': 'KEY=1\n', 'gen.py': '# DO NOT EDIT\n' });
    await mkdir(join(stage.root, '.git'));
    await stage.write({ '.git/config': 'x\n' });
    const paths = ['out/f.py', '.env', 'gen.py', '.git/config', '../x', '/etc/hostname', 'nothing', '', 'a\0b'];
    expect(await stage.update(paths.filter((path) => path !== ''))).toMatchObject({
      ...{ added: 0, removed: 0, files: 5, skipped: { secret: 1, generated: 1 } },
    });
    expect(stage.writer.skipped).toEqual(
      expect.arrayContaining([
        { path: '.env', reason: 'secret' },
        { path: 'gen.py', reason: 'generated' },
      ]),
    );
    await stage.remove('gen.py');
    expect((await stage.update(['gen.py'])).skipped).toEqual({ secret: 1 });
  });

  it('looks at the folder of an ignore file that has changed', async () => {
    await stage.write({ 'src/.gitignore': 'deep/\n' });
    expect(await stage.update(['src/.gitignore'])).toMatchObject({ removed: 1, added: 1 });
    expect(stage.texts['src/deep/c.py']).toBeUndefined();
    await stage.remove('src/.gitignore');
    expect(await stage.update(['src/.gitignore'])).toMatchObject({ removed: 1, added: 1 });
    expect(stage.texts['src/deep/c.py']).toBe('four\n');
  });

  it('is a refresh when there was none, or when the last one did not come to its end', async () => {
    await stage.write({ 'srcs/d.py': 'changed too\n', 'a.txt': 'x\n' });
    stage.indexer = stage.newIndexer();
    expect(await stage.update(['a.txt'])).toMatchObject({ added: 2 });
    await stage.write({ 'srcs/d.py': 'changed again\n', 'a.txt': 'y\n' });
    const abort = new AbortController();
    stage.beforeChunk = () => abort.abort(new Error('enough'));
    await expect(stage.refresh({ signal: abort.signal })).rejects.toThrow('enough');
    stage.beforeChunk = () => undefined;
    expect(await stage.update(['a.txt'])).toMatchObject({ added: 2 });
  });

  it('can be prepared for with the file that was changed last', async () => {
    await stage.write({ 'src/b.py': 'later\n' });
    await stage.refresh();
    stage.divided.length = 0;
    const { signal } = new AbortController();
    await stage.indexer.warmUp({ maxFileBytes: 1000, signal });
    expect(stage.divided).toEqual(['src/b.py']);
    await stage.newIndexer().warmUp({ maxFileBytes: 1000, signal });
    stage.beforeChunk = () => {
      throw new Error('no');
    };
    await expect(stage.indexer.warmUp({ maxFileBytes: 1000, signal })).resolves.toBeUndefined();
  });
});
