import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DevmgrError } from 'devmgr/plugin-api';
import { CountingEmbedder } from './counting-embedder.js';
import { IndexStage } from './index-stage.js';

const count = 200;
let stage: IndexStage;

beforeEach(async () => {
  stage = await IndexStage.create(
    Object.fromEntries(Array.from({ length: count }, (_, n) => [`f${String(n).padStart(3, '0')}.txt`, `text ${n}\n`])),
  );
});

afterEach(() => stage[Symbol.asyncDispose]());

const diskFull = new DevmgrError({ code: 'DEVMGR_STORAGE_FAILED', message: 'the disk is full', hint: 'Make room' });

describe('a refresh that is aborted', () => {
  it('keeps what was written, and the next one does the rest', async () => {
    const abort = new AbortController();
    stage.writer.beforeApply = () => {
      if (stage.writer.kept.size > 0) abort.abort(new Error('enough'));
    };
    await expect(stage.refresh({ signal: abort.signal })).rejects.toThrow('enough');
    const kept = stage.writer.kept.size;
    expect(kept).toBeGreaterThan(0);
    expect(kept).toBeLessThan(count);
    expect(await stage.without()).toEqual([]);
    stage.writer.beforeApply = () => undefined;
    stage.embedder.take();
    stage.indexer = stage.newIndexer();
    stage.indexer.setEmbedder({ embedder: stage.embedder, problem: undefined });
    expect(await stage.refresh()).toMatchObject({ files: count, added: count - kept, unchanged: kept });
    expect(stage.embedder.take()).toHaveLength(count - kept);
  });

  it('writes nothing of a batch while whose vectors are made', async () => {
    const abort = new AbortController();
    stage.embedder.beforeEmbed = () => abort.abort(new Error('enough'));
    await expect(stage.refresh({ signal: abort.signal })).rejects.toThrow('enough');
    expect(stage.writer.kept.size).toBe(0);
    stage.embedder.beforeEmbed = () => undefined;
    expect(await stage.refresh()).toMatchObject({ files: count, embedded: count });
  });

  it('does not begin when it was aborted while it waited', async () => {
    const abort = new AbortController();
    const first = stage.refresh();
    const second = stage.refresh({ signal: abort.signal, rebuild: true });
    abort.abort(new Error('never mind'));
    await expect(second).rejects.toThrow('never mind');
    expect(await first).toMatchObject({ added: count });
    expect(stage.writer.kept.size).toBe(count);
  });
});

describe('a disk that is full', () => {
  it('ends the refresh with what the store says; the rest comes with the next one', async () => {
    let batches = 0;
    stage.writer.beforeApply = () => {
      if (++batches > 3) throw diskFull;
    };
    await expect(stage.refresh()).rejects.toBe(diskFull);
    const kept = stage.writer.kept.size;
    expect(kept).toBeGreaterThan(0);
    expect(kept).toBeLessThan(count);
    stage.writer.beforeApply = () => undefined;
    expect(await stage.refresh()).toMatchObject({ files: count, added: count - kept, unchanged: kept });
  });
});

describe('an embedder that fails', () => {
  it('holds no file up; the problem is told, and the next refresh makes the vectors', async () => {
    stage.embedder.beforeEmbed = () => {
      if (stage.embedder.asked.length >= 40) {
        throw new DevmgrError({ code: 'DEVMGR_AI_PROVIDER_FAILED', message: 'It is down.', hint: 'Start it.' });
      }
    };
    expect(await stage.refresh()).toMatchObject({ files: count, added: count, embedded: 40 });
    expect(stage.indexer.embedderProblem).toBe('It is down. Start it.');
    expect(await stage.without()).toHaveLength(count - 40);
    expect(stage.log).toEqual([expect.stringContaining('It is down.')]);
    stage.embedder.beforeEmbed = () => undefined;
    stage.embedder.take();
    expect(await stage.refresh()).toMatchObject({ added: 0, unchanged: count, embedded: count - 40 });
    expect(stage.indexer.embedderProblem).toBeUndefined();
    expect([await stage.without(), stage.embedder.take().length]).toEqual([[], count - 40]);
    expect(stage.progress.at(-1)).toEqual({ type: 'embed', done: count - 40, total: count - 40 });
  });

  it('is asked once by a refresh, not for every file', async () => {
    let calls = 0;
    stage.embedder.beforeEmbed = () => {
      calls += 1;
      throw new Error('no');
    };
    await stage.refresh();
    await stage.refresh();
    expect(calls).toBe(2);
  });

  it('leaves the vectors of chunks that did not change', async () => {
    await stage.refresh();
    await stage.write({ 'f000.txt': 'text 0\n\nmore\n', 'f001.txt': '' });
    stage.embedder.beforeEmbed = () => {
      throw new Error('no');
    };
    await stage.refresh();
    expect(await stage.without()).toEqual(['f000.txt']);
  });
});

