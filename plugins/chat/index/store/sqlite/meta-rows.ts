import type { SqliteDatabase } from './sqlite-database.js';

/** For how many generations it is known which files were removed. A reader further behind is given everything anew. */
export const keptGenerations = 1_000;

export interface IndexMeta {
  readonly generation: number;
  /** What a reader at an earlier generation has cannot be brought up to date. */
  readonly pruned: number;
  readonly embedder: string | undefined;
}

export async function readMeta(database: SqliteDatabase): Promise<IndexMeta> {
  const rows = await database.all('SELECT key, value FROM meta');
  const values = new Map(rows.map(({ key, value }) => [key, value]));
  const embedder = values.get('embedder');
  return {
    generation: Number(values.get('generation')),
    pruned: Number(values.get('pruned')),
    embedder: typeof embedder === 'string' ? embedder : undefined,
  };
}

/** Counts one on and forgets what was removed long ago. */
export async function nextGeneration(database: SqliteDatabase): Promise<number> {
  const count = "UPDATE meta SET value = value + 1 WHERE key = 'generation' RETURNING value";
  const generation = Number(await database.value(count));
  const oldest = generation - keptGenerations;
  await database.run("UPDATE meta SET value = ?1 WHERE key = 'pruned' AND value < ?1", [oldest]);
  await database.run('DELETE FROM tombstones WHERE generation <= ?', [oldest]);
  return generation;
}

/** Every reader is given everything anew. */
export async function forgetBefore(database: SqliteDatabase, generation: number): Promise<void> {
  await database.run("UPDATE meta SET value = ? WHERE key = 'pruned'", [generation]);
  await database.run('DELETE FROM tombstones');
}
