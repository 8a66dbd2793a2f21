import type { Conversation, ConversationHead } from './conversation.js';

/** What is listed of a conversation. */
export function headOf(conversation: Conversation): ConversationHead {
  const { id, title, createdAt, updatedAt, messages } = conversation;
  const isSingle = conversation.isSingle === true && messages.filter(({ role }) => role === 'user').length < 2;
  return { id, title, createdAt, updatedAt, messages: messages.length, ...(isSingle && { isSingle }) };
}
