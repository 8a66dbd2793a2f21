import type { SqliteDatabase } from '../../index/store/sqlite/sqlite-database.js';
import type { Attachment, ChatMessage } from '../conversation.js';
import { attachmentHead, detailsOf } from './message-json.js';
import { ownMark } from './writer-mark.js';

const put = `
  INSERT INTO messages (conversation, id, role, at, text, status, details, writer, beat_at)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
  ON CONFLICT (conversation, id) DO UPDATE SET at = ?4, text = ?5, status = ?6, details = ?7, writer = ?8, beat_at = ?9
  RETURNING seq`;

const attach = 'INSERT INTO attachments (message, place, head, text) VALUES (?, ?, ?, ?)';

/** Adds a message, or changes it in its place; inside a transaction of the caller. `now`: milliseconds since the epoch. */
export async function putMessage(
  database: SqliteDatabase,
  conversation: number,
  message: ChatMessage,
  now: number,
): Promise<void> {
  const { id, role, at, text } = message;
  const status = message.role === 'assistant' ? message.status : null;
  const writer = status === 'working' ? [ownMark, now] : [null, null];
  const values = [conversation, id, role, at, text, status, detailsOf(message), ...writer];
  const seq = Number(await database.value(put, values));
  if (message.role === 'user') await putAttachments(database, seq, message.attachments);
}

async function putAttachments(database: SqliteDatabase, seq: number, all: readonly Attachment[]): Promise<void> {
  await database.run('DELETE FROM attachments WHERE message = ?', [seq]);
  for (const [place, attachment] of all.entries()) {
    const text = attachment.kind === 'text' ? attachment.text : null;
    await database.run(attach, [seq, place, attachmentHead(attachment), text]);
  }
}
