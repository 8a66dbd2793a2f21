import type { Chunk, Chunker } from '../chunk/chunk.js';
import { limitChunks } from '../chunk/windows/limit-chunks.js';
import { indexTerms } from '../keyword/index-terms.js';
import { decodeText } from '../walk/decode-text.js';
import { isSecretFile } from '../walk/secret-files.js';
import { skipByText } from '../walk/skip-by-content.js';
import { contentHash } from './content-hash.js';
import { embedText } from './embed-text.js';
import type { FileToPrepare, PreparedChunk, PreparedFile } from './prepared-file.js';
import { readSourceFile } from './read-source-file.js';
import { settledTime } from './settled-time.js';

export interface PrepareContext {
  /** A real path: no link is on the way. */
  readonly root: string;
  readonly chunker: Chunker;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Reads and divides a file and makes its terms. Rejects only when the chunker does. */
export async function prepareFile(file: FileToPrepare, context: PrepareContext): Promise<PreparedFile> {
  const { path, knownHash, maxBytes, isIncluded = false } = file;
  const outcome = readSourceFile(context.root, path, maxBytes);
  if (outcome.kind !== 'read') return { ...outcome, path };
  // A link may have taken the place of the file since it was listed.
  if (outcome.realPath !== path && isSecretFile(outcome.realPath)) return { kind: 'skipped', path, reason: 'secret' };
  const known = { path, size: outcome.size, mtimeMs: settledTime(outcome.mtimeMs, context.now()) };
  const hash = contentHash(outcome.bytes, 'file');
  if (hash === knownHash) return { kind: 'unchanged', ...known };
  const text = decodeText(outcome.bytes);
  if (text === undefined) return { kind: 'skipped', path, reason: 'binary' };
  const reason = skipByText(text, path, { isIncluded });
  if (reason !== undefined) return { kind: 'skipped', path, reason };
  const { language, imports, chunks } = await context.chunker.chunk(path, text);
  return { kind: 'changed', ...known, hash, language, imports, chunks: prepareChunks(path, limitChunks(chunks)) };
}

function prepareChunks(path: string, chunks: readonly Chunk[]): readonly PreparedChunk[] {
  const pathTerms = indexTerms(path);
  return chunks.map((chunk) => {
    const { startLine, endLine, kind, symbol, signature, defines, text, context } = chunk;
    const vectorText = embedText(chunk);
    const terms = { path: pathTerms, symbol: indexTerms(symbol ?? ''), body: bodyTerms(text, context, signature) };
    const hash = contentHash(vectorText, 'chunk');
    return { startLine, endLine, kind, symbol, signature, defines, text, hash, terms, embedText: vectorText };
  });
}

function bodyTerms(...parts: readonly (string | undefined)[]): string {
  return indexTerms(parts.filter((part) => part !== undefined).join('\n'));
}
