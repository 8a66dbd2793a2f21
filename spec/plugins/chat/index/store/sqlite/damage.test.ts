import { readFile, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DevmgrError } from 'devmgr/plugin-api';
import { openIndexReader } from '../../../../../../plugins/chat/index/store/sqlite/open-index-reader.js';
import { openIndexWriter } from '../../../../../../plugins/chat/index/store/sqlite/open-index-writer.js';
import { SqliteDatabase } from '../../../../../../plugins/chat/index/store/sqlite/sqlite-database.js';
import { isDamage } from '../../../../../../plugins/chat/index/store/sqlite/storage-error.js';
import type { IndexReader } from '../../../../../../plugins/chat/index/store/index-store.js';
import { batch, file, sqlite3Url, temporaryFolder, vectors, type TemporaryFolder } from '../index-contents.js';

const options = { limit: 10, weights: [2, 4, 1] as const };
let folder: TemporaryFolder;
let path: string;

beforeEach(async () => {
  folder = await temporaryFolder();
  path = join(folder.path, 'index.sqlite');
  const { writer } = await openIndexWriter(path, sqlite3Url);
  await writer.setActiveEmbedder('model/1');
  const put = Array.from({ length: 200 }, (_, n) =>
    file(`dir/file${n}`, [`word${n} `.repeat(200)], { vectors: vectors([0]) }),
  );
  await writer.apply(batch({ put }));
  await writer.close();
});

afterEach(() => folder[Symbol.asyncDispose]());

/** Opens, sees that the old one is put aside and that the new one works. */
async function beginsAnew(): Promise<void> {
  const { writer, notes } = await openIndexWriter(path, sqlite3Url);
  expect(notes).toEqual([expect.stringMatching(/was damaged .*index\.sqlite\.broken-\d+$/)]);
  expect(await writer.files()).toEqual([]);
  await writer.apply(batch({ put: [file('a', ['anew'])] }));
  await writer.close();
  const again = await openIndexWriter(path, sqlite3Url);
  expect(again.notes).toEqual([]);
  expect(await again.writer.files()).toHaveLength(1);
  await again.writer.close();
}

const brokenOnes = async () => (await readdir(folder.path)).filter((name) => name.includes('.broken-')).sort();

