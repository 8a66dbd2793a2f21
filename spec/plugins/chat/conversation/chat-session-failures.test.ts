import { rm } from 'node:fs/promises';
import { DevmgrError } from 'devmgr/plugin-api';
import { describe, expect, it } from 'vitest';
import type { AssistantMessage } from '../../../../plugins/chat/conversation/conversation.js';
import { conversationStorageError } from '../../../../plugins/chat/conversation/sqlite/conversation-storage-error.js';
import { SqliteDatabase } from '../../../../plugins/chat/index/store/sqlite/sqlite-database.js';
import { sqlite3Url } from '../index/store/index-contents.js';
import { chatStage } from './chat-stage.js';
import { waitFor } from '../../../support/wait-for.js';

const full = new DevmgrError({ code: 'DEVMGR_STORAGE_FAILED', message: 'The disk is full', hint: 'Make room' });

/** A stage whose store can be opened only while `works` is set. */
async function brokenStage() {
  const disk = { works: false };
  const stage = await chatStage({ openStore: (open) => (disk.works ? open({ waits: true }) : Promise.reject(full)) });
  return Object.assign(stage, { disk });
}

/** A stage whose store is locked by another process until `lock.isOn` is taken away. `tries`: whether each of them waits. */
async function lockedStage() {
  const lock = { isOn: true };
  const tries: boolean[] = [];
  const busy = conversationStorageError(Object.assign(new Error('locked'), { code: 'SQLITE_BUSY' }), 'chat.sqlite');
  const stage = await chatStage({
    openStore: (open, options) => {
      tries.push(options.waits);
      return lock.isOn ? Promise.reject(busy) : open(options);
    },
  });
  return Object.assign(stage, { lock, tries });
}

describe('without a store', () => {
  it('goes on in memory and says so, and writes everything when that is possible again', async () => {
    await using stage = await brokenStage();
    const { session } = stage;
    await stage.exchange('one', 'first');
    expect(session.state.get().storageProblem).toBe('The disk is full. Make room');
    const first = session.state.get().conversation;
    session.startNew();
    await stage.exchange('two', 'second');
    expect((await session.list()).map(({ title }) => title)).toEqual(['one', 'two']);
    expect((await session.list('SEC two')).map(({ title }) => title)).toEqual(['two']);
    await session.open(first.id);
    expect(session.state.get().conversation).toEqual(first);
    stage.disk.works = true;
    await stage.exchange('three', 'third');
    expect(session.state.get().storageProblem).toBeUndefined();
    expect((await stage.stored())?.messages.map(({ text }) => text)).toEqual(['one', 'first', 'three', 'third']);
    expect((await session.list('second')).map(({ title }) => title)).toEqual(['two']);
    expect(stage.test.logged.filter(({ level }) => level === 'warn')).toHaveLength(1);
  });

  it('writes a last time when it is released', async () => {
    await using stage = await brokenStage();
    await stage.exchange('one', 'first');
    stage.disk.works = true;
    await stage.session.dispose();
    expect((await stage.stored())?.messages).toHaveLength(2);
  });

  it('says that a conversation is not removed, and cannot be opened', async () => {
    await using stage = await brokenStage();
    await expect(stage.session.remove('x')).rejects.toBe(full);
    await expect(stage.session.open('x')).rejects.toBe(full);
    expect(await stage.session.list()).toEqual([]);
    expect(stage.session.state.get().storageProblem).toMatch(/disk is full/);
    stage.disk.works = true;
    await stage.session.list();
    expect(stage.session.state.get().storageProblem).toBeUndefined();
  });
});

