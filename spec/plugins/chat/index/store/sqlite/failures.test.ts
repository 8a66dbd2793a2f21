import { chmod, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrate } from '../../../../../../plugins/chat/index/store/sqlite/migrate.js';
import { openIndexReader } from '../../../../../../plugins/chat/index/store/sqlite/open-index-reader.js';
import { openIndexWriter } from '../../../../../../plugins/chat/index/store/sqlite/open-index-writer.js';
import { migrations } from '../../../../../../plugins/chat/index/store/sqlite/schema.js';
import { SqliteDatabase } from '../../../../../../plugins/chat/index/store/sqlite/sqlite-database.js';
import { SqliteIndexWriter } from '../../../../../../plugins/chat/index/store/sqlite/sqlite-index-writer.js';
import { storageError } from '../../../../../../plugins/chat/index/store/sqlite/storage-error.js';
import { batch, file, sqlite3Url, temporaryFolder, type TemporaryFolder } from '../index-contents.js';

let folder: TemporaryFolder;
let path: string;

beforeEach(async () => {
  folder = await temporaryFolder();
  path = join(folder.path, 'index.sqlite');
});

afterEach(() => folder[Symbol.asyncDispose]());

/** Rights do not stop root: then as somebody else. */
async function withoutRights<T>(work: () => Promise<T>): Promise<T> {
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) process.seteuid?.(65534);
  try {
    return await work();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}

describe('the schema', () => {
  it('is brought further step by step, with what is in it', async () => {
    const { writer } = await openIndexWriter(path, sqlite3Url);
    await writer.apply(batch({ put: [file('a', ['x'])] }));
    await writer.close();
    const steps: number[] = [];
    const second = async (database: SqliteDatabase) => {
      steps.push(2);
      await database.run("ALTER TABLE files ADD COLUMN owner TEXT DEFAULT 'nobody'");
    };
    const newer = [...migrations, second];
    for (let time = 0; time < 2; time++) {
      const opened = await openIndexWriter(path, sqlite3Url, newer);
      expect(opened.notes).toEqual([]);
      expect(await opened.writer.files()).toMatchObject([{ path: 'a' }]);
      await opened.writer.close();
    }
    expect(steps).toEqual([2]);
    const refused = { code: 'DEVMGR_STORAGE_FAILED', hint: expect.stringContaining('Update devmgr') as unknown };
    await expect(openIndexWriter(path, sqlite3Url)).rejects.toMatchObject(refused);
    await expect(openIndexReader(path, sqlite3Url)).rejects.toMatchObject(refused);
    expect((await readdir(folder.path)).filter((name) => name.includes('broken'))).toEqual([]);
  });

  it('stays as it was when a step fails half way', async () => {
    const database = await SqliteDatabase.open(path, sqlite3Url);
    await migrate(database, migrations);
    const failing = async (inside: SqliteDatabase) => {
      await inside.run('CREATE TABLE half (x)');
      throw new Error('power failure');
    };
    await expect(migrate(database, [...migrations, failing])).rejects.toThrow('power failure');
    expect(await database.value('PRAGMA user_version')).toBe(migrations.length);
    expect(await database.value("SELECT count(*) FROM sqlite_schema WHERE name = 'half'")).toBe(0);
    await database.close();
  });
});

describe('no reader', () => {
  it('before there is a database, or something in it', async () => {
    expect(await openIndexReader(path, sqlite3Url)).toBeUndefined();
    await writeFile(path, '');
    expect(await openIndexReader(path, sqlite3Url)).toBeUndefined();
  });
});

describe('a full disk', () => {
  it('is said with a hint, and the old state stays and can be read', async () => {
    await (await openIndexWriter(path, sqlite3Url)).writer.close();
    const database = await SqliteDatabase.open(path, sqlite3Url);
    const writer = new SqliteIndexWriter(database);
    await writer.apply(batch({ put: [file('a', ['kept'])] }));
    const pages = Number(await database.value('PRAGMA page_count'));
    await database.run(`PRAGMA max_page_count = ${pages + 20}`);
    const large = Array.from({ length: 50 }, (_, n) => file(`f${n}`, ['large '.repeat(2000)]));
    await expect(writer.apply(batch({ put: large, remove: ['a'] }))).rejects.toMatchObject({
      code: 'DEVMGR_STORAGE_FAILED',
      message: expect.stringContaining('the disk is full') as unknown,
      hint: expect.stringContaining('Make room') as unknown,
    });
    const reader = await openIndexReader(path, sqlite3Url);
    expect((await reader?.changesSince(0))?.files).toMatchObject([{ path: 'a' }]);
    expect(await reader?.keyword(['kept', 'large'], { limit: 9, weights: [1, 1, 1] })).toHaveLength(1);
    // There is room again.
    await database.run('PRAGMA max_page_count = 1000000');
    await writer.apply(batch({ put: large }));
    expect((await reader?.changesSince(0))?.files).toHaveLength(51);
    await reader?.close();
    await writer.close();
    expect((await openIndexWriter(path, sqlite3Url)).notes).toEqual([]);
  });
});

describe('no permission', () => {
  it('to make the folder or the file', async () => {
    await chmod(folder.path, 0o555);
    const failed = { code: 'DEVMGR_STORAGE_FAILED', hint: expect.stringContaining('rights') as unknown };
    await withoutRights(async () => {
      await expect(openIndexWriter(path, sqlite3Url)).rejects.toMatchObject(failed);
      await expect(openIndexWriter(join(folder.path, 'deep', 'x'), sqlite3Url)).rejects.toMatchObject(failed);
    });
    await chmod(folder.path, 0o755);
    expect(await readdir(folder.path)).toEqual([]);
  });

  it('to write to it', async () => {
    await (await openIndexWriter(path, sqlite3Url)).writer.close();
    for (const name of await readdir(folder.path)) await chmod(join(folder.path, name), 0o444);
    await chmod(folder.path, 0o555);
    await withoutRights(async () => {
      await expect(openIndexWriter(path, sqlite3Url)).rejects.toMatchObject({ code: 'DEVMGR_STORAGE_FAILED' });
    });
    await chmod(folder.path, 0o755);
  });

  it('because a file is where the folder should be', async () => {
    await writeFile(join(folder.path, 'file'), '');
    await expect(openIndexWriter(join(folder.path, 'file', 'x'), sqlite3Url)).rejects.toMatchObject({
      code: 'DEVMGR_STORAGE_FAILED',
    });
    await mkdir(path);
    await expect(openIndexWriter(path, sqlite3Url)).rejects.toMatchObject({ code: 'DEVMGR_STORAGE_FAILED' });
  });
});

it('explains what sqlite says', () => {
  const said = (code: string) => storageError(Object.assign(new Error(`${code}: x`), { code }), 'p');
  expect(said('SQLITE_BUSY')).toMatchObject({ message: expect.stringContaining('another devmgr') as unknown });
  expect(said('SQLITE_IOERR')).toMatchObject({ message: expect.stringContaining('SQLITE_IOERR: x') as unknown });
  const once = said('SQLITE_FULL');
  expect(storageError(once, 'p')).toBe(once);
});
