import { createRequire } from 'node:module';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { packVectors } from '../../../../../plugins/chat/index/store/vector-codec.js';
import type {
  ChunkContent,
  FileContent,
  FileVectors,
  IndexBatch,
} from '../../../../../plugins/chat/index/store/index-store.js';

export const sqlite3Url = pathToFileURL(createRequire(import.meta.url).resolve('sqlite3')).href;

export interface TemporaryFolder extends AsyncDisposable {
  readonly path: string;
}

export async function temporaryFolder(): Promise<TemporaryFolder> {
  const path = await mkdtemp(join(tmpdir(), 'devmgr-index-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true, maxRetries: 5 }) };
}

export function batch(parts: Partial<IndexBatch>): IndexBatch {
  return { put: [], remove: [], move: [], touch: [], vectors: [], ...parts };
}

/** A chunk of one line; its terms are the words of path and text. */
export function chunk(path: string, text: string, place: number, more: Partial<ChunkContent> = {}): ChunkContent {
  return {
    startLine: place + 1,
    endLine: place + 1,
    kind: 'window',
    symbol: undefined,
    signature: undefined,
    hash: `hash of ${text}`,
    text,
    terms: { path: path.replace(/[/.]/g, ' '), symbol: '', body: text.trim() },
    ...more,
  };
}

/** A file with a chunk for each text. */
export function file(path: string, texts: readonly string[], more: Partial<FileContent> = {}): FileContent {
  return {
    path,
    hash: `hash of ${texts.join('')}`,
    size: texts.join('').length,
    mtimeMs: 1000.5,
    language: 'text',
    imports: [],
    chunks: texts.map((text, place) => chunk(path, text, place)),
    vectors: undefined,
    ...more,
  };
}

/** A vector for each number, along the axis that it names. */
export function vectors(axes: readonly number[], embedder = 'model/1', dimensions = 4): FileVectors {
  return packVectors(
    axes.map((axis) => Float32Array.from({ length: dimensions }, (_, index) => (index === axis ? 1 : 0))),
    embedder,
  );
}
