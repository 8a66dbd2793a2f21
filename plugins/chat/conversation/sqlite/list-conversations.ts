import type { SqliteDatabase } from '../../index/store/sqlite/sqlite-database.js';
import type { ConversationHead } from '../conversation.js';
import { searchConversations } from './search-conversations.js';

const columns = `
  conversations.id, title, created_at, updated_at,
  (SELECT count(*) FROM messages WHERE conversation = number) AS messages,
  single AND (SELECT count(*) FROM messages WHERE conversation = number AND role = 'user') < 2 AS is_single`;
/** One whose only question was taken back has nothing in it. */
const isUsed = 'EXISTS (SELECT 1 FROM messages WHERE conversation = number)';

const latest = `
  SELECT ${columns} FROM conversations WHERE ${isUsed} ORDER BY is_single, updated_at DESC, number DESC LIMIT ?`;
const found = `
  SELECT ${columns} FROM json_each(?) AS hit JOIN conversations ON number = hit.value WHERE ${isUsed}
  ORDER BY hit.key LIMIT ?`;

/** See `ConversationStore.list`. */
export async function listConversations(
  database: SqliteDatabase,
  { words = '', limit = 1_000 }: { readonly words?: string; readonly limit?: number },
): Promise<readonly ConversationHead[]> {
  const rows =
    words.trim() === ''
      ? await database.all(latest, [limit])
      : await database.all(found, [JSON.stringify(await searchConversations(database, words)), limit]);
  return rows.map((row) => ({
    id: String(row['id']),
    title: String(row['title']),
    createdAt: Number(row['created_at']),
    updatedAt: Number(row['updated_at']),
    messages: Number(row['messages']),
    ...(Number(row['is_single']) === 1 && { isSingle: true }),
  }));
}
