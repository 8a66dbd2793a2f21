import { expect, it } from 'vitest';
import type { Conversation } from '../../../../../plugins/chat/conversation/conversation.js';
import { conversationTitle } from '../../../../../plugins/chat/tab/talk/conversation-title.js';

const question = (id: string, text: string) => ({ id, role: 'user', at: 0, text, attachments: [] }) as const;
const answer = (id: string) => ({ id, role: 'assistant' }) as Conversation['messages'][number];
const conversation = (...messages: Conversation['messages']): Conversation => ({
  ...{ id: 'c', title: 'where are the orders validated?', createdAt: 0, updatedAt: 0, messages, pinned: [] },
});
const said = (...of: Parameters<typeof conversationTitle>) =>
  conversationTitle(...of)
    .map(({ text }) => text)
    .join('');

it('says what is being answered, or looked at', () => {
  expect(said(conversation(), undefined)).toBe('Conversation');
  const first = [question('1', 'where are the orders validated?'), answer('2')];
  expect(said(conversation(...first), undefined)).toBe('Conversation: where are the orders validated?');
  const all = conversation(...first, question('3', 'and its\n  tests?'), answer('4'));
  expect(said(all, undefined)).toBe('Conversation: where are the orders… › 2: and its tests?');
  expect(said(all, '2')).toBe('Conversation: where are the orders validated?');
});
