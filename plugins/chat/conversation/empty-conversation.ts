import { randomUUID } from 'node:crypto';
import type { Conversation } from './conversation.js';

/** One that nothing was said in yet. `at`: milliseconds since the epoch. */
export function emptyConversation(at: number): Conversation {
  return { id: randomUUID(), title: '', createdAt: at, updatedAt: at, messages: [], pinned: [] };
}
