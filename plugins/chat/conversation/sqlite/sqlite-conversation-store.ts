import type { Row, SqliteDatabase } from '../../index/store/sqlite/sqlite-database.js';
import { TaskQueue } from '../../index/store/sqlite/task-queue.js';
import type { ConversationStore } from '../conversation-store.js';
import type { ChatMessage, Conversation, ConversationHead } from '../conversation.js';
import { conversationIsGone, conversationStorageError } from './conversation-storage-error.js';
import { listConversations } from './list-conversations.js';
import { markInterrupted } from './mark-interrupted.js';
import { stringsIn } from './message-json.js';
import { putMessage } from './put-message.js';
import { readMessages } from './read-messages.js';

const putHead = `
  INSERT INTO conversations (id, title, created_at, updated_at, pinned, single) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
  ON CONFLICT (id) DO UPDATE SET title = ?2, updated_at = max(updated_at, ?4), pinned = ?5, single = ?6
  RETURNING number`;

const keepOnly = 'DELETE FROM messages WHERE conversation = ? AND id NOT IN (SELECT value FROM json_each(?))';

const removeFrom = `
  DELETE FROM messages
  WHERE conversation = ?1 AND seq >= (SELECT seq FROM messages WHERE conversation = ?1 AND id = ?2)`;

const head = 'SELECT number, id, title, created_at, updated_at, pinned, single FROM conversations WHERE id = ?';

/** Conversations in a database of sqlite, whose threads do the work: one piece after the other, as they were asked for. */
export class SqliteConversationStore implements ConversationStore {
  readonly #database: SqliteDatabase;
  readonly #now: () => number;
  readonly #queue = new TaskQueue();

  /** `now`: milliseconds since the epoch, the same in all processes. */
  constructor(database: SqliteDatabase, now: () => number) {
    this.#database = database;
    this.#now = now;
  }

  list(options: { readonly words?: string; readonly limit?: number } = {}): Promise<readonly ConversationHead[]> {
    return this.#inTurn(() => listConversations(this.#database, options));
  }

  open(id: string): Promise<Conversation | undefined> {
    return this.#inTurn(async () => {
      await markInterrupted(this.#database, this.#now());
      const [row] = await this.#database.map(head, [id], headIn);
      return row && { ...row.head, messages: await readMessages(this.#database, row.number) };
    });
  }

  create({ id, title, createdAt, updatedAt, messages, pinned, isSingle }: Conversation): Promise<void> {
    return this.#write(async () => {
      const values = [id, title, createdAt, updatedAt, JSON.stringify(pinned), isSingle === true ? 1 : 0];
      const number = Number(await this.#database.value(putHead, values));
      await this.#database.run(keepOnly, [number, JSON.stringify(messages.map((message) => message.id))]);
      for (const message of messages) await putMessage(this.#database, number, message, this.#now());
    });
  }

  putMessage(conversationId: string, message: ChatMessage): Promise<void> {
    return this.#write(async () => {
      const number = await this.#numberOf(conversationId);
      await putMessage(this.#database, number, message, this.#now());
      const change = 'UPDATE conversations SET updated_at = max(updated_at, ?) WHERE number = ?';
      await this.#database.run(change, [message.at, number]);
    });
  }

  removeFrom(conversationId: string, messageId: string): Promise<void> {
    return this.#write(async () => {
      await this.#database.run(removeFrom, [await this.#numberOf(conversationId), messageId]);
    });
  }

  setPinned(conversationId: string, paths: readonly string[]): Promise<void> {
    return this.#write(async () => {
      const number = await this.#numberOf(conversationId);
      await this.#database.run('UPDATE conversations SET pinned = ? WHERE number = ?', [JSON.stringify(paths), number]);
    });
  }

  rename(conversationId: string, title: string): Promise<void> {
    return this.#write(async () => {
      const number = await this.#numberOf(conversationId);
      await this.#database.run('UPDATE conversations SET title = ?, single = 0 WHERE number = ?', [title, number]);
    });
  }

  remove(conversationId: string): Promise<void> {
    return this.#write(() => this.#database.run('DELETE FROM conversations WHERE id = ?', [conversationId]));
  }

  close(): Promise<void> {
    return this.#queue.run(() => this.#database.close());
  }

  async #numberOf(conversationId: string): Promise<number> {
    const number = await this.#database.value('SELECT number FROM conversations WHERE id = ?', [conversationId]);
    if (typeof number !== 'number') throw conversationIsGone(this.#database.path);
    return number;
  }

  #write(work: () => Promise<void>): Promise<void> {
    return this.#inTurn(() => this.#database.transaction('write', work));
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    return this.#queue.run(async () => {
      try {
        if (!(await this.#database.isInPlace())) throw conversationIsGone(this.#database.path);
        return await work();
      } catch (error) {
        throw conversationStorageError(error, this.#database.path);
      }
    });
  }
}

function headIn(row: Row): { readonly number: number; readonly head: Omit<Conversation, 'messages'> } {
  const [createdAt, updatedAt] = [Number(row['created_at']), Number(row['updated_at'])];
  const pinned = stringsIn(row['pinned']);
  return {
    number: Number(row['number']),
    head: {
      ...{ id: String(row['id']), title: String(row['title']), createdAt, updatedAt, pinned },
      ...(Number(row['single']) === 1 && { isSingle: true }),
    },
  };
}
