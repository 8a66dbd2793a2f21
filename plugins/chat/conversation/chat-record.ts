import type { Store } from 'devmgr/plugin-api';
import { reduceChat, type ChatChange } from './chat-reducer.js';
import type { ChatState } from './chat-state.js';
import type { ConversationKeeper } from './conversation-keeper.js';
import type { ConversationStore } from './conversation-store.js';
import type { Conversation } from './conversation.js';

/** What is said, in memory and in the store. */
export class ChatRecord {
  readonly state: Store<ChatState>;
  readonly #keeper: ConversationKeeper;

  constructor(state: Store<ChatState>, keeper: ConversationKeeper) {
    this.state = state;
    this.#keeper = keeper;
  }

  get now(): ChatState {
    return this.state.get();
  }

  get conversation(): Conversation {
    return this.now.conversation;
  }

  change(change: ChatChange): void {
    this.state.update((state) => reduceChat(state, change));
  }

  /** Writes what has changed in the open conversation. Never rejects: what goes wrong is in the state. */
  save(write: (store: ConversationStore, conversationId: string) => Promise<void>): Promise<void> {
    const { conversation } = this;
    return this.#keeper.save(conversation, (store) => write(store, conversation.id));
  }
}
