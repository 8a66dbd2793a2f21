import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'sqlite3';

/**
 * The contexts in which code of these files ran when coverage was measured with contexts (pytest-cov's `--cov-context=test`, or coverage's own
 * `dynamic_context`), from its file: https://coverage.readthedocs.io/en/latest/dbschema.html. `files`: from the root. Empty when there is no such file,
 * it has no contexts, or it cannot be read; it is only read.
 */
export async function measuredTests(root: string, path: string, files: readonly string[]): Promise<readonly string[]> {
  if (files.length === 0 || files.length > 200 || !existsSync(path)) return [];
  const database = await open(path).catch(() => undefined);
  if (!database) return [];
  try {
    const wanted = JSON.stringify(files.map((file) => join(root, file)));
    const rows = await all(database, wanted);
    return [...new Set(rows.map(({ context }) => testOf(context)).filter(Boolean))];
  } catch {
    return [];
  } finally {
    await new Promise((resolve) => database.close(resolve));
  }
}

/** Lines or arcs, by how it was measured. */
const question = `
  WITH wanted AS (SELECT id FROM file WHERE path IN (SELECT value FROM json_each(?)))
  SELECT context FROM context WHERE context <> '' AND id IN (
    SELECT context_id FROM line_bits WHERE file_id IN wanted UNION SELECT context_id FROM arc WHERE file_id IN wanted)
  LIMIT 20000`;

/** pytest-cov adds the phase: `tests/test_a.py::test_x|run`. */
function testOf(context: string): string {
  return context.replace(/\|(?:setup|run|teardown)$/, '');
}

async function open(path: string): Promise<Database> {
  const { default: sqlite } = await import('sqlite3');
  return new Promise((resolve, reject) => {
    const database = new sqlite.Database(path, sqlite.OPEN_READONLY, (error) =>
      error ? reject(error) : resolve(database),
    );
  });
}

function all(database: Database, wanted: string): Promise<readonly { readonly context: string }[]> {
  return new Promise((resolve, reject) => {
    database.all<{ context: string }>(question, [wanted], (error, rows) => (error ? reject(error) : resolve(rows)));
  });
}