describe('another embedder', () => {
  it('makes vectors of all files while the old ones serve, and counts when it has all', async () => {
    await stage.refresh();
    const other = new CountingEmbedder('other/1');
    stage.indexer.setEmbedder({ embedder: other, problem: undefined });
    const abort = new AbortController();
    other.beforeEmbed = () => {
      if (other.asked.length >= 64) abort.abort(new Error('enough'));
    };
    await expect(stage.refresh({ signal: abort.signal })).rejects.toThrow('enough');
    expect(stage.writer.active).toBe('counting/1');
    const without = await stage.without('other/1');
    expect(without.length).toBeLessThan(count);
    expect(await stage.without('counting/1')).toEqual([]);

    other.beforeEmbed = () => undefined;
    other.take();
    stage.progress.length = 0;
    const summary = await stage.refresh();
    expect(summary).toMatchObject({ added: 0, embedded: without.length, unchanged: count, embedder: 'other/1' });
    expect(stage.progress.filter(({ type }) => type === 'embed')).toEqual(
      Array.from({ length: without.length + 1 }, (_, done) => ({ type: 'embed', done, total: without.length })),
    );
    expect([stage.writer.active, await stage.without('other/1')]).toEqual(['other/1', []]);
    expect((await stage.without('counting/1')).length).toBe(count);
  });

  it('does not count before it works', async () => {
    await stage.refresh();
    const other = new CountingEmbedder('other/1');
    other.beforeEmbed = () => {
      throw new Error('no');
    };
    stage.indexer.setEmbedder({ embedder: other, problem: undefined });
    await stage.refresh();
    expect([stage.writer.active, await stage.without('counting/1')]).toEqual(['counting/1', []]);
  });

  it('leaves no vectors behind when nobody wants any, but those that only cannot be made now', async () => {
    await stage.refresh();
    stage.indexer.setEmbedder({ embedder: undefined, problem: 'no ONNX runtime for this platform' });
    expect(await stage.refresh()).toMatchObject({ embedder: 'none' });
    expect([stage.writer.active, stage.indexer.embedderProblem]).toEqual([
      'counting/1',
      'no ONNX runtime for this platform',
    ]);
    stage.indexer.setEmbedder({ embedder: undefined, problem: undefined });
    await stage.refresh();
    expect(stage.writer.active).toBeUndefined();
    expect(await stage.without('counting/1')).toHaveLength(count);
  });

  it('is given up and made again when it suddenly makes longer vectors', async () => {
    await stage.write({ 'a.txt': 'one\n\ntwo\n' });
    await stage.refresh();
    await stage.write({ 'a.txt': 'one\n\nthree\n' });
    const { embedder } = stage;
    const longer = new CountingEmbedder(embedder.id);
    const long = Object.assign(Object.create(longer) as CountingEmbedder, {
      dimensions: undefined,
      embed: async (...given: Parameters<CountingEmbedder['embed']>) =>
        (await longer.embed(...given)).map((vector) => Float32Array.of(...vector, 1)),
    });
    stage.indexer.setEmbedder({ embedder: long, problem: undefined });
    await stage.refresh();
    expect(await stage.without()).toEqual(['a.txt']);
    await stage.refresh();
    expect(stage.writer.kept.get('a.txt')?.byEmbedder.get(embedder.id)?.dimensions).toBe(5);
  });
});
