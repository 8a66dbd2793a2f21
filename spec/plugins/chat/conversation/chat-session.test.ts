import { readdir } from 'node:fs/promises';
import { DevmgrError } from 'devmgr/plugin-api';
import { describe, expect, it } from 'vitest';
import type { ChatSession } from '../../../../plugins/chat/conversation/chat-session.js';
import type { AssistantMessage } from '../../../../plugins/chat/conversation/conversation.js';
import { chatStage, target, usage } from './chat-stage.js';
import { source } from './sample-messages.js';
import { waitFor } from '../../../support/wait-for.js';

const texts = (session: ChatSession) => session.state.get().conversation.messages.map(({ text }) => text);
const lastAnswer = (session: ChatSession) => session.state.get().conversation.messages.at(-1) as AssistantMessage;
const budget = { used: 100, room: 1_000, leftOut: [] };

describe('send', () => {
  it('takes an answer from its first step to its end, and keeps it', async () => {
    await using stage = await chatStage();
    const { session } = stage;
    const sent = session.send('  How is an order created?\n');
    expect(session.state.get().working).toMatchObject({ step: { kind: 'searching' }, since: stage.clock.now() });
    expect(stage.answer.request).toMatchObject({ question: 'How is an order created?', history: [], usesCode: true });
    stage.answer.tell({ type: 'sources', sources: [source('app/main.py')], budget, isExtractive: false });
    stage.answer.tell({ type: 'step', step: { kind: 'answering', target } });
    stage.answer.say('By `create', '_order`.');
    await waitFor(() => {
      stage.clock.advance(30);
      expect(lastAnswer(session).text).toBe('By `create_order`.');
    });
    expect(session.state.get()).toMatchObject({ budget, working: { step: { kind: 'answering' } } });
    stage.answer.tell({ type: 'note', message: '2 sources were left out' });
    stage.answer.end();
    await sent;
    expect(session.state.get()).toMatchObject({ working: undefined, storageProblem: undefined });
    const { conversation } = session.state.get();
    expect(conversation).toMatchObject({ title: 'How is an order created?' });
    expect(lastAnswer(session)).toMatchObject({
      ...{ status: 'done', target, usage, notes: ['2 sources were left out'] },
      sources: [{ path: 'app/main.py' }],
    });
    expect(await stage.stored()).toEqual(conversation);
  });

  it('gives what was said before with the next question, and what was attached with its own', async () => {
    await using stage = await chatStage();
    const { session } = stage;
    session.attach({ kind: 'text', title: 'diff', text: '+1' });
    await stage.exchange('one', 'two');
    await session.pin('app/main.py');
    session.setUsesCode(false);
    session.setModel('test/echo');
    await stage.exchange('three', 'four');
    const [first, second] = stage.answers.map(({ request }) => request);
    expect(first).toMatchObject({ attachments: [{ title: 'diff' }], pinned: [], model: undefined });
    expect(second?.history.map(({ text }) => text)).toEqual(['one', 'two']);
    expect(second).toMatchObject({ attachments: [], pinned: ['app/main.py'], usesCode: false, model: 'test/echo' });
    expect((await stage.stored())?.messages).toHaveLength(4);
  });

  it('refuses nothing and everything at once', async () => {
    await using stage = await chatStage();
    const { session } = stage;
    await expect(session.send(' \n')).rejects.toMatchObject({ code: 'DEVMGR_USAGE', message: 'The question is empty' });
    const sent = session.send('one');
    await expect(session.send('two')).rejects.toMatchObject({ code: 'DEVMGR_USAGE' });
    await expect(session.regenerate()).rejects.toMatchObject({ code: 'DEVMGR_USAGE' });
    stage.answer.end();
    await sent;
    expect(texts(session)).toEqual(['one', '']);
  });

  it('keeps the text of an answer that failed, and says why', async () => {
    await using stage = await chatStage();
    const { session } = stage;
    const sent = session.send('one');
    stage.answer.say('half');
    stage.answer.tell(new DevmgrError({ code: 'DEVMGR_AI_PROVIDER_FAILED', message: 'Gone', hint: 'Try later' }));
    await sent;
    const failed = { text: 'half', status: 'failed', error: { message: 'Gone', hint: 'Try later' } };
    expect(lastAnswer(session)).toMatchObject(failed);
    expect((await stage.stored())?.messages.at(-1)).toMatchObject(failed);
    await stage.exchange('again', 'whole');
    expect(texts(session)).toEqual(['one', 'half', 'again', 'whole']);
  });

  it('does not take an answer without an end for a whole one', async () => {
    await using stage = await chatStage();
    const sent = stage.session.send('one');
    stage.answer.say('half');
    stage.answer.tell('over');
    await sent;
    expect(lastAnswer(stage.session)).toMatchObject({ status: 'failed', error: { message: 'The answer broke off' } });
  });

  it.each([
    ['length', /cut off: the model/],
    ['content-filter', /filter/],
  ] as const)('says that an answer is not whole: %s', async (reason, note) => {
    await using stage = await chatStage();
    const sent = stage.session.send('one');
    stage.answer.end(reason);
    await sent;
    expect(lastAnswer(stage.session)).toMatchObject({ status: 'done', notes: [expect.stringMatching(note)] });
  });

  it('masks secrets in what was asked, before anybody sees it', async () => {
    await using stage = await chatStage();
    stage.test.context.secrets.add('hunter2-hunter2');
    await stage.exchange('Why does hunter2-hunter2 fail?', 'x');
    expect(stage.answer.request.question).toBe('Why does *** fail?');
    expect(JSON.stringify(await stage.stored())).not.toContain('hunter2');
  });

  it('lets who hears of the end ask the next question', async () => {
    await using stage = await chatStage();
    const { session } = stage;
    let next: Promise<void> | undefined;
    session.state.onDidChange(({ working, conversation }) => {
      if (!working && conversation.messages.length === 2) next ??= session.send('two');
    });
    await stage.exchange('one', 'first');
    stage.answer.end();
    await next;
    expect((await stage.stored())?.messages.map(({ text }) => text)).toEqual(['one', 'first', 'two', '']);
  });
});

