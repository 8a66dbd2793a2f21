import { forgetBefore, nextGeneration } from './meta-rows.js';
import type { Migration } from './migrate.js';

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;

/**
 * Terms come ready made with spaces between: every other printable ASCII character is part of one, as are all beyond ASCII.
 * Nothing is split or folded again but ASCII capitals.
 */
const tokenizer = `ascii tokenchars ${quoted('!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~')}`;

/**
 * `outline`: the chunk records of a file, see `outline-json.ts`. Ids of chunks are `file id * 4096 + place`, also in `terms`,
 * which keeps no text of its own. `generation` of a file: of the batch that last changed anything of it.
 * Positions of terms (detail=full) are needed: without them FTS5 has no BM25 of a table without content.
 */
const firstSchema = `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
  CREATE TABLE files (
    id INTEGER PRIMARY KEY AUTOINCREMENT, path TEXT NOT NULL UNIQUE, hash TEXT NOT NULL, size INTEGER NOT NULL,
    mtime_ms REAL NOT NULL, language TEXT NOT NULL, imports TEXT NOT NULL, outline TEXT NOT NULL, generation INTEGER NOT NULL
  );
  CREATE INDEX files_by_generation ON files (generation);
  CREATE TABLE chunks (id INTEGER PRIMARY KEY, text TEXT NOT NULL);
  CREATE VIRTUAL TABLE terms USING fts5 (
    path, symbol, body, content = '', contentless_delete = 1, tokenize = ${quoted(tokenizer)}
  );
  CREATE TABLE vectors (
    file_id INTEGER NOT NULL, embedder TEXT NOT NULL, dimensions INTEGER NOT NULL, data BLOB NOT NULL,
    PRIMARY KEY (file_id, embedder)
  );
  CREATE TABLE tombstones (file_id INTEGER PRIMARY KEY, generation INTEGER NOT NULL);
  CREATE INDEX tombstones_by_generation ON tombstones (generation);
  CREATE TABLE skipped (path TEXT PRIMARY KEY, reason TEXT NOT NULL) WITHOUT ROWID;`;

/** From each version of the schema to the next: the first from an empty file to 1. Only ever add at the end. */
export const migrations: readonly Migration[] = [
  async (database) => {
    await database.exec(firstSchema);
    // Later than every generation of a database that was here before, so that nobody takes this one for its continuation.
    await database.run("INSERT INTO meta VALUES ('generation', ?1), ('pruned', ?1)", [Date.now()]);
  },
  // Outlines say which constants and attributes a chunk defines: files are read again.
  async (database) => {
    await database.exec(
      'DELETE FROM files; DELETE FROM chunks; DELETE FROM vectors; DELETE FROM skipped;' +
        "INSERT INTO terms (terms) VALUES ('delete-all')",
    );
    await forgetBefore(database, await nextGeneration(database));
  },
];

/** Tables without which the index is not whole; `terms_…` are those of FTS5. */
export const tableNames: readonly string[] = [
  ...['meta', 'files', 'chunks', 'terms', 'vectors', 'tombstones', 'skipped'],
  ...['terms_data', 'terms_idx', 'terms_docsize', 'terms_config'],
];
