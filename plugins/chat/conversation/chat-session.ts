import type { ReadonlyStore } from 'devmgr/plugin-api';
import type { ChatState } from './chat-state.js';
import type { Attachment, ConversationHead } from './conversation.js';

/** What a person does with conversations. One is open at a time; nothing is written before the first question. */
export interface ChatSession {
  readonly state: ReadonlyStore<ChatState>;
  /** Resolves when the answer has come to its end, however. Rejects with `DEVMGR_USAGE` for an empty question or while one is answered. */
  send(question: string): Promise<void>;
  /** Keeps what has come. */
  stop(): void;
  /**
   * Asks the last question again, in the place of its answer. That one stays, also in the store, until the new one has some text;
   * where nothing comes it is put back, and a failure rejects with `DEVMGR_AI_PROVIDER_FAILED`.
   */
  regenerate(): Promise<void>;
  /**
   * The text of the last question, to be edited; its attachments are those of the next question. Until that one is sent both stay,
   * then they are replaced with all that came after. `undefined`: nothing was asked, or it is taken back already.
   */
  takeBack(): Promise<string | undefined>;
  /** What was taken back is not edited after all: it stays, its attachments are not those of the next question. */
  keepTakenBack(): void;
  /** An empty one. `isSingle`: for one question, which is not to stand in the way of conversations. */
  startNew(options?: { readonly isSingle?: boolean }): void;
  /** See `ConversationStore`. */
  list(words?: string): Promise<readonly ConversationHead[]>;
  /** Another one; what is answered meanwhile is stopped. */
  open(id: string): Promise<void>;
  rename(title: string): Promise<void>;
  /** Also one that is not open. */
  remove(id: string): Promise<void>;
  attach(attachment: Attachment): void;
  detach(title: string): void;
  pin(path: string): Promise<void>;
  unpin(path: string): Promise<void>;
  setUsesCode(on: boolean): void;
  setModel(selection: string | undefined): void;
  /** The conversation as a Markdown document, which the code index leaves out. */
  exportMarkdown(): string;
}