describe('stop', () => {
  it('keeps what came, with what it cost', async () => {
    await using stage = await chatStage();
    const sent = stage.session.send('one');
    stage.answer.say('half');
    stage.session.stop();
    expect(stage.answer.signal.aborted).toBe(true);
    stage.answer.end('aborted');
    await sent;
    expect(lastAnswer(stage.session)).toMatchObject({ text: 'half', status: 'stopped', usage });
    expect((await stage.stored())?.messages.at(-1)).toMatchObject({ text: 'half', status: 'stopped' });
  });

  it('is no failure, even where the answer takes it for one', async () => {
    await using stage = await chatStage();
    const sent = stage.session.send('one');
    stage.session.stop();
    stage.answer.tell(new Error('This operation was aborted'));
    await sent;
    expect(lastAnswer(stage.session)).toMatchObject({ text: '', status: 'stopped' });
    expect(lastAnswer(stage.session).error).toBeUndefined();
    expect(stage.test.logged).toEqual([]);
  });

  it('ends after two seconds with who does not listen', async () => {
    await using stage = await chatStage();
    const sent = stage.session.send('one');
    stage.answer.say('half');
    await waitFor(() => expect(lastAnswer(stage.session).text).toBe('half'));
    stage.session.stop();
    stage.clock.advance(2_000);
    await sent;
    stage.answer.say(' and more');
    stage.answer.end();
    await stage.session.list();
    expect(lastAnswer(stage.session)).toMatchObject({ text: 'half', status: 'stopped' });
    expect(stage.session.state.get().working).toBeUndefined();
    expect(stage.clock.pending).toBe(0);
  });
});

