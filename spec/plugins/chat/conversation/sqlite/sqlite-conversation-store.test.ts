import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openConversationStore } from '../../../../../plugins/chat/conversation/sqlite/open-conversation-store.js';
import { answer, conversation, question, source, temporaryFolder } from '../sample-messages.js';

async function openedStore(now: () => number = Date.now) {
  const folder = await temporaryFolder();
  const path = join(folder.path, 'projects', 'chat.sqlite');
  const { store, notes } = await openConversationStore(path, now);
  return {
    ...{ store, notes, path },
    async [Symbol.asyncDispose]() {
      await store.close();
      await folder[Symbol.asyncDispose]();
    },
  };
}

describe('SqliteConversationStore', () => {
  it('gives a conversation back as it was created, with everything of its messages', async () => {
    await using opened = await openedStore();
    const notes = { kind: 'text', title: 'notes.md', path: 'notes.md', text: '# Notes\n'.repeat(3) } as const;
    const whole = conversation('c1', {
      pinned: ['app/main.py', 'it\'s "odd".py'],
      messages: [
        question('q', 'Why? \u0000 \u{1f600} <b>', {
          attachments: [notes, { kind: 'image', title: 'a.png', mediaType: 'image/png', data: Uint8Array.of(1, 2, 3) }],
        }),
        answer('a', 'Because (app/main.py:41).', {
          target: { providerId: 'openai', modelId: 'gpt', host: 'api.openai.com' },
          usage: { inputTokens: 12, outputTokens: 3, costUsd: 0.01 },
          sources: [source('app/main.py', { symbol: 'create' })],
          citations: [
            {
              written: 'app/main.py:41',
              path: 'app/main.py',
              startLine: 41,
              endLine: 41,
              verified: false,
              problem: 'x',
            },
          ],
          notes: ['3 sources were left out'],
        }),
        answer('b', '', { status: 'failed', error: { message: 'No answer', hint: 'Ask again' } }),
      ],
    });
    await opened.store.create(whole);
    const [asked, ...others] = whole.messages;
    const image = { kind: 'image', title: 'a.png', mediaType: 'image/png', data: undefined };
    expect(await opened.store.open('c1')).toEqual({
      ...whole,
      messages: [{ ...asked, attachments: [notes, image] }, ...others],
    });
    expect(await opened.store.open('other')).toBeUndefined();
    expect(opened.notes).toEqual([]);
  });

  it('gives long conversations back in their order, read in pieces', async () => {
    await using opened = await openedStore();
    const attachments = [{ kind: 'text', title: 'paste', text: 'x'.repeat(400_000) }] as const;
    const messages = Array.from({ length: 40 }, (_, n) => [
      question(`q${n}`, `question ${n}`, n === 7 ? { attachments } : {}),
      answer(`a${n}`, `${n} `.repeat(n * 2_000), { notes: [`note ${n}`] }),
    ]).flat();
    await opened.store.create(conversation('c', { messages }));
    expect((await opened.store.open('c'))?.messages).toEqual(messages);
  });

  it('puts a message in the place of the one with its id, and adds others at the end', async () => {
    await using opened = await openedStore();
    await opened.store.create(conversation('c', { messages: [question('q1', 'one'), answer('a1', 'two')] }));
    await opened.store.putMessage('c', question('q2', 'three', { at: 5_000 }));
    await opened.store.putMessage('c', answer('a1', 'two and more'));
    const read = await opened.store.open('c');
    expect(read?.messages.map(({ id, text }) => [id, text])).toEqual([
      ['q1', 'one'],
      ['a1', 'two and more'],
      ['q2', 'three'],
    ]);
    expect(read?.updatedAt).toBe(5_000);
  });

  it('removes a message and all after it, also from what is searched', async () => {
    await using opened = await openedStore();
    await opened.store.create(conversation('c', { messages: [question('q1', 'alpha'), answer('a1', 'bravo')] }));
    await opened.store.putMessage('c', question('q2', 'charlie'));
    await opened.store.removeFrom('c', 'a1');
    await opened.store.removeFrom('c', 'not there');
    expect((await opened.store.open('c'))?.messages.map(({ id }) => id)).toEqual(['q1']);
    expect(await opened.store.list({ words: 'bravo' })).toEqual([]);
    expect(await opened.store.list({ words: 'charlie' })).toEqual([]);
    expect(await opened.store.list({ words: 'alpha' })).toMatchObject([{ id: 'c', messages: 1 }]);
  });

  it('is in step when a conversation is created again with other messages', async () => {
    await using opened = await openedStore();
    await opened.store.create(conversation('c', { messages: [question('q1', 'one'), answer('a1', 'two')] }));
    await opened.store.create(
      conversation('c', { title: 'New', messages: [question('q1', 'one'), answer('a2', 'other')], pinned: ['x'] }),
    );
    expect(await opened.store.open('c')).toMatchObject({ title: 'New', pinned: ['x'] });
    expect((await opened.store.open('c'))?.messages.map(({ id }) => id)).toEqual(['q1', 'a2']);
  });

  it('lists the last changed first, and none in which nothing stands', async () => {
    await using opened = await openedStore();
    await opened.store.create(conversation('old', { updatedAt: 100, messages: [question('q', 'x', { at: 100 })] }));
    await opened.store.create(conversation('new', { updatedAt: 300 }));
    await opened.store.create(conversation('empty', { updatedAt: 400, messages: [] }));
    expect((await opened.store.list()).map(({ id }) => id)).toEqual(['new', 'old']);
    await opened.store.putMessage('old', question('q2', 'y', { at: 500 }));
    expect(await opened.store.list({ limit: 1 })).toEqual([
      { id: 'old', title: 'About old', createdAt: 900, updatedAt: 500, messages: 2 },
    ]);
  });

  it('renames, pins and removes', async () => {
    await using opened = await openedStore();
    await opened.store.create(conversation('c'));
    await opened.store.rename('c', 'Orders');
    await opened.store.setPinned('c', ['app/main.py']);
    expect(await opened.store.open('c')).toMatchObject({ title: 'Orders', pinned: ['app/main.py'] });
    expect((await opened.store.list({ words: 'orders' })).length).toBe(1);
    expect(await opened.store.list({ words: 'about' })).toEqual([]);
    await opened.store.remove('c');
    await opened.store.remove('c');
    expect(await opened.store.list()).toEqual([]);
    expect(await opened.store.list({ words: 'orders' })).toEqual([]);
  });

  it('refuses a change of a conversation that is not there', async () => {
    await using opened = await openedStore();
    const gone = { code: 'DEVMGR_STORAGE_FAILED', message: expect.stringMatching(/not in .* any more/) };
    await expect(opened.store.putMessage('c', question('q', 'x'))).rejects.toMatchObject(gone);
    await expect(opened.store.rename('c', 'x')).rejects.toMatchObject(gone);
    await expect(opened.store.setPinned('c', [])).rejects.toMatchObject(gone);
    await expect(opened.store.removeFrom('c', 'x')).rejects.toMatchObject(gone);
    await opened.store.create(conversation('c'));
    expect(await opened.store.list()).toHaveLength(1);
  });

  it('says which process makes an answer by leaving it as it is, and indexes it when it is done', async () => {
    await using opened = await openedStore();
    const working = answer('a', 'half of it', { status: 'working' });
    await opened.store.create(conversation('c', { messages: [question('q', 'x'), working] }));
    expect((await opened.store.open('c'))?.messages[1]).toMatchObject({ status: 'working' });
    expect(await opened.store.list({ words: 'half' })).toEqual([]);
    await opened.store.putMessage('c', { ...working, status: 'stopped' });
    expect(await opened.store.list({ words: 'half' })).toHaveLength(1);
  });
});

