import { expect, it } from 'vitest';
import type { ChatState } from '../../../../../plugins/chat/conversation/chat-state.js';
import { composerTitle, type NextTarget } from '../../../../../plugins/chat/tab/talk/composer-title.js';

const state: ChatState = {
  conversation: { id: 'c', title: '', createdAt: 0, updatedAt: 0, messages: [], pinned: [] },
  working: undefined,
  budget: { used: 3040, room: 120_000, leftOut: [] },
  attachments: [],
  usesCode: true,
  model: undefined,
  storageProblem: undefined,
};
const luna: NextTarget = { modelId: 'gpt-6-luna', host: 'api.openai.com' };

const said = (more: Partial<ChatState>, target: NextTarget | undefined, cells = 200) => {
  const title = composerTitle({ ...state, ...more }, target, cells);
  return typeof title === 'string' ? title : title.map(({ text }) => text).join('');
};

it('says who is asked, what goes with it, and where it goes', () => {
  expect(said({}, luna)).toBe('Message · gpt-6-luna · code on · 3.0k of 120k · sends to api.openai.com');
  expect(said({ usesCode: false, budget: undefined }, { modelId: 'm', host: undefined })).toBe(
    'Message · m · code off · stays on this machine',
  );
  expect(said({ budget: undefined }, undefined)).toBe('Message · code on');
});

it('names an attachment, counts several, and what is pinned', () => {
  const attachment = (title: string) => ({ kind: 'text', title, text: 'x' }) as const;
  expect(said({ attachments: [attachment('notes.md')] }, undefined)).toContain('+ notes.md');
  expect(said({ attachments: [attachment('a'), attachment('b')] }, undefined)).toContain('+ 2 attachments');
  expect(said({ conversation: { ...state.conversation, pinned: ['a.py'] } }, undefined)).toContain('1 pinned');
});

it('keeps whole facts on a narrow screen: the host longest, then who is asked', () => {
  expect(said({}, luna, 66)).toBe('Message · gpt-6-luna · code on · sends to api.openai.com');
  expect(said({}, luna, 50)).toBe('Message · gpt-6-luna · sends to api.openai.com');
  expect(said({}, luna, 40)).toBe('gpt-6-luna · sends to api.openai.com');
  expect(said({ usesCode: false }, luna, 50)).toBe('gpt-6-luna · code off · sends to api.openai.com');
  const pinned = { conversation: { ...state.conversation, pinned: ['a.py'] } };
  expect(said(pinned, luna, 62)).toBe('Message · gpt-6-luna · 1 pinned · sends to api.openai.com');
  expect(said({}, luna, 5)).toBe('sends to api.openai.com');
});
