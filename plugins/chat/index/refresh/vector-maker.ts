import type { Embedder, EmbeddingInput } from '../embed/embedder.js';
import type { FileVectors, IndexWriter } from '../store/index-store.js';
import { packVectors, packedVector } from '../store/vector-codec.js';
import type { KnownFile } from './known-files.js';
import type { Log } from './log.js';

export interface FileToEmbed {
  readonly path: string;
  readonly chunks: readonly { readonly hash: string; readonly embedText: string }[];
  /** In whose row vectors of the same chunks may be: the file as it was before. */
  readonly source: KnownFile | undefined;
}

export interface VectorMakerOptions {
  readonly writer: Pick<IndexWriter, 'vectorsOf'>;
  /** `undefined`: files go without vectors. */
  readonly embedder: Embedder | undefined;
  readonly log: Log;
}

/** See `FileVectors`. */
const packedScaleBytes = 4;

type Vector = Float32Array | Uint8Array;

/** Vectors of one file by the hash of the chunk. */
type VectorsByHash = Map<string, Vector>;

interface MissingVector {
  readonly vectors: VectorsByHash;
  readonly hash: string;
  readonly input: EmbeddingInput;
}

/**
 * Makes the vectors of files: those of chunks that were there before are taken over. When the embedder fails, it is not asked
 * again, and files that would need it go without.
 */
export class VectorMaker {
  readonly #options: VectorMakerOptions;
  #embedded = 0;
  #problem: Error | undefined;

  constructor(options: VectorMakerOptions) {
    this.#options = options;
  }

  /** How many chunks it has embedded. */
  get embedded(): number {
    return this.#embedded;
  }

  /** What the embedder failed with. */
  get problem(): Error | undefined {
    return this.#problem;
  }

  /** In the order of `files`. Rejects with the signal's reason or an error of the store. */
  async vectorsOf(files: readonly FileToEmbed[], signal: AbortSignal): Promise<readonly (FileVectors | undefined)[]> {
    const { embedder } = this.#options;
    if (!embedder) return files.map(() => undefined);
    const vectors = await this.#knownVectors(files, embedder);
    await this.#embed(missingVectors(files, vectors), embedder, signal);
    return files.map(({ chunks }, at) => pack(chunks, vectors[at], embedder.id));
  }

  async #knownVectors(files: readonly FileToEmbed[], embedder: Embedder): Promise<readonly VectorsByHash[]> {
    const ids = files.flatMap((file) => (sharesChunks(file) ? [file.source?.id] : [])).filter((id) => id !== undefined);
    const rows =
      ids.length === 0 ? new Map<number, FileVectors>() : await this.#options.writer.vectorsOf(ids, embedder.id);
    return files.map(({ source }) => {
      const row = source?.id === undefined ? undefined : rows.get(source.id);
      return row && isOfLength(row, embedder.dimensions) ? byHash(source?.chunkHashes ?? [], row) : new Map();
    });
  }

  async #embed(missing: readonly MissingVector[], embedder: Embedder, signal: AbortSignal): Promise<void> {
    const size = Math.max(1, embedder.batchSize);
    try {
      for (let start = 0; start < missing.length && !this.#problem; start += size) {
        const some = missing.slice(start, start + size);
        const made = await embedder.embed(
          some.map(({ input }) => input),
          { signal },
        );
        for (const [at, { vectors, hash }] of some.entries()) if (made[at]) vectors.set(hash, made[at]);
        this.#embedded += some.length;
      }
    } catch (error) {
      signal.throwIfAborted();
      this.#problem = error instanceof Error ? error : new Error(String(error));
      this.#options.log('warn', `No vectors for now: ${this.#problem.message}`);
    }
  }
}

function sharesChunks({ chunks, source }: FileToEmbed): boolean {
  return chunks.some(({ hash }) => source?.chunkHashes.includes(hash));
}

function isOfLength(row: FileVectors, dimensions: number | undefined): boolean {
  return dimensions === undefined || row.dimensions === dimensions;
}

function byHash(hashes: readonly string[], row: FileVectors): VectorsByHash {
  const entries = hashes.map((hash, place) => [hash, packedVector(row, place)] as const);
  return new Map(entries.filter((entry): entry is readonly [string, Uint8Array] => entry[1] !== undefined));
}

function missingVectors(files: readonly FileToEmbed[], vectors: readonly VectorsByHash[]): readonly MissingVector[] {
  const missing: MissingVector[] = [];
  for (const [at, { path, chunks }] of files.entries()) {
    const known = vectors[at] ?? new Map<string, Vector>();
    const texts = new Map(chunks.map(({ hash, embedText }) => [hash, embedText]));
    for (const [hash, text] of texts) {
      if (!known.has(hash)) missing.push({ vectors: known, hash, input: { path, text } });
    }
  }
  return missing;
}

/** `undefined` when one is missing, or when the embedder makes longer ones now than it did: then all are made again. */
function pack(
  chunks: FileToEmbed['chunks'],
  vectors: VectorsByHash | undefined,
  embedder: string,
): FileVectors | undefined {
  const all = chunks.map(({ hash }) => vectors?.get(hash)).filter((vector) => vector !== undefined);
  if (all.length === 0 || all.length < chunks.length) return undefined;
  const [first, ...others] = all.map(dimensionsOf);
  return others.every((dimensions) => dimensions === first) ? packVectors(all, embedder) : undefined;
}

function dimensionsOf(vector: Vector): number {
  return vector instanceof Uint8Array ? vector.length - packedScaleBytes : vector.length;
}
