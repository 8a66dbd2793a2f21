import type { SqliteDatabase } from '../../index/store/sqlite/sqlite-database.js';
import type { Attachment, ChatMessage } from '../conversation.js';
import { attachmentOf, messageOf } from './message-json.js';

/** How many characters are read and parsed in one piece: a few milliseconds. */
const pieceCharacters = 150_000;

const sizes = `
  SELECT seq, length(text) + coalesce(length(details), 0) AS size FROM messages WHERE conversation = ? ORDER BY seq`;
const piece = `
  SELECT seq, id, role, at, text, status, details FROM messages WHERE conversation = ? AND seq BETWEEN ? AND ? ORDER BY seq`;
const attached = 'SELECT head, text FROM attachments WHERE message = ? ORDER BY place';
const haveAttachments = `
  SELECT DISTINCT message FROM attachments JOIN messages ON messages.seq = message WHERE conversation = ?`;

/** The messages of a conversation, in their order; read in pieces, between which others have their turn. */
export async function readMessages(database: SqliteDatabase, conversation: number): Promise<readonly ChatMessage[]> {
  const attachments = await readAttachments(database, conversation);
  const messages: ChatMessage[] = [];
  for (const [first, last] of piecesOf(await database.all(sizes, [conversation]))) {
    const read = await database.map(piece, [conversation, first, last], (row) =>
      messageOf(row, attachments.get(Number(row['seq'])) ?? []),
    );
    messages.push(...read);
  }
  return messages;
}

async function readAttachments(
  database: SqliteDatabase,
  conversation: number,
): Promise<ReadonlyMap<number, readonly Attachment[]>> {
  const all = new Map<number, readonly Attachment[]>();
  for (const { message } of await database.all(haveAttachments, [conversation])) {
    all.set(Number(message), await database.map(attached, [Number(message)], attachmentOf));
  }
  return all;
}

/** First and last `seq` of each piece. */
function piecesOf(rows: readonly Readonly<Record<string, unknown>>[]): readonly (readonly [number, number])[] {
  const pieces: [number, number][] = [];
  let characters = Infinity;
  for (const row of rows) {
    const [seq, size] = [Number(row['seq']), Number(row['size'])];
    const last = pieces.at(-1);
    if (last && characters + size <= pieceCharacters) last[1] = seq;
    else pieces.push([seq, seq]);
    characters = last && pieces.at(-1) === last ? characters + size : size;
  }
  return pieces;
}