describe('regenerate and takeBack', () => {
  it('asks the last question again in the place of its answer', async () => {
    await using stage = await chatStage();
    const { session } = stage;
    await expect(session.regenerate()).rejects.toMatchObject({ code: 'DEVMGR_USAGE' });
    await stage.exchange('one', 'first');
    await stage.exchange('two', 'second');
    const again = session.regenerate();
    expect(stage.answer.request).toMatchObject({ question: 'two', history: [{ text: 'one' }, { text: 'first' }] });
    stage.answer.say('better');
    stage.answer.end();
    await again;
    expect(texts(session)).toEqual(['one', 'first', 'two', 'better']);
    expect((await stage.stored())?.messages.map(({ text }) => text)).toEqual(texts(session));
  });

  it('leaves an answer where it was when nothing comes in its place', async () => {
    await using stage = await chatStage();
    const { session } = stage;
    await stage.exchange('one', 'first');
    const before = session.state.get().conversation;
    const again = session.regenerate();
    await session.list();
    expect((await stage.stored())?.messages.map(({ text }) => text)).toEqual(['one', 'first']);
    stage.answer.tell({ type: 'sources', sources: [source('app/main.py')], budget, isExtractive: false });
    stage.answer.tell(new DevmgrError({ code: 'DEVMGR_AI_PROVIDER_FAILED', message: 'Gone', hint: 'Try later' }));
    await expect(again).rejects.toMatchObject({
      ...{ code: 'DEVMGR_AI_PROVIDER_FAILED', hint: 'Try later' },
      message: 'Gone. The answer from before is kept',
    });
    expect(session.state.get()).toMatchObject({ working: undefined, conversation: { messages: before.messages } });
    expect((await stage.stored())?.messages).toEqual(before.messages);
  });

  it('leaves an answer where it was when the next one is stopped or left before its first word', async () => {
    await using stage = await chatStage();
    const { session } = stage;
    await stage.exchange('one', 'first');
    const { id, messages } = session.state.get().conversation;
    const stopped = session.regenerate();
    session.stop();
    stage.answer.end('aborted');
    await stopped;
    expect(session.state.get().conversation.messages).toEqual(messages);
    const left = session.regenerate();
    session.startNew();
    stage.answer.end('aborted');
    await left;
    expect((await stage.stored(id))?.messages).toEqual(messages);
  });

  it('replaces an answer by the first words of the next one', async () => {
    await using stage = await chatStage();
    const { session } = stage;
    await stage.exchange('one', 'first');
    const again = session.regenerate();
    stage.answer.say('half');
    await waitFor(() => expect(texts(session)).toEqual(['one', 'half']));
    stage.clock.advance(1_000);
    await session.list();
    expect((await stage.stored())?.messages).toMatchObject([{ text: 'one' }, { text: 'half', status: 'working' }]);
    stage.answer.tell(new Error('Gone'));
    await again;
    expect((await stage.stored())?.messages).toMatchObject([{ text: 'one' }, { text: 'half', status: 'failed' }]);
  });

  it('gives the last question back to be edited, also while it is answered', async () => {
    await using stage = await chatStage();
    const { session } = stage;
    await stage.exchange('one', 'first');
    session.attach({ kind: 'text', title: 'diff', text: '+1' });
    const sent = session.send('tow');
    session.attach({ kind: 'text', title: 'log', text: 'x' });
    expect(await session.takeBack()).toBe('tow');
    expect(await session.takeBack()).toBeUndefined();
    stage.answer.end('aborted');
    await sent;
    expect(session.state.get()).toMatchObject({
      working: undefined,
      attachments: [{ title: 'diff' }, { title: 'log' }],
    });
    await stage.exchange('two', 'second');
    expect(session.state.get().takenBack).toBeUndefined();
    expect(stage.answer.request.history.map(({ text }) => text)).toEqual(['one', 'first']);
    expect(texts(session)).toEqual(['one', 'first', 'two', 'second']);
    expect((await stage.stored())?.messages.map(({ text }) => text)).toEqual(['one', 'first', 'two', 'second']);
  });

  it('keeps what was taken back until another question is sent in its place', async () => {
    await using stage = await chatStage();
    const { session } = stage;
    session.attach({ kind: 'text', title: 'diff', text: '+1' });
    await stage.exchange('one', 'first');
    const { messages } = session.state.get().conversation;
    expect(await session.takeBack()).toBe('one');
    expect(session.state.get()).toMatchObject({ takenBack: messages[0]?.id, conversation: { messages } });
    await expect(session.send(' ')).rejects.toMatchObject({ code: 'DEVMGR_USAGE' });
    expect((await stage.stored())?.messages).toEqual(messages);
    session.attach({ kind: 'text', title: 'log', text: 'x' });
    session.keepTakenBack();
    expect(session.state.get()).toMatchObject({ takenBack: undefined, attachments: [{ title: 'log' }] });
    await stage.exchange('two', 'second');
    expect((await stage.stored())?.messages.map(({ text }) => text)).toEqual(['one', 'first', 'two', 'second']);
    await session.takeBack();
    session.startNew();
    expect(session.state.get().takenBack).toBeUndefined();
    await stage.exchange('three', 'third');
    expect((await session.list()).map(({ messages: count }) => count)).toEqual([2, 4]);
  });

  it('makes the title anew when the first question is taken back, but not one that a person gave', async () => {
    await using stage = await chatStage();
    const { session } = stage;
    expect(await session.takeBack()).toBeUndefined();
    await stage.exchange('frist', 'x');
    await session.takeBack();
    await stage.exchange('first', 'x');
    expect(session.state.get().conversation.title).toBe('first');
    await session.rename('  Orders\n ');
    await session.takeBack();
    await stage.exchange('other', 'x');
    expect(await stage.stored()).toMatchObject({ title: 'Orders', messages: [{ text: 'other' }, {}] });
    await session.rename('');
    expect(await stage.stored()).toMatchObject({ title: 'other' });
  });
});

