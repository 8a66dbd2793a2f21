import { expect, it } from 'vitest';
import { clean } from '../../../../core/screen/text/clean.js';
import { chatClosingLines } from '../../../../plugins/chat/cli/chat-closing-lines.js';
import type { AssistantMessage, Attachment, ChatSource } from '../../../../plugins/chat/conversation/conversation.js';
import { conversation, question } from '../conversation/sample-messages.js';

const answer: AssistantMessage = {
  id: 'a',
  role: 'assistant',
  at: 0,
  text: 'An answer',
  status: 'done',
  target: { providerId: 'openai', modelId: 'gpt-6-luna', host: 'api.openai.com' },
  isExtractive: false,
  usage: { inputTokens: 900, outputTokens: 40, costUsd: 0.00123 },
  sources: [],
  citations: [],
  notes: [],
};
const source = (path: string, more: Partial<ChatSource> = {}): ChatSource => ({
  path,
  startLine: 3,
  endLine: 9,
  text: '',
  language: 'python',
  score: 1,
  origin: 'search',
  reasons: ['defines it'],
  ...more,
});
const lines = (
  message: Partial<AssistantMessage>,
  budget?: { used: number; room: number; leftOut: string[] },
  attachments: readonly Attachment[] = [],
) => {
  const said = { ...answer, ...message };
  return chatClosingLines(
    { budget, conversation: conversation('c', { messages: [question('q', 'Why?', { attachments }), said] }) },
    said,
    {
      text: {
        clean,
        redact: (text) => text,
        redactLong: (text) => Promise.resolve(text),
        countTokens: () => Promise.resolve(0),
        hiddenCharacters: () => [],
        width: (text) => text.length,
        truncate: (text) => text,
      },
      paint: (_style, text) => text,
      mostSources: 2,
      allSources: '--sources',
    },
  );
};

it('names the first sources, with lines, symbol and reason, and how many more there are', () => {
  const sources = [source('a.py', { symbol: 'Order' }), source('b\x1b[2J\n.py'), source('c.py')];
  expect(lines({ sources, target: undefined })).toEqual([
    'sources',
    '  a.py:3-9  Order  defines it',
    '  b .py:3-9  defines it',
    '  and 1 more: --sources names them',
  ]);
});

it('counts citations, and names those that are not there', () => {
  const good = { written: 'a.py:3', path: 'a.py', startLine: 3, endLine: 3, verified: true };
  const bad = { ...good, written: 'a.py:99', verified: false, problem: 'the file has 30 lines' };
  expect(lines({ citations: [good], target: undefined })).toEqual(['1 of 1 citation checked and found']);
  expect(lines({ citations: [good, bad], target: undefined })).toEqual([
    '1 of 2 citations checked and found; not found:',
    '  a.py:99  the file has 30 lines',
  ]);
});

it('says who answered, at which host, and what it cost; what was left out; that it was stopped', () => {
  expect(lines({ status: 'stopped' }, { used: 2950, room: 120_000, leftOut: ['3 sources'] })).toEqual([
    'left out of the prompt: 3 sources',
    'stopped · openai gpt-6-luna at api.openai.com · prompt 3.0k of 120k tokens · 900 in, 40 out · $0.0012',
  ]);
  const nothing = { inputTokens: undefined, outputTokens: undefined, costUsd: undefined };
  expect(lines({ usage: nothing, target: { providerId: 'local', modelId: 'extractive', host: undefined } })).toEqual([
    'local extractive',
  ]);
});

it('has no verdict on code that is only quoted, and no prompt that nobody was sent', () => {
  const good = { written: 'a.py:3', path: 'a.py', startLine: 3, endLine: 3, verified: true };
  const target = { providerId: 'local', modelId: 'extractive', host: undefined };
  const quoted = { citations: [good], isExtractive: true, usage: undefined, target };
  expect(lines(quoted, { used: 3900, room: 96_000, leftOut: [] })).toEqual(['local extractive']);
});

it('names what was attached', () => {
  const attachments: readonly Attachment[] = [
    { kind: 'text', title: 'notes.md', text: 'a\nb\n' },
    { kind: 'image', title: 'p\x1b[2J.png', mediaType: 'image/png', data: undefined },
  ];
  expect(lines({ target: undefined }, undefined, attachments)).toEqual(['attached: notes.md (2 lines), p.png']);
});
