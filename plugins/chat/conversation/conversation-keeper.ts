import { DevmgrError, type Disposable } from 'devmgr/plugin-api';
import type { ConversationStore } from './conversation-store.js';
import type { Conversation, ConversationHead } from './conversation.js';
import { headOf } from './head-of.js';
import { isBusy } from './sqlite/conversation-storage-error.js';

export interface OpenedConversationStore {
  readonly store: ConversationStore;
  /** What a person should know: that a damaged file was put aside. */
  readonly notes: readonly string[];
}

/** `waits`: whether another process that writes is waited for, some seconds. */
export type OpenStore = (options: { readonly waits: boolean }) => Promise<OpenedConversationStore>;

export interface KeeperOptions {
  readonly openStore: OpenStore;
  /** `undefined`: everything is kept again. */
  readonly onProblem: (problem: string | undefined) => void;
  readonly onNote: (note: string) => void;
}

/**
 * Keeps conversations, one piece of work after the other. What could not be written stays in memory and is written as a whole
 * as soon as that is possible. The store is opened at its first use, and anew after it has failed.
 */
export class ConversationKeeper implements Disposable {
  readonly #options: KeeperOptions;
  /** Those that the store does not have as they are. */
  readonly #behind = new Map<string, Conversation>();
  #store: ConversationStore | undefined;
  /** For another process, in vain: until the store can be used again nobody waits once more. */
  #hasWaited = false;
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: KeeperOptions) {
    this.#options = options;
  }

  /** Writes a change; `conversation` is what it leads to. Never rejects. */
  save(conversation: Conversation, write: (store: ConversationStore) => Promise<void>): Promise<void> {
    return this.#inTurn(async () => {
      try {
        await this.#write(conversation, write);
        await this.#catchUp();
      } catch (error) {
        this.#behind.set(conversation.id, conversation);
        this.#options.onProblem(problemOf(error));
      }
    });
  }

  /** Without the store: those in memory. */
  list(words?: string): Promise<readonly ConversationHead[]> {
    return this.#inTurn(async () => {
      const stored = await this.#read((store) => store.list(words === undefined ? {} : { words }));
      const others = (stored ?? []).filter(({ id }) => !this.#behind.has(id));
      const inMemory = [...this.#behind.values()].filter((conversation) => hasWords(conversation, words));
      return [...inMemory.map(headOf), ...others];
    });
  }

  /** `undefined`: there is none. Rejects when it cannot be read. */
  open(id: string): Promise<Conversation | undefined> {
    return this.#inTurn(async () => this.#behind.get(id) ?? (await this.#withStore((store) => store.open(id))));
  }

  /** Rejects when it is still there. */
  remove(id: string): Promise<void> {
    return this.#inTurn(async () => {
      await this.#withStore((store) => store.remove(id));
      this.#behind.delete(id);
    });
  }

  /** When everything before it is done; what could not be written is tried a last time. */
  dispose(): Promise<void> {
    return this.#inTurn(async () => {
      await this.#catchUp().catch((error: unknown) => this.#options.onProblem(problemOf(error)));
      await this.#close();
    });
  }

  async #write(conversation: Conversation, write: (store: ConversationStore) => Promise<void>): Promise<void> {
    if (!this.#behind.has(conversation.id)) {
      try {
        return await this.#withStore(write);
      } catch {
        // The store may be another one now: put aside, or without this conversation.
      }
    }
    await this.#withStore((store) => store.create(conversation));
    this.#behind.delete(conversation.id);
  }

  async #catchUp(): Promise<void> {
    for (const [id, conversation] of this.#behind) {
      await this.#withStore((store) => store.create(conversation));
      this.#behind.delete(id);
    }
    this.#options.onProblem(undefined);
  }

  async #read<T>(read: (store: ConversationStore) => Promise<T>): Promise<T | undefined> {
    try {
      const result = await this.#withStore(read);
      if (this.#behind.size === 0) this.#options.onProblem(undefined);
      return result;
    } catch (error) {
      this.#options.onProblem(problemOf(error));
      return undefined;
    }
  }

  async #withStore<T>(work: (store: ConversationStore) => Promise<T>): Promise<T> {
    try {
      const result = await work((this.#store ??= await this.#open()));
      this.#hasWaited = false;
      return result;
    } catch (error) {
      if (isBusy(error)) this.#hasWaited = true;
      await this.#close();
      throw error;
    }
  }

  async #open(): Promise<ConversationStore> {
    const { store, notes } = await this.#options.openStore({ waits: !this.#hasWaited });
    for (const note of notes) this.#options.onNote(note);
    return store;
  }

  async #close(): Promise<void> {
    const store = this.#store;
    this.#store = undefined;
    await store?.close().catch(() => undefined);
  }

  #inTurn<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#last.then(task);
    this.#last = result.catch(() => undefined);
    return result;
  }
}

function hasWords({ title, messages }: Conversation, words = ''): boolean {
  const text = [title, ...messages.map((message) => message.text)].join('\n').toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function problemOf(error: unknown): string {
  if (DevmgrError.isInstance(error))
    return error.hint === undefined ? error.message : `${error.message}. ${error.hint}`;
  return error instanceof Error ? error.message : String(error);
}
