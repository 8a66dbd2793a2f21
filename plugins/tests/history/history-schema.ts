import type { SqliteConnection } from './sqlite-connection.js';

/** The shape of the file; it is in `user_version`. */
const schemaVersion = 2;

/** `dirty` of a run: 0 no changes, 1 not known which, else a number for what they were (`tree-state.ts`). */
const tables = [
  `CREATE TABLE run (
    number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, at INTEGER NOT NULL, started_at INTEGER NOT NULL,
    duration_ms REAL NOT NULL, commit_hash TEXT, branch TEXT, dirty INTEGER NOT NULL, profile TEXT, counts TEXT NOT NULL,
    end TEXT NOT NULL, exit_code INTEGER, imported_from TEXT, green INTEGER NOT NULL)`,
  'CREATE INDEX run_at ON run (at)',
  'CREATE TABLE test (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE)',
  // Narrow: of thirty thousand tests there are six hundred thousand rows.
  `CREATE TABLE test_result (
    test INTEGER NOT NULL, at INTEGER NOT NULL, run INTEGER NOT NULL, outcome TEXT NOT NULL, duration_ms REAL,
    reruns INTEGER, PRIMARY KEY (test, at, run)) WITHOUT ROWID`,
  'CREATE INDEX result_run ON test_result (run, test)',
  'CREATE TABLE failure (test INTEGER PRIMARY KEY, run INTEGER NOT NULL, document TEXT NOT NULL)',
];

/** What the first version had: rows with the names of test and run in `result`. Of its runs nothing is known but their results. */
const fromFirst = [
  `INSERT INTO run (id, at, started_at, duration_ms, dirty, counts, end, green)
   SELECT run, max(at), max(at), 0, 1, '{}', 'unknown', 0 FROM result GROUP BY run ORDER BY max(at)`,
  'INSERT INTO test (id) SELECT DISTINCT test FROM result',
  `INSERT INTO test_result (test, at, run, outcome, duration_ms)
   SELECT test.number, result.at, run.number, outcome, result.duration_ms
   FROM result JOIN test ON test.id = result.test JOIN run ON run.id = result.run`,
  'DROP TABLE result',
];

/** Makes or changes the tables. Rejects when a newer devmgr has changed their shape. Several devmgr may do it at once. */
export async function prepareSchema(connection: SqliteConnection): Promise<void> {
  if ((await versionOf(connection)) === schemaVersion) return;
  await connection.transaction(async () => {
    // Another devmgr may have done it meanwhile.
    const version = await versionOf(connection);
    if (version === schemaVersion) return;
    for (const sql of version === 1 ? [...tables, ...fromFirst] : tables) await connection.run(sql);
    await connection.run(`PRAGMA user_version = ${schemaVersion}`);
  });
}

async function versionOf(connection: SqliteConnection): Promise<number> {
  const version = Number((await connection.all('PRAGMA user_version'))[0]?.['user_version']);
  if (version > schemaVersion) throw new Error('made by a newer devmgr');
  return version;
}
