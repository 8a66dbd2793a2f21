import type { IndexBatch } from '../index-store.js';
import { deleteTerms, insertTerms } from './chunk-rows.js';
import { removeFiles } from './remove-files.js';
import type { SqliteDatabase } from './sqlite-database.js';

type Move = IndexBatch['move'][number];

/** No path of a project begins like this. */
const onTheWay = '/moving/';

const leave = `
  UPDATE files SET path = '${onTheWay}' || path WHERE path IN (SELECT value FROM json_each(?)) RETURNING id, path`;

const arrive = `
  UPDATE files SET path = move.path, mtime_ms = move.mtime_ms, generation = ?2
  FROM (SELECT value ->> 0 AS id, value ->> 1 AS path, value ->> 2 AS mtime_ms FROM json_each(?1)) AS move
  WHERE files.id = move.id`;

/** Gives files other paths, at once: two may change places. What else was at a new path is dropped. */
export async function moveFiles(database: SqliteDatabase, moves: readonly Move[], generation: number): Promise<void> {
  if (moves.length === 0) return;
  const left = await database.all(leave, [JSON.stringify(moves.map(({ from }) => from))]);
  const ids = new Map(left.map(({ id, path }) => [String(path).slice(onTheWay.length), Number(id)]));
  const known = moves.flatMap((move) => {
    const fileId = ids.get(move.from);
    return fileId === undefined ? [] : [{ ...move, fileId }];
  });
  await removeFiles(
    database,
    known.map(({ to }) => to),
    generation,
  );
  const arrivals = known.map(({ fileId, to, mtimeMs }) => [fileId, to, mtimeMs]);
  await database.run(arrive, [JSON.stringify(arrivals), generation]);
  await deleteTerms(database, [...ids.values()]);
  await insertTerms(database, known);
}
