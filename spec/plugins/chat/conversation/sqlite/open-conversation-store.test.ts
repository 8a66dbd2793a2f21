import { execFile } from 'node:child_process';
import { chmod, mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { isBusy } from '../../../../../plugins/chat/conversation/sqlite/conversation-storage-error.js';
import { openConversationStore } from '../../../../../plugins/chat/conversation/sqlite/open-conversation-store.js';
import { ownMark } from '../../../../../plugins/chat/conversation/sqlite/writer-mark.js';
import { SqliteDatabase } from '../../../../../plugins/chat/index/store/sqlite/sqlite-database.js';
import { sqlite3Url } from '../../index/store/index-contents.js';
import { answer, conversation, question, temporaryFolder } from '../sample-messages.js';
import { expectCost } from '../../../../support/expect-cost.js';

/** Changes the database as nobody of us does. */
async function tamper(path: string, ...statements: readonly string[]): Promise<void> {
  const database = await SqliteDatabase.open(path, sqlite3Url);
  for (const statement of statements) await database.run(statement);
  await database.close();
}

async function fillOne(path: string): Promise<void> {
  const { store } = await openConversationStore(path);
  const working = answer('a', 'half', { status: 'working' });
  await store.create(conversation('c', { messages: [question('q', 'one'), working] }));
  await store.close();
}

describe('openConversationStore', () => {
  it('puts a damaged file aside and begins anew', async () => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, 'chat.sqlite');
    await writeFile(path, 'this is no database '.repeat(100));
    const { store, notes } = await openConversationStore(path);
    expect(notes).toEqual([expect.stringContaining(`${path}.broken-1`)]);
    expect(await readFile(`${path}.broken-1`, 'utf8')).toContain('this is no database');
    await store.create(conversation('c'));
    await store.close();
    const again = await openConversationStore(path);
    expect(again.notes).toEqual([]);
    expect(await again.store.list()).toHaveLength(1);
    await again.store.close();
  });

  it.each(['DROP TABLE attachments', 'DROP TABLE words', 'PRAGMA user_version = -1'])('so with %s', async (damage) => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, 'chat.sqlite');
    await fillOne(path);
    await tamper(path, damage);
    const { store, notes } = await openConversationStore(path);
    expect(notes).toHaveLength(1);
    expect(await store.list()).toEqual([]);
    await store.close();
  });

  it('meets damage inside when it reads it: then it begins anew with the next opening', async () => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, 'chat.sqlite');
    await fillOne(path);
    await tamper(path, `UPDATE messages SET details = '{"sour'`);
    const { store } = await openConversationStore(path);
    await expect(store.open('c')).rejects.toMatchObject({ code: 'DEVMGR_STORAGE_FAILED' });
    await store.close();
    const again = await openConversationStore(path);
    expect(again.notes).toHaveLength(1);
    await again.store.close();
  });

  it('brings the file of an older devmgr up to date', async () => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, 'chat.sqlite');
    await fillOne(path);
    await tamper(path, 'ALTER TABLE conversations DROP COLUMN single');
    await tamper(path, 'PRAGMA user_version = 1');
    const { store, notes } = await openConversationStore(path);
    expect(notes).toEqual([]);
    expect((await store.list()).map(({ isSingle }) => isSingle)).toEqual([undefined]);
    await store.close();
  });

  it('leaves alone what a newer devmgr made', async () => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, 'chat.sqlite');
    await fillOne(path);
    await tamper(path, 'PRAGMA user_version = 99');
    await expect(openConversationStore(path)).rejects.toMatchObject({
      ...{ code: 'DEVMGR_STORAGE_FAILED', hint: 'Update devmgr' },
      message: expect.stringContaining('newer devmgr'),
    });
    expect((await readdir(folder.path)).filter((name) => name.includes('broken'))).toEqual([]);
  });

  it.skipIf(process.getuid?.() === 0)('says that it has no permission', async () => {
    await using folder = await temporaryFolder();
    await mkdir(join(folder.path, 'closed'));
    await chmod(join(folder.path, 'closed'), 0o500);
    await expect(openConversationStore(join(folder.path, 'closed', 'chat.sqlite'))).rejects.toMatchObject({
      code: 'DEVMGR_STORAGE_FAILED',
    });
  });

  it('says what is wrong when the folder is a file', async () => {
    await using folder = await temporaryFolder();
    await writeFile(join(folder.path, 'file'), '');
    await expect(openConversationStore(join(folder.path, 'file', 'chat.sqlite'))).rejects.toMatchObject({
      ...{ code: 'DEVMGR_STORAGE_FAILED', exitCode: 5, message: expect.stringContaining('chat.sqlite') },
    });
  });

  it.each(['wal', 'delete'])('is refused at once where another writes and nobody is to wait: %s', async (mode) => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, 'chat.sqlite');
    await fillOne(path);
    const other = await SqliteDatabase.open(path, sqlite3Url);
    await other.run(`PRAGMA journal_mode = ${mode}`);
    await other.run('BEGIN EXCLUSIVE');
    // One that waits does so for five seconds.
    await expectCost(3_000, async () => {
      const begun = performance.now();
      const error = await openConversationStore(path, Date.now, { waits: false }).catch((reason: unknown) => reason);
      expect(isBusy(error)).toBe(true);
      return performance.now() - begun;
    });
    await other.close();
    const { store } = await openConversationStore(path, Date.now, { waits: false });
    expect(await store.list()).toHaveLength(1);
    await store.close();
  });

  it('forgets a day later what has nothing in it', async () => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, 'chat.sqlite');
    const at = (now: number) => openConversationStore(path, () => now);
    const { store } = await at(1_000);
    await store.create(conversation('empty', { updatedAt: 1_000, messages: [] }));
    await store.close();
    const soon = await at(60_000);
    expect(await soon.store.open('empty')).toBeDefined();
    await soon.store.close();
    const later = await at(100_000_000);
    expect(await later.store.open('empty')).toBeUndefined();
    await later.store.close();
  });
});

describe('answers that nobody makes any more', () => {
  it('are interrupted, with their text', async () => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, 'chat.sqlite');
    await fillOne(path);
    const { stdout } = await promisify(execFile)(process.execPath, ['-p', 'process.pid']);
    await tamper(path, `UPDATE messages SET writer = replace(writer, '${process.pid}@', '${stdout.trim()}@')`);
    const { store } = await openConversationStore(path);
    expect((await store.open('c'))?.messages[1]).toMatchObject({ status: 'interrupted', text: 'half' });
    expect(await store.list({ words: 'half' })).toHaveLength(1);
    await store.close();
  });

  it.each([
    ['of an earlier process with the number of this one', `'${ownMark}x'`, 0, 'interrupted'],
    ['of one elsewhere that was heard of', `'1@elsewhere.example#x'`, 19_000, 'working'],
    ['of one elsewhere that is silent', `'1@elsewhere.example#x'`, 21_000, 'interrupted'],
    ['of nobody', 'NULL', 0, 'interrupted'],
    ['with an odd mark', `'?'`, 30_000, 'interrupted'],
    ['of this process, after a sleep', 'writer', 90_000, 'working'],
  ])('%s', async (_, writer, silence, status) => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, 'chat.sqlite');
    const before = Date.now();
    await fillOne(path);
    await tamper(path, `UPDATE messages SET writer = ${writer}, beat_at = ${before} WHERE role = 'assistant'`);
    const { store } = await openConversationStore(path, () => before + silence);
    expect((await store.open('c'))?.messages[1]).toMatchObject({ status });
    await store.close();
  });
});