describe('conversations', () => {
  it('writes nothing before the first question', async () => {
    await using stage = await chatStage();
    await stage.session.pin('a.py');
    await stage.session.rename('x');
    stage.session.startNew();
    expect(await readdir(stage.test.context.storage.workspaceDir)).toEqual([]);
  });

  it('opens another one, and stops what is answered', async () => {
    await using stage = await chatStage();
    const { session } = stage;
    await stage.exchange('about orders', 'x');
    const first = session.state.get().conversation;
    session.startNew();
    expect(session.state.get().conversation).toMatchObject({ title: '', messages: [] });
    stage.clock.advance(1_000);
    const sent = session.send('about stock');
    const second = session.state.get().conversation.id;
    stage.answer.say('half');
    await waitFor(() => expect(lastAnswer(session).text).toBe('half'));
    await session.open(second);
    expect(stage.answer.signal.aborted).toBe(false);
    await session.open(first.id);
    stage.answer.say(' lost');
    stage.answer.end();
    await sent;
    expect(session.state.get().conversation).toEqual(first);
    expect(session.state.get().working).toBeUndefined();
    expect(await stage.stored(second)).toMatchObject({ messages: [{}, { text: 'half', status: 'stopped' }] });
    expect((await session.list()).map(({ title }) => title)).toEqual(['about stock', 'about orders']);
    expect(await session.list('stock')).toHaveLength(1);
  });

  it('lists single questions of the command line behind conversations, until they are gone on with or named', async () => {
    await using stage = await chatStage();
    const { session, clock } = stage;
    const ids: Record<string, string> = {};
    const ask = async (name: string, isSingle: boolean) => {
      clock.advance(1_000);
      session.startNew({ isSingle });
      await stage.exchange(name, 'x');
      ids[name] = session.state.get().conversation.id;
    };
    const listed = async (words?: string) =>
      (await session.list(words)).map(({ title, isSingle }) => `${title}${isSingle === true ? ' (single)' : ''}`);
    await ask('orders', false);
    await ask('stock', true);
    await ask('tax', true);
    expect(await listed()).toEqual(['orders', 'tax (single)', 'stock (single)']);
    expect(await listed('stock')).toEqual(['stock (single)']);
    await session.open(ids['stock']!);
    await stage.exchange('and why?', 'x');
    expect(await listed()).toEqual(['stock', 'orders', 'tax (single)']);
    await session.open(ids['tax']!);
    await session.rename('The tax');
    expect((await listed()).sort()).toEqual(['The tax', 'orders', 'stock']);
  });

  it('shows the one that was asked for last', async () => {
    await using stage = await chatStage();
    const { session } = stage;
    await stage.exchange('one', 'x');
    const first = session.state.get().conversation.id;
    session.startNew();
    await stage.exchange('two', 'x');
    const second = session.state.get().conversation.id;
    session.startNew();
    await Promise.all([session.open(first), session.open(second)]);
    expect(session.state.get().conversation.id).toBe(second);
    const opening = session.open(first);
    session.startNew();
    await opening;
    expect(session.state.get().conversation.messages).toEqual([]);
    await expect(session.open('none')).rejects.toMatchObject({ code: 'DEVMGR_USAGE' });
  });

  it('removes the one that is open while it is answered, and others', async () => {
    await using stage = await chatStage();
    const { session } = stage;
    await stage.exchange('one', 'x');
    const first = session.state.get().conversation.id;
    session.startNew();
    const sent = session.send('two');
    await session.remove(session.state.get().conversation.id);
    stage.answer.end();
    await sent;
    expect(session.state.get().conversation.messages).toEqual([]);
    expect((await session.list()).map(({ id }) => id)).toEqual([first]);
    await session.remove(first);
    expect(await session.list()).toEqual([]);
  });

  it('remembers model and context for the project', async () => {
    await using stage = await chatStage();
    stage.session.setModel('openai/gpt');
    stage.session.setUsesCode(false);
    const other = stage.begin();
    expect(other.state.get()).toMatchObject({ model: 'openai/gpt', usesCode: false });
    other.setModel(undefined);
    await other.dispose();
    const third = stage.begin();
    expect(third.state.get()).toMatchObject({ model: undefined, usesCode: false });
    await third.dispose();
  });

  it('keeps two attachments of the same title apart, and a file once', async () => {
    await using stage = await chatStage();
    const { session } = stage;
    session.attach({ kind: 'text', title: 'Pasted text', text: 'a' });
    session.attach({ kind: 'text', title: 'Pasted text', text: 'b' });
    session.attach({ kind: 'text', title: 'a.md', path: 'a.md', text: 'old' });
    session.attach({ kind: 'text', title: 'a.md', path: 'a.md', text: 'new' });
    expect(session.state.get().attachments).toMatchObject([
      { title: 'Pasted text', text: 'a' },
      { title: 'Pasted text (2)', text: 'b' },
      { title: 'a.md', text: 'new' },
    ]);
    session.detach('Pasted text');
    expect(session.state.get().attachments).toHaveLength(2);
  });
});
