import { expect, it } from 'vitest';
import { IndexDesk } from '../../../../../plugins/chat/index/workers/index-desk.js';
import type { IndexReport } from '../../../../../plugins/chat/index/workers/index-methods.js';
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
