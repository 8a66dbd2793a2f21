import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openIndexWriter } from '../../../../../plugins/chat/index/store/sqlite/open-index-writer.js';
import { IndexDesk } from '../../../../../plugins/chat/index/workers/index-desk.js';
import type { IndexReport } from '../../../../../plugins/chat/index/workers/index-methods.js';
import { sqlite3Url, temporaryFolder } from '../store/index-contents.js';
import { IndexStage } from '../refresh/index-stage.js';

it('counts what is there while files are read', async () => {
  const paths = Array.from({ length: 60 }, (_, at) => [`m${at}.py`, `def f${at}():\n    pass\n`] as const);
  await using stage = await IndexStage.create(Object.fromEntries(paths));
  let now = 0;
  const desk = new IndexDesk({
    databasePath: '',
    openWriter: async () => ({ writer: stage.writer, notes: [] }),
    createIndexer: () => stage.indexer,
    createEmbedder: async () => undefined,
    watch: () => Promise.reject(new Error('Nobody watches')),
    now: () => (now += 100),
  });
  const reports: IndexReport[] = [];
  const options = { listed: undefined, exclude: [], maxFileBytes: 1_000_000, choice: { kind: 'none' } as const };
  const call = { signal: new AbortController().signal, report: (value: IndexReport) => void reports.push(value) };
  await desk.refresh({ ...options, rebuild: false }, call);
  const counts = reports.flatMap((each) => (each.kind === 'count' ? each.statistics.files : []));
  expect(counts.length).toBeGreaterThan(1);
  expect(counts.length).toBeLessThan(60);
  expect(Math.max(...counts)).toBeGreaterThan(0);
  expect(counts).toEqual(counts.toSorted((a, b) => a - b));
});

it('makes a damaged index anew in the refresh that meets the damage', async () => {
  const files = Array.from({ length: 200 }, (_, at) => [`m${at}.py`, `word${at} `.repeat(200)] as const);
  await using stage = await IndexStage.create(Object.fromEntries(files));
  await using folder = await temporaryFolder();
  const databasePath = join(folder.path, 'index.sqlite');
  const newDesk = () =>
    new IndexDesk({
      databasePath,
      openWriter: () => openIndexWriter(databasePath, sqlite3Url),
      createIndexer: (writer) => stage.newIndexer(writer),
      createEmbedder: async () => undefined,
      watch: () => Promise.reject(new Error('Nobody watches')),
      now: () => performance.now(),
    });
  const options = { listed: undefined, exclude: [], maxFileBytes: 1_000_000, choice: { kind: 'none' } as const };
  const notes: string[] = [];
  const report = (value: IndexReport) => void (value.kind === 'note' && notes.push(value.message));
  const refresh = async () => {
    const desk = newDesk();
    const run = { ...options, rebuild: false };
    const { summary } = await desk.refresh(run, { signal: new AbortController().signal, report });
    await desk.close();
    return summary;
  };
  expect(await refresh()).toMatchObject({ files: 200, added: 200 });
  await spoilMiddle(databasePath);
  await stage.write(Object.fromEntries(files.map(([path]) => [path, `other of ${path} `.repeat(200)])));
  expect(await refresh()).toMatchObject({ files: 200, added: 200 });
  expect(notes).toEqual([expect.stringContaining('was damaged and is made anew')]);
  expect(await readdir(folder.path)).toContain('index.sqlite.broken-1');
  expect(await refresh()).toMatchObject({ files: 200, added: 0 });
});

/** Opening does not look there. */
async function spoilMiddle(path: string): Promise<void> {
  const { size } = await stat(path);
  const file = await open(path, 'r+');
  await file.write(Buffer.alloc(20_000, 0xa5), 0, undefined, Math.floor(size / 2));
  await file.close();
}
