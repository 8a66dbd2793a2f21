import type { CodePlace } from 'devmgr/plugin-api/contracts/code-index';
import { queryTerms } from '../keyword/query-terms.js';
import type { ParsedQuery } from '../query/parsed-query.js';
import { chunksPerFile, type ChunkRecord, type IndexReader } from '../store/index-store.js';
import type { LoadedCorpus } from './loaded-corpus.js';

/** Chunks of a place beyond these say little more of what it is about. */
const mostChunks = 8;

export interface ChunkAtPlace {
  readonly chunkId: number;
  readonly chunk: ChunkRecord;
  readonly row: number | undefined;
}

/** The chunks that the lines of a place touch. None for a file that is not in the index. */
export function chunksAt({ path, startLine = 1, endLine }: CodePlace, corpus: LoadedCorpus): readonly ChunkAtPlace[] {
  const file = corpus.fileAt(path);
  if (!file) return [];
  const last = endLine ?? (startLine > 1 ? startLine : Infinity);
  return file.chunks.flatMap((chunk, index) => {
    if (chunk.endLine < startLine || chunk.startLine > last) return [];
    const row = file.row === undefined ? undefined : file.row + index;
    return [{ chunkId: file.id * chunksPerFile + index, chunk, row }];
  });
}

/** The mean of the vectors of some chunks; `undefined` when they have none. */
export function averageVector(chunks: readonly ChunkAtPlace[], corpus: LoadedCorpus): Float32Array | undefined {
  const { matrix } = corpus;
  const rows = chunks.slice(0, mostChunks).flatMap(({ row }) => (row === undefined ? [] : [row]));
  if (!matrix || rows.length === 0) return undefined;
  const sum = new Float32Array(matrix.dimensions);
  for (const row of rows) matrix.vector(row).forEach((value, index) => (sum[index] = (sum[index] ?? 0) + value));
  const norm = Math.hypot(...sum);
  return norm === 0 ? undefined : sum.map((value) => value / norm);
}

/** A query of the words of some chunks. */
export async function termsLike(chunks: readonly ChunkAtPlace[], reader: IndexReader): Promise<ParsedQuery> {
  const some = chunks.slice(0, mostChunks);
  const texts = await reader.texts(some.map(({ chunkId }) => chunkId));
  const symbols = some.flatMap(({ chunk }) => chunk.symbol ?? []);
  const text = [...symbols, ...texts.values()].join('\n');
  const filters = { languages: [], paths: [], kinds: [], without: [] };
  const terms = queryTerms(text);
  return { raw: '', kind: 'question', text, terms, symbols: [], places: [], wantsTests: false, filters, notes: [] };
}
