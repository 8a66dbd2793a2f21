import { randomUUID } from 'node:crypto';
import type { Conversation } from './conversation.js';

/** One that nothing was said in yet. `at`: milliseconds since the epoch. */
export function emptyConversation(
  at: number,
  { isSingle = false }: { readonly isSingle?: boolean } = {},
): Conversation {
  const empty = { id: randomUUID(), title: '', createdAt: at, updatedAt: at, messages: [], pinned: [] };
  return isSingle ? { ...empty, isSingle } : empty;
}
