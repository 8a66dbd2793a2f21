import type { Conversation, ConversationHead } from './conversation.js';

/** What is listed of a conversation. */
export function headOf({ id, title, createdAt, updatedAt, messages }: Conversation): ConversationHead {
  return { id, title, createdAt, updatedAt, messages: messages.length };
}
