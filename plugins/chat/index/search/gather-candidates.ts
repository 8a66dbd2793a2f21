import { definitionNames } from '../query/definition-names.js';
import { matchesPlace } from '../query/matches-place.js';
import type { ParsedQuery } from '../query/parsed-query.js';
import { chunksPerFile, type ChunkRecord, type KeywordHit } from '../store/index-store.js';
import { firstPart } from '../rank/symbol-parts.js';
import { fileFilter } from './file-filter.js';
import type { LoadedCorpus } from './loaded-corpus.js';
import type { Candidate, CorpusFile } from './search-corpus.js';
import { worthShowing, type WorthShowing } from './worth-showing.js';

/** How many of each side are looked at more closely. Twice as many find nothing more in the projects of the benchmark. */
export const candidateLimit = 150;
/** How many chunks names, places and filters alone may add. */
const namedLimit = 300;
/** Of a file that is named without a line, and files that a path may mean. */
const firstChunks = 60;
const mostFiles = 10;

export interface FoundBySides {
  readonly keyword: readonly KeywordHit[];
  /** What has names of the query whole. */
  readonly whole?: readonly KeywordHit[];
  /** `undefined`: keywords only. */
  readonly vector: Float32Array | undefined;
}

/**
 * All chunks that may be an answer: the best of both sides, definitions of names in the query, and places that it names. A
 * chunk that one side found has its number of the other side too.
 */
export function gatherCandidates(query: ParsedQuery, found: FoundBySides, corpus: LoadedCorpus): WorthShowing {
  const accepts = chunkFilter(query, corpus);
  const keyword = new Map(found.keyword.map((hit) => [hit.chunkId, hit.score]));
  const whole = new Map(found.whole?.map((hit) => [hit.chunkId, hit.score]));
  const near = found.vector ? nearest(found.vector, corpus, accepts) : [];
  const named = [...definitionsOf(query, corpus), ...placesOf(query, corpus)];
  const ids = new Set([...keyword.keys(), ...whole.keys(), ...near, ...named]);
  for (const id of [...ids]) ids.add(firstPartOf(id, corpus));
  const sides = { keyword, whole, hasVector: found.vector !== undefined };
  if (query.text.trim() === '') for (const id of listed(query, accepts, corpus)) ids.add(id);
  const all = [...ids].filter(accepts).flatMap((chunkId) => candidate(chunkId, sides, corpus));
  return worthShowing(query, all, new Set(named));
}

/** Filters without words: what they leave, in the order of the project. */
function listed({ filters }: ParsedQuery, accepts: (id: number) => boolean, corpus: LoadedCorpus): readonly number[] {
  if (filters.languages.length + filters.paths.length + filters.kinds.length === 0) return [];
  const ids: number[] = [];
  const files = [...corpus.files()].sort((one, other) => (one.path < other.path ? -1 : 1));
  for (const { id, chunks } of files) {
    for (const index of chunks.keys()) if (accepts(id * chunksPerFile + index)) ids.push(id * chunksPerFile + index);
    if (ids.length >= namedLimit) break;
  }
  return ids.slice(0, namedLimit);
}

/** The part of a long function that stands for all. */
function firstPartOf(chunkId: number, corpus: LoadedCorpus): number {
  const file = corpus.file(Math.floor(chunkId / chunksPerFile));
  return file ? file.id * chunksPerFile + firstPart(file, chunkId % chunksPerFile) : chunkId;
}

interface Sides {
  readonly keyword: ReadonlyMap<number, number>;
  readonly whole: ReadonlyMap<number, number>;
  readonly hasVector: boolean;
}

function candidate(chunkId: number, sides: Sides, corpus: LoadedCorpus): readonly Candidate[] {
  const file = corpus.file(Math.floor(chunkId / chunksPerFile));
  const index = chunkId % chunksPerFile;
  const chunk = file?.chunks[index];
  if (!file || !chunk) return [];
  const score = sides.hasVector && file.row !== undefined ? corpus.matrix?.score(file.row + index) : undefined;
  const [keyword, whole] = [sides.keyword.get(chunkId) ?? 0, sides.whole.get(chunkId)];
  return [{ chunkId, file, chunk, keyword, whole, vector: score }];
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
  const withoutKinds = new Set<string>(filters.withoutKinds);
  if (!acceptsFile && kinds.size + withoutKinds.size === 0) return () => true;
  return (chunkId) => {
    const file = corpus.file(Math.floor(chunkId / chunksPerFile));
    const kind = file?.chunks[chunkId % chunksPerFile]?.kind;
    if (!file || kind === undefined || withoutKinds.has(kind)) return false;
    return (kinds.size === 0 || kinds.has(kind)) && (!acceptsFile || acceptsFile(file));
  };
}

function definitionsOf(query: ParsedQuery, corpus: LoadedCorpus): readonly number[] {
  return definitionNames(query)
    .flatMap((name) => corpus.definitions(name))
    .slice(0, namedLimit);
}

/** Without a line: the first chunks of the files. */
function placesOf({ places }: ParsedQuery, corpus: LoadedCorpus): readonly number[] {
  const found = places.flatMap(({ path, line, endLine = line }) =>
    filesNamed(path, corpus).flatMap((file) => {
      const indexes = [...file.chunks.keys()];
      const wanted =
        line === undefined
          ? indexes.slice(0, firstChunks)
          : indexes.filter((index) => holds(file.chunks[index], line, endLine ?? line));
      return wanted.map((index) => file.id * chunksPerFile + index);
    }),
  );
  return found.slice(0, namedLimit);
}

function holds(chunk: ChunkRecord | undefined, first: number, last: number): boolean {
  return chunk !== undefined && chunk.startLine <= last && first <= chunk.endLine;
}

/** The files that fit a path best: the path as it is, its end, a folder of that name. */
function filesNamed(path: string, corpus: LoadedCorpus): readonly CorpusFile[] {
  const exact = corpus.fileAt(path);
  if (exact) return [exact];
  const fits = [...corpus.files()].map((file) => ({ file, fit: matchesPlace(file.path, path) }));
  const named = fits.filter(({ fit }) => fit > 0).sort((a, b) => b.fit - a.fit);
  return named.slice(0, mostFiles).map(({ file }) => file);
}
