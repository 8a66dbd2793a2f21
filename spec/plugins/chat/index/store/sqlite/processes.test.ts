import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { openIndexReader } from '../../../../../../plugins/chat/index/store/sqlite/open-index-reader.js';
import { openIndexWriter } from '../../../../../../plugins/chat/index/store/sqlite/open-index-writer.js';
import { SqliteDatabase } from '../../../../../../plugins/chat/index/store/sqlite/sqlite-database.js';
import { bundle } from '../../../../../support/bundle.js';
import { until } from '../../../../../support/processes.js';
import { batch, file, sqlite3Url, temporaryFolder, type TemporaryFolder } from '../index-contents.js';

let program: { file: string; remove(): Promise<void> };
let folder: TemporaryFolder;
let path: string;

beforeAll(async () => {
  program = await bundle('spec/plugins/chat/index/store/write-in-loop.ts');
});
afterAll(() => program.remove());
beforeEach(async () => {
  folder = await temporaryFolder();
  path = join(folder.path, 'index.sqlite');
});
afterEach(() => folder[Symbol.asyncDispose]());

interface Writing {
  readonly child: ChildProcess;
  /** Generations that it has said. */
  readonly said: number[];
  readonly ended: Promise<{ readonly code: number | null; readonly errors: string }>;
}

function write(name: string, batches: number): Writing {
  const child = spawn(process.execPath, [program.file, path, sqlite3Url, name, String(batches)]);
  const said: number[] = [];
  let errors = '';
  let rest = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    said.push(...lines.map(Number));
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const ended = new Promise<{ code: number | null; errors: string }>((resolve) => {
    child.on('close', (code) => resolve({ code, errors }));
  });
  return { child, said, ended };
}

/** Everything belongs together: rows, texts, terms, vectors. */
async function expectWhole(): Promise<void> {
  const database = await SqliteDatabase.open(path, sqlite3Url);
  const count = async (sql: string) => Number(await database.value(`SELECT count(*) FROM ${sql}`));
  expect(await database.value('PRAGMA integrity_check')).toBe('ok');
  await database.run("INSERT INTO terms (terms) VALUES ('integrity-check')");
  const chunks = Number(await database.value('SELECT sum(json_array_length(outline)) FROM files'));
  expect(await count('chunks')).toBe(chunks);
  expect(await count('chunks WHERE id / 4096 NOT IN (SELECT id FROM files)')).toBe(0);
  expect(await count('terms_docsize')).toBe(chunks);
  expect(await count('terms_docsize WHERE id NOT IN (SELECT id FROM chunks)')).toBe(0);
  expect(await count('vectors')).toBe(await count('files'));
  expect(await count('vectors WHERE file_id NOT IN (SELECT id FROM files)')).toBe(0);
  expect(await count('tombstones WHERE file_id IN (SELECT id FROM files)')).toBe(0);
  const shared = await count(`terms WHERE terms MATCH '"words"'`);
  expect(shared).toBe(await count('files'));
  await database.close();
}

it('two processes write at once, from the very first on, and nothing is doubled or lost', async () => {
  const writers = [write('one', 60), write('two', 60)];
  for (const { ended } of writers) expect(await ended).toEqual({ code: 0, errors: '' });
  const all = writers.flatMap(({ said }) => said).sort((a, b) => a - b);
  expect(all).toHaveLength(120);
  // Every batch has a generation of its own; one more is that of the embedder.
  expect(all).toEqual(Array.from({ length: 120 }, (_, n) => (all[0] ?? 0) + n));
  await expectWhole();
  const reader = await openIndexReader(path, sqlite3Url);
  const { files, generation } = (await reader?.changesSince(0)) ?? { files: [], generation: 0 };
  await reader?.close();
  expect(generation).toBe(all.at(-1));
  const own = files.map((known) => known.path).filter((at) => !at.startsWith('shared/'));
  const last = ['one', 'two'].flatMap((name) => [55, 56, 57, 58, 59].map((round) => `${name}/${round}.ts`));
  expect(own.sort()).toEqual(last);
});

it('a process that is killed while it writes leaves what it had said', async () => {
  for (let time = 0; time < 3; time++) {
    const writing = write(`time${time}`, 100_000);
    await until(() => writing.said.length >= 5 + 4 * time, 'some batches are written');
    writing.child.kill('SIGKILL');
    await writing.ended;
    // As a search from another process does, before anybody writes again.
    const reader = await openIndexReader(path, sqlite3Url);
    expect(await reader?.generation()).toBeGreaterThanOrEqual(writing.said.at(-1) ?? Infinity);
    await reader?.close();
    const { writer, notes } = await openIndexWriter(path, sqlite3Url);
    expect(notes).toEqual([]);
    await writer.apply(batch({ remove: ['shared/0.ts'] }));
    await writer.close();
    await expectWhole();
  }
});

it('a write waits for another that is on, and a reader does not', async () => {
  const { writer } = await openIndexWriter(path, sqlite3Url);
  await writer.apply(batch({ put: [file('a', ['x'])] }));
  const reader = await openIndexReader(path, sqlite3Url);
  const other = await SqliteDatabase.open(path, sqlite3Url);
  await other.run('BEGIN IMMEDIATE');
  const order: string[] = [];
  const waiting = writer.apply(batch({ put: [file('b', ['y'])] })).then(() => order.push('written'));
  expect((await reader?.changesSince(0))?.files).toHaveLength(1);
  order.push('read');
  await other.run('COMMIT');
  await waiting;
  expect(order).toEqual(['read', 'written']);
  expect((await reader?.changesSince(0))?.files).toHaveLength(2);
  await Promise.all([other.close(), reader?.close(), writer.close()]);
});
