import type { SqliteDatabase } from '../../index/store/sqlite/sqlite-database.js';

/** Pieces that the index of words can find have three characters. */
const shortest = 3;
/** A word in the title says more than one in the text. */
const titleWeight = 8;
/** More words are rather a paste. */
const mostWords = 20;

/** BM25 of FTS5 is the better the lower it is, and is only had where nothing is grouped. Rows of titles: see `schema.ts`. */
const longWord = `
  WITH hits AS MATERIALIZED (SELECT rowid, bm25(words, ${titleWeight}, 1) AS score FROM words WHERE words MATCH ?)
  SELECT coalesce(messages.conversation, -hits.rowid) AS conversation, min(score) AS score
  FROM hits LEFT JOIN messages ON messages.seq = hits.rowid GROUP BY 1`;

const shortWord = `
  SELECT number AS conversation, -1 AS score FROM conversations
  WHERE instr(lower(title), ?1) > 0
    OR EXISTS (SELECT 1 FROM messages WHERE conversation = number AND instr(lower(text), ?1) > 0)`;

/** Numbers of the conversations that have all of the words in titles or messages, best first. Words are text, no operators. */
export async function searchConversations(database: SqliteDatabase, words: string): Promise<readonly number[]> {
  const wanted = [...new Set(words.trim().split(/\s+/))].slice(0, mostWords);
  let scores: ReadonlyMap<number, number> | undefined;
  for (const word of wanted) {
    const found = await scoresOf(database, word);
    scores = scores ? bothOf(scores, found) : found;
  }
  return [...(scores ?? [])].sort(([, a], [, b]) => a - b).map(([number]) => number);
}

async function scoresOf(database: SqliteDatabase, word: string): Promise<ReadonlyMap<number, number>> {
  const rows =
    [...word].length < shortest
      ? await database.all(shortWord, [word.toLowerCase()])
      : await database.all(longWord, [`"${word.replaceAll('"', '""')}"`]);
  return new Map(rows.map(({ conversation, score }) => [Number(conversation), Number(score)]));
}

function bothOf(a: ReadonlyMap<number, number>, b: ReadonlyMap<number, number>): ReadonlyMap<number, number> {
  return new Map(
    [...a].flatMap(([number, score]) => {
      const other = b.get(number);
      return other === undefined ? [] : [[number, score + other] as const];
    }),
  );
}
