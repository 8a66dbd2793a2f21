import type { ChatMessage, Conversation, ConversationHead } from './conversation.js';

/**
 * The conversations of a project. Two devmgr may use it at once. Every method rejects with `DEVMGR_STORAGE_FAILED`; a damaged
 * file is put aside when it is opened.
 */
export interface ConversationStore {
  /** The last changed first, and single questions behind all others. With words: those whose title or messages have them all, best first. */
  list(options?: { readonly words?: string; readonly limit?: number }): Promise<readonly ConversationHead[]>;
  /** `undefined`: there is none, or not any more. An answer that was `working` in a process that is gone is `interrupted`. */
  open(id: string): Promise<Conversation | undefined>;
  create(conversation: Conversation): Promise<void>;
  /** Adds a message, or puts it in the place of the one with its id. */
  putMessage(conversationId: string, message: ChatMessage): Promise<void>;
  /** This message and all after it: before a question is asked again. */
  removeFrom(conversationId: string, messageId: string): Promise<void>;
  setPinned(conversationId: string, paths: readonly string[]): Promise<void>;
  rename(conversationId: string, title: string): Promise<void>;
  remove(conversationId: string): Promise<void>;
  close(): Promise<void>;
}
