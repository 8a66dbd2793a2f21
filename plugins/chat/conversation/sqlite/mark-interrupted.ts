import type { SqliteDatabase } from '../../index/store/sqlite/sqlite-database.js';
import { isAlive } from './writer-mark.js';

const working = "SELECT seq, writer, beat_at FROM messages WHERE status = 'working'";

/** One that was heard of meanwhile is left alone. */
const mark = `
  UPDATE messages SET status = 'interrupted', writer = NULL, beat_at = NULL
  WHERE seq = ? AND status = 'working' AND beat_at IS ?`;

/** Answers whose process is gone are told to be interrupted. `now`: milliseconds since the epoch. */
export async function markInterrupted(database: SqliteDatabase, now: number): Promise<void> {
  for (const { seq, writer, beat_at: beat } of await database.all(working)) {
    const beatAt = Number(beat);
    if (!isAlive(typeof writer === 'string' ? writer : undefined, beatAt, now))
      await database.run(mark, [Number(seq), beat === null ? null : beatAt]);
  }
}