describe('list with words', () => {
  it('finds those that have all of them, wherever, and the one with the word in its title first', async () => {
    await using opened = await openedStore();
    const text = (id: string, title: string, asked: string, said: string) =>
      conversation(id, { title, messages: [question('q', asked), answer('a', said)] });
    await opened.store.create(text('one', 'Stock', 'How is an order created?', 'By create_order in the router.'));
    await opened.store.create(text('two', 'create_order', 'What calls it?', 'Nobody but the stock.'));
    await opened.store.create(text('three', 'Logs', 'Where are logs?', 'In a file.'));
    const find = async (words: string) => (await opened.store.list({ words })).map(({ id }) => id);
    expect(await find('create_order')).toEqual(['two', 'one']);
    expect(await find('STOCK  Router')).toEqual(['one']);
    expect(await find('rder')).toEqual(['two', 'one']);
    expect(await find('is an')).toEqual(['one']);
    expect(await find('nowhere stock')).toEqual([]);
    expect(await find('  ')).toHaveLength(3);
  });

  it('takes whatever is written for text', async () => {
    await using opened = await openedStore();
    await opened.store.create(conversation('c', { title: 'Größe "AND" x* 注文処理 %_' }));
    for (const words of ['"AND"', 'x*', '%_', 'grosse OR größe', 'NEAR(', '注文処理', 'GRÖSSE', ')(', '\u0000"'])
      expect(await opened.store.list({ words }), words).toHaveLength(/OR|NEAR|\(|\u0000|SS/.test(words) ? 0 : 1);
    expect(await opened.store.list({ words: 'groß' })).toHaveLength(1);
    expect(await opened.store.list({ words: '注文' })).toHaveLength(1);
  });
});
