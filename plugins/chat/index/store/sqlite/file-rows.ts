import type { FileVectors, StoredFile } from '../index-store.js';
import { parseOutline } from './outline-json.js';
import type { Row } from './sqlite-database.js';

/** Columns that `storedFile` reads. */
export const fileColumns = 'id, path, hash, size, mtime_ms, language, imports, outline';

/** A row of `files`. Throws a `SyntaxError` when what is in it was not written by us. */
export function storedFile(row: Row): StoredFile {
  return {
    id: Number(row['id']),
    path: String(row['path']),
    hash: String(row['hash']),
    size: Number(row['size']),
    mtimeMs: Number(row['mtime_ms']),
    language: String(row['language']),
    imports: JSON.parse(String(row['imports'])) as readonly string[],
    chunks: parseOutline(String(row['outline'])),
  };
}

/** Columns `dimensions` and `data`; `undefined` when they are null. */
export function storedVectors(row: Row, embedder: string): FileVectors | undefined {
  const { dimensions, data } = row;
  return data instanceof Uint8Array ? { embedder, dimensions: Number(dimensions), data } : undefined;
}
