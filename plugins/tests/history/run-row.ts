import type { TestCounts } from 'devmgr/plugin-api/contracts/test-runs';
import { noCounts } from '../results/run-model.js';
import type { RecordedRun } from './recorded-run.js';
import type { Row, SqliteConnection } from './sqlite-connection.js';

export const runColumns =
  'id, started_at, duration_ms, commit_hash, branch, dirty, profile, counts, end, exit_code, imported_from';

/** Adds a run and gives its number; `undefined` when one of this id is known. */
export async function insertRun(
  connection: SqliteConnection,
  run: RecordedRun,
  isGreen: boolean,
): Promise<number | undefined> {
  const added = await connection.run(
    `INSERT INTO run (${runColumns}, at, green) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    [
      run.id,
      Math.round(run.startedAt),
      run.durationMs,
      run.commit ?? null,
      run.branch ?? null,
      run.isDirty ? (run.treeState ?? 1) : 0,
      run.profile ?? null,
      JSON.stringify(run.counts),
      run.end,
      run.exitCode ?? null,
      run.importedFrom ?? null,
      Math.round(run.startedAt + run.durationMs),
      isGreen ? 1 : 0,
    ],
  );
  if (added === 0) return undefined;
  return Number((await connection.all('SELECT number FROM run WHERE id = ?', [run.id]))[0]?.['number']);
}

export function readRun(row: Row): RecordedRun {
  const text = (name: string) => (typeof row[name] === 'string' ? row[name] : undefined);
  return {
    id: String(row['id']),
    startedAt: Number(row['started_at']),
    durationMs: Number(row['duration_ms']),
    commit: text('commit_hash'),
    branch: text('branch'),
    isDirty: row['dirty'] !== 0,
    ...(Number(row['dirty']) > 1 && { treeState: Number(row['dirty']) }),
    profile: text('profile'),
    counts: readCounts(text('counts') ?? '{}'),
    end: String(row['end']),
    exitCode: typeof row['exit_code'] === 'number' ? row['exit_code'] : undefined,
    importedFrom: text('imported_from'),
  };
}

function readCounts(text: string): TestCounts {
  try {
    return { ...noCounts, ...(JSON.parse(text) as Partial<TestCounts>) };
  } catch {
    return noCounts;
  }
}
