import type { StyledText } from 'devmgr/plugin-api';
import { expect, it } from 'vitest';
import type { ChatState } from '../../../../../plugins/chat/conversation/chat-state.js';
import type { AssistantMessage, UserMessage } from '../../../../../plugins/chat/conversation/conversation.js';
import { ConversationSections } from '../../../../../plugins/chat/tab/talk/conversation-sections.js';

const target = { providerId: 'openai', modelId: 'gpt-6-luna', host: 'api.openai.com' };
const at = new Date(2026, 10, 3, 12, 4).getTime();
const question: UserMessage = { id: 'q', role: 'user', at, text: 'how?', attachments: [] };
const answer: AssistantMessage = {
  ...{ id: 'a', role: 'assistant', at, text: 'So.', status: 'done', target, isExtractive: false },
  ...{ usage: { inputTokens: 2000, outputTokens: 100, costUsd: 0.034 }, sources: [], citations: [], notes: [] },
};

const sections = new ConversationSections();
const of = (message: AssistantMessage, working?: ChatState['working'], now = at) =>
  sections.of({ ...empty, conversation: { ...empty.conversation, messages: [question, message] }, working }, now);
const empty: ChatState = {
  ...{ conversation: { id: 'c', title: '', createdAt: 0, updatedAt: 0, messages: [], pinned: [] } },
  ...{ working: undefined, budget: undefined, attachments: [], usesCode: true, model: undefined },
  storageProblem: undefined,
};
const plain = (lines: readonly StyledText[] = []) =>
  lines.map((line) => (typeof line === 'string' ? line : line.map(({ text }) => text).join('')));

it('says who asked when, and who answered from what', () => {
  const [asked, answered] = of(answer);
  expect(plain(asked?.header)).toEqual(['You  12:04']);
  expect(plain(answered?.header)).toEqual(['openai/gpt-6-luna · 2.1k tokens · $0.03']);
  expect(answered?.text).toBe('So.');
  expect(plain(of(answer, undefined, at + 90_000_000)[0]?.header)).toEqual(['You  12:04']);
});

it('is the same object while nothing changes, so that it costs nothing', () => {
  const before = of(answer);
  const after = of({ ...answer, text: 'So. And more.' });
  expect(after[0]).toBe(before[0]);
  expect(after[1]).not.toBe(before[1]);
});

it('leaves out what is taken back to be edited', () => {
  const messages = [question, answer, { ...question, id: 'q2' }, { ...answer, id: 'a2' }];
  const state = { ...empty, conversation: { ...empty.conversation, messages } };
  expect(sections.of({ ...state, takenBack: 'q2' }, at).map(({ id }) => id)).toEqual(['q', 'a']);
  expect(sections.of({ ...state, takenBack: 'gone' }, at)).toHaveLength(4);
});

it('tells what goes on, and how it ended', () => {
  const working = { messageId: 'a', step: { kind: 'answering', target }, since: at } as const;
  expect(plain(of({ ...answer, status: 'working' }, working, at + 3_400)[1]?.footer)).toEqual([
    '… gpt-6-luna answers 3s',
  ]);
  const error = { message: 'openai is gone', hint: 'Ask again' };
  expect(plain(of({ ...answer, status: 'failed', error })[1]?.footer)).toEqual([
    '✗ openai is gone',
    '  Ask again',
    'what came is kept · r asks again',
  ]);
  expect(plain(of({ ...answer, status: 'stopped' })[1]?.footer)).toEqual(['stopped, what came is kept · r asks again']);
});

it('says what the prompt had no room for, also when it is known later, and not under other answers', () => {
  const own = new ConversationSections();
  const messages = [question, answer];
  const state = { ...empty, conversation: { ...empty.conversation, messages } };
  expect(own.of(state, at)[1]?.footer).toEqual([]);
  const budget = { used: 10, room: 20, leftOut: ['400 lines of app.log'] };
  const told = own.of({ ...state, budget }, at);
  expect(plain(told[1]?.footer)).toEqual(['! left out for lack of room: 400 lines of app.log']);
  const more = [...messages, { ...question, id: 'q2' }, { ...answer, id: 'a2' }];
  const later = own.of({ ...state, conversation: { ...state.conversation, messages: more }, budget: undefined }, at);
  expect(later[1]).toBe(told[1]);
  expect(later[3]?.footer).toEqual([]);
});

it('makes links of what was found, and tells what was not', () => {
  const good = { written: 'main.py:4', path: 'app/main.py', startLine: 4, endLine: 4, verified: true };
  const bad = {
    ...good,
    written: 'x.py:9',
    path: 'x.py',
    startLine: 9,
    endLine: 9,
    verified: false,
    problem: 'no such file',
  };
  const [, section] = of({ ...answer, text: 'In main.py:4 and `x.py:9`.', citations: [bad, good] });
  expect(section?.marks).toEqual([
    { text: 'main.py:4', style: 'link', sign: ' ✓', link: 'app/main.py:4' },
    { text: 'x.py:9', style: 'error', sign: ' ✗ no such file' },
  ]);
  expect(section?.footer).toEqual([]);
});

it('marks a place as it stands in the text, and names below only what has no mark there', () => {
  const place = { path: 'a.py', startLine: 4, endLine: 4, verified: false, problem: 'the file has 3 lines' };
  const words = { ...place, written: 'a.py line 4' };
  const reversed = { ...place, written: 'line 4 of a.py' };
  const [, section] = of({ ...answer, text: '`a.py` line 4, **a.py:4**', citations: [words, reversed] });
  expect(section?.marks).toEqual([{ text: '`a.py` line 4', style: 'error', sign: ' ✗ the file has 3 lines' }]);
  expect(plain(section?.footer)).toEqual(['✗ line 4 of a.py not found: the file has 3 lines']);
});

it('says what is wrong with a place that is also cited rightly', () => {
  const place = { written: 'a.py:4', path: 'a.py', startLine: 4, endLine: 4 };
  const bad = { ...place, symbol: 'Order', verified: false, problem: 'Order is not there' };
  const [, section] = of({ ...answer, text: 'Order (a.py:4), a.py:4', citations: [bad, { ...place, verified: true }] });
  expect(section?.marks).toEqual([{ text: 'a.py:4', style: 'error', sign: ' ✗ Order is not there' }]);
});
