import type { StoredFile } from '../store/index-store.js';

/** What a plan has to know of a file that is in the index. */
export interface KnownFile {
  readonly path: string;
  /** `undefined`: the store does not say it. */
  readonly id: number | undefined;
  readonly hash: string;
  readonly size: number;
  readonly mtimeMs: number;
  readonly language: string;
  /** Of its chunks in order. */
  readonly chunkHashes: readonly string[];
}

/** The files of the index, as they are in the store: follows what is written. */
export class KnownFiles {
  readonly #files: Map<string, KnownFile>;
  #chunks = 0;

  constructor(files: Iterable<KnownFile>) {
    this.#files = new Map();
    for (const file of files) this.set(file);
  }

  static of(stored: readonly StoredFile[]): KnownFiles {
    return new KnownFiles(
      stored.map(({ id, path, hash, size, mtimeMs, language, chunks }) => {
        return { id, path, hash, size, mtimeMs, language, chunkHashes: chunks.map((chunk) => chunk.hash) };
      }),
    );
  }

  get counts(): { readonly files: number; readonly chunks: number } {
    return { files: this.#files.size, chunks: this.#chunks };
  }

  get(path: string): KnownFile | undefined {
    return this.#files.get(path);
  }

  all(): Iterable<KnownFile> {
    return this.#files.values();
  }

  set(file: KnownFile): void {
    this.delete(file.path);
    this.#files.set(file.path, file);
    this.#chunks += file.chunkHashes.length;
  }

  delete(path: string): void {
    this.#chunks -= this.#files.get(path)?.chunkHashes.length ?? 0;
    this.#files.delete(path);
  }
}