describe('a store that is lost while it is used', () => {
  it('loses nothing of the open conversation when the file is deleted', async () => {
    await using stage = await chatStage();
    await stage.exchange('one', 'first');
    for (const part of ['', '-wal', '-shm']) await rm(stage.path + part, { force: true });
    await stage.exchange('two', 'second');
    expect(stage.session.state.get().storageProblem).toBeUndefined();
    expect((await stage.stored())?.messages).toHaveLength(4);
  });

  it('loses nothing of it when the file is damaged, and says where the rest is', async () => {
    await using stage = await chatStage();
    await stage.exchange('one', 'first');
    const database = await SqliteDatabase.open(stage.path, sqlite3Url);
    await database.run('DROP TABLE attachments');
    await database.close();
    await stage.exchange('two', 'second');
    expect(stage.session.state.get().storageProblem).toBeUndefined();
    expect((await stage.stored())?.messages.map(({ text }) => text)).toEqual(['one', 'first', 'two', 'second']);
    expect(stage.test.notifications).toMatchObject([
      { severity: 'warning', message: expect.stringContaining(`${stage.path}.broken-1`) },
    ]);
  });

  it('keeps a conversation that another devmgr has deleted meanwhile', async () => {
    await using stage = await chatStage();
    await stage.exchange('one', 'first');
    const other = stage.begin();
    await other.remove(stage.session.state.get().conversation.id);
    expect(await stage.stored()).toBeUndefined();
    await stage.exchange('two', 'second');
    expect((await stage.stored())?.messages).toHaveLength(4);
    await other.dispose();
  });
});

describe('a store that another process has locked', () => {
  it('is waited for once, and written when the lock is gone', async () => {
    await using stage = await lockedStage();
    await stage.exchange('one', 'first');
    expect(stage.session.state.get().storageProblem).toMatch(/another devmgr is writing/);
    await stage.session.list();
    expect(stage.tries.length).toBeGreaterThan(2);
    expect(stage.tries.filter((waits) => waits)).toEqual([true]);
    stage.lock.isOn = false;
    await stage.session.dispose();
    expect((await stage.stored())?.messages).toHaveLength(2);
  });

  it('is waited for again once it could be used', async () => {
    await using stage = await lockedStage();
    await stage.exchange('one', 'first');
    stage.lock.isOn = false;
    await stage.exchange('two', 'second');
    expect(stage.session.state.get().storageProblem).toBeUndefined();
    for (const part of ['', '-wal', '-shm']) await rm(stage.path + part, { force: true });
    await stage.exchange('three', 'third');
    expect(stage.tries.at(-1)).toBe(true);
  });
});

describe('an answer that comes', () => {
  it('is written at least every second', async () => {
    await using stage = await chatStage();
    const { session, clock } = stage;
    const sent = session.send('one');
    const texts = ['a', 'ab', 'abc'];
    for (const text of texts) {
      stage.answer.say(text.at(-1) ?? '');
      await waitFor(() => expect(session.state.get().conversation.messages[1]?.text).toBe(text));
      clock.advance(1_000);
      // Everything that was asked of the store is done when it answers.
      await session.list();
      expect((await stage.stored())?.messages[1]).toMatchObject({ text, status: 'working' });
    }
    stage.answer.end();
    await sent;
    expect(clock.pending).toBe(0);
  });

  it('is not taken for interrupted while nothing comes', async () => {
    await using stage = await chatStage();
    const sent = stage.session.send('one');
    for (let seconds = 0; seconds < 60; seconds++) {
      stage.clock.advance(1_000);
      await stage.session.list();
    }
    expect((await stage.stored())?.messages[1]).toMatchObject({ status: 'working' });
    stage.answer.end();
    await sent;
  });

  it('is interrupted when devmgr ends, with all that came', async () => {
    await using stage = await chatStage();
    const sent = stage.session.send('one');
    stage.answer.say('half');
    await waitFor(() => expect(stage.session.state.get().conversation.messages[1]?.text).toBe('half'));
    await stage.session.dispose();
    expect(stage.answer.signal.aborted).toBe(true);
    stage.answer.end('aborted');
    await sent;
    const answer = (await stage.stored())?.messages[1] as AssistantMessage;
    expect(answer).toMatchObject({ text: 'half', status: 'interrupted' });
    expect(stage.clock.pending).toBe(0);
  });
});
