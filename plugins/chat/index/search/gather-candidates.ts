import type { ParsedQuery } from '../query/parsed-query.js';
import { chunksPerFile, type KeywordHit } from '../store/index-store.js';
import { fileFilter } from './file-filter.js';
import type { LoadedCorpus } from './loaded-corpus.js';
import type { Candidate } from './search-corpus.js';

/** How many of each side are looked at more closely. */
export const candidateLimit = 300;

export interface FoundBySides {
  readonly keyword: readonly KeywordHit[];
  /** `undefined`: keywords only. */
  readonly vector: Float32Array | undefined;
}

/**
 * All chunks that may be an answer: the best of both sides, definitions of names in the query, and places that it names. A
 * chunk that one side found has its number of the other side too.
 */
export function gatherCandidates(query: ParsedQuery, found: FoundBySides, corpus: LoadedCorpus): readonly Candidate[] {
  const accepts = chunkFilter(query, corpus);
  const keyword = new Map(found.keyword.map((hit) => [hit.chunkId, hit.score]));
  const near = found.vector ? nearest(found.vector, corpus, accepts) : [];
  const named = [...definitionsOf(query, corpus), ...placesOf(query, corpus)];
  const ids = new Set([...keyword.keys(), ...near, ...named]);
  return [...ids].filter(accepts).flatMap((chunkId) => candidate(chunkId, keyword, found.vector !== undefined, corpus));
}

function candidate(
  chunkId: number,
  keyword: ReadonlyMap<number, number>,
  hasVector: boolean,
  corpus: LoadedCorpus,
): readonly Candidate[] {
  const file = corpus.file(Math.floor(chunkId / chunksPerFile));
  const index = chunkId % chunksPerFile;
  const chunk = file?.chunks[index];
  if (!file || !chunk) return [];
  const score = hasVector && file.row !== undefined ? corpus.matrix?.score(file.row + index) : undefined;
  return [{ chunkId, file, chunk, keyword: keyword.get(chunkId) ?? 0, vector: score }];
}

function nearest(vector: Float32Array, corpus: LoadedCorpus, accepts: (id: number) => boolean): readonly number[] {
  const { matrix } = corpus;
  if (!matrix) return [];
  matrix.compare(vector);
  return matrix
    .nearest(candidateLimit, (row) => accepts(corpus.chunkAtRow(row)))
    .map(({ row }) => corpus.chunkAtRow(row));
}

/** Whether a chunk passes `lang:`, `path:` and `kind:`. */
function chunkFilter({ filters }: ParsedQuery, corpus: LoadedCorpus): (chunkId: number) => boolean {
  const acceptsFile = fileFilter(filters);
  const kinds = new Set<string>(filters.kinds);
  if (!acceptsFile && kinds.size === 0) return () => true;
  return (chunkId) => {
    const file = corpus.file(Math.floor(chunkId / chunksPerFile));
    const chunk = file?.chunks[chunkId % chunksPerFile];
    if (!file || !chunk) return false;
    return (kinds.size === 0 || kinds.has(chunk.kind)) && (!acceptsFile || acceptsFile(file));
  };
}

function definitionsOf({ symbols }: ParsedQuery, corpus: LoadedCorpus): readonly number[] {
  const names = symbols.map(
    (symbol) =>
      symbol
        .split(/[^\p{L}\p{N}_$]+/u)
        .filter(Boolean)
        .at(-1) ?? '',
  );
  return names.flatMap((name) => corpus.definitions(name)).slice(0, candidateLimit);
}

/** Without a line: the first chunks of the file. */
function placesOf({ places }: ParsedQuery, corpus: LoadedCorpus): readonly number[] {
  const found = places.flatMap(({ path, line }) => {
    const file = fileNamed(path, corpus);
    if (!file) return [];
    const indexes = [...file.chunks.keys()];
    const wanted =
      line === undefined ? indexes.slice(0, 20) : indexes.filter((index) => holds(file.chunks[index], line));
    return wanted.map((index) => file.id * chunksPerFile + index);
  });
  return found.slice(0, candidateLimit);
}

function holds(chunk: { readonly startLine: number; readonly endLine: number } | undefined, line: number): boolean {
  return chunk !== undefined && chunk.startLine <= line && line <= chunk.endLine;
}

/** The path as it is, or the only end of a path that fits: frames of other machines have other roots. */
function fileNamed(path: string, corpus: LoadedCorpus) {
  const parts = path.split(/[\\/]+/).filter((part) => part !== '' && part !== '.');
  for (let from = 0; from < parts.length; from++) {
    const file = corpus.fileAt(parts.slice(from).join('/'));
    if (file) return file;
  }
  const ending = `/${parts.join('/')}`;
  for (const file of corpus.files()) if (file.path.endsWith(ending)) return file;
  return undefined;
}