describe('a damaged database', () => {
  it('is put aside: something else is in the file', async () => {
    const text = 'this is no database, and long enough to be looked at as one. '.repeat(99);
    await writeFile(path, text);
    expect(await openIndexReader(path, sqlite3Url)).toBeUndefined();
    await beginsAnew();
    expect(await readFile(`${path}.broken-1`, 'utf8')).toBe(text);
  });

  it('is put aside: it was cut off', async () => {
    await truncate(path, Math.floor((await stat(path)).size / 2));
    await beginsAnew();
  });

  it('is put aside: it has a version that there never was', async () => {
    const database = await SqliteDatabase.open(path, sqlite3Url);
    await database.run('PRAGMA user_version = -5');
    await database.close();
    await beginsAnew();
  });

  it('is put aside: a table is missing', async () => {
    for (const table of ['chunks', 'terms_docsize', 'meta']) {
      const database = await SqliteDatabase.open(path, sqlite3Url);
      await database.run('PRAGMA writable_schema = ON');
      await database.run('DELETE FROM sqlite_schema WHERE name = ?', [table]);
      await database.close();
      await beginsAnew();
    }
  });

  it('is put aside by one of two who meet it at once', async () => {
    await writeFile(path, 'no database '.repeat(999));
    const both = await Promise.all([openIndexWriter(path, sqlite3Url), openIndexWriter(path, sqlite3Url)]);
    expect(both.flatMap(({ notes }) => notes)).toHaveLength(1);
    await Promise.all(both.map(({ writer }, n) => writer.apply(batch({ put: [file(`file${n}`, ['text'])] }))));
    expect(await both[0].writer.files()).toHaveLength(2);
    for (const { writer } of both) await writer.close();
    expect(await brokenOnes()).toEqual(['index.sqlite.broken-1']);
  });

  it('is kept only once', async () => {
    for (let time = 1; time <= 3; time++) {
      await writeFile(path, `no database ${time} `.repeat(99));
      await beginsAnew();
    }
    expect(await brokenOnes()).toEqual(['index.sqlite.broken-3']);
    expect(await readFile(`${path}.broken-3`, 'utf8')).toContain('no database 3');
  });

  it('is begun anew without a word when only its log is there', async () => {
    await rm(path);
    await writeFile(`${path}-wal`, 'x'.repeat(9999));
    const { writer, notes } = await openIndexWriter(path, sqlite3Url);
    expect(notes).toEqual([]);
    expect(await writer.files()).toEqual([]);
    await writer.close();
  });

  it('is fine when there is nonsense in its log: nothing of it was ever promised', async () => {
    await writeFile(`${path}-wal`, 'nonsense '.repeat(9999));
    const { writer, notes } = await openIndexWriter(path, sqlite3Url);
    expect(notes).toEqual([]);
    expect(await writer.files()).toHaveLength(200);
    await writer.close();
  });

  it('is recognised when it is met later, and put aside by the next who opens it', async () => {
    const { writer, notes } = await openIndexWriter(path, sqlite3Url);
    expect(notes).toEqual([]);
    const reader = await openIndexReader(path, sqlite3Url);
    await spoilPagesAfterFirst();
    const failures = await Promise.all([
      writer.apply(batch({ remove: Array.from({ length: 200 }, (_, n) => `dir/file${n}`) })).catch((e: unknown) => e),
      reader?.texts(Array.from({ length: 200 }, (_, n) => (n + 1) * 4096)).catch((e: unknown) => e),
    ]);
    for (const failure of failures) {
      expect(failure).toBeInstanceOf(DevmgrError);
      expect(failure).toMatchObject({ code: 'DEVMGR_STORAGE_FAILED', hint: expect.stringContaining('Refresh') });
      expect(isDamage(failure)).toBe(true);
    }
    await writer.close();
    await reader?.close();
    expect(await openIndexReader(path, sqlite3Url)).toBeUndefined();
    await beginsAnew();
  });

  it('is recognised by what is in its rows', async () => {
    const database = await SqliteDatabase.open(path, sqlite3Url);
    await database.run("UPDATE files SET outline = '[[1,' WHERE id = 7");
    await database.close();
    const reader = await openIndexReader(path, sqlite3Url);
    const failure: unknown = await reader?.changesSince(0).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'DEVMGR_STORAGE_FAILED' });
    expect(isDamage(failure)).toBe(true);
    await reader?.close();
    await beginsAnew();
  });
});

/** As a failing disk does; the file stays the same one. */
async function spoilPagesAfterFirst(): Promise<void> {
  const bytes = await readFile(path);
  await writeFile(path, bytes.fill(0x78, 8192));
}

describe('others who had it open', () => {
  it('a reader goes on with the new one', async () => {
    const reader = (await openIndexReader(path, sqlite3Url)) as IndexReader;
    const before = await reader.changesSince(0);
    expect(before.files).toHaveLength(200);
    await writeFile(`${path}.damaged`, '');
    await beginsAnew();
    expect(await reader.generation()).toBeGreaterThan(before.generation);
    const after = await reader.changesSince(before.generation);
    expect(after).toMatchObject({ isComplete: true, files: [{ path: 'a' }] });
    expect(await reader.keyword(['anew'], options)).toHaveLength(1);
    await reader.close();
  });

  it('a writer is told, and leaves the new one alone', async () => {
    const { writer } = await openIndexWriter(path, sqlite3Url);
    await writeFile(`${path}.damaged`, '');
    await beginsAnew();
    await expect(writer.apply(batch({ remove: ['dir/file1'] }))).rejects.toMatchObject({
      code: 'DEVMGR_STORAGE_FAILED',
      message: expect.stringContaining('made anew'),
    });
    await writer.close();
    const again = await openIndexWriter(path, sqlite3Url);
    expect(again.notes).toEqual([]);
    expect(await again.writer.files()).toHaveLength(1);
    await again.writer.close();
  });

  it('a reader says that it is gone when somebody deleted it', async () => {
    const reader = (await openIndexReader(path, sqlite3Url)) as IndexReader;
    await rm(path);
    await expect(reader.generation()).rejects.toMatchObject({ code: 'DEVMGR_STORAGE_FAILED' });
    await reader.close();
  });
});
