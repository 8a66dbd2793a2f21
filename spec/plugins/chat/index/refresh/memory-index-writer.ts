import type {
  FileContent,
  FileVectors,
  IndexBatch,
  IndexWriter,
  SkippedFile,
  StoreCounts,
  StoredFile,
} from '../../../../../plugins/chat/index/store/index-store.js';

interface Kept extends FileContent {
  readonly id: number;
  readonly byEmbedder: Map<string, FileVectors>;
}

/** An index in memory that does what the interface says, and remembers how it was asked. */
export class MemoryIndexWriter implements IndexWriter {
  readonly kept = new Map<string, Kept>();
  readonly batches: IndexBatch[] = [];
  skipped: readonly SkippedFile[] = [];
  active: string | undefined;
  /** Called before a batch is written: may throw. */
  beforeApply: (batch: IndexBatch) => Promise<void> | void = () => undefined;
  #ids = 0;

  async counts(): Promise<StoreCounts> {
    return { files: this.kept.size, chunks: 0, languages: [], skipped: {} };
  }

  async files(): Promise<readonly StoredFile[]> {
    return [...this.kept.values()];
  }

  async apply(batch: IndexBatch): ReturnType<IndexWriter['apply']> {
    await this.beforeApply(batch);
    if (Object.values(batch).some((part: readonly unknown[]) => part.length > 0)) this.batches.push(batch);
    for (const path of batch.remove) this.kept.delete(path);
    for (const { from, to, mtimeMs, terms } of batch.move) this.#move(from, to, mtimeMs, terms);
    const ids = new Map(batch.put.map((file) => [file.path, this.#put(file)]));
    for (const { path, ...now } of batch.touch) this.#change(path, now);
    for (const { fileId, vectors } of batch.vectors) {
      for (const file of this.kept.values()) if (file.id === fileId) file.byEmbedder.set(vectors.embedder, vectors);
    }
    return { generation: this.batches.length, ids };
  }

  async setSkipped(files: readonly SkippedFile[]): Promise<void> {
    this.skipped = files;
  }

  async vectorsOf(fileIds: readonly number[], embedder: string): Promise<ReadonlyMap<number, FileVectors>> {
    const found = new Map<number, FileVectors>();
    for (const { id, byEmbedder } of this.kept.values()) {
      const vectors = byEmbedder.get(embedder);
      if (vectors && fileIds.includes(id)) found.set(id, vectors);
    }
    return found;
  }

  async filesWithout(embedder: string): Promise<readonly { readonly id: number; readonly path: string }[]> {
    return [...this.kept.values()].filter(({ chunks, byEmbedder }) => chunks.length > 0 && !byEmbedder.has(embedder));
  }

  async textsOf(): Promise<never> {
    throw new Error('Nobody asks for texts here');
  }

  async setActiveEmbedder(embedder: string | undefined): Promise<void> {
    this.active = embedder;
    for (const { byEmbedder } of this.kept.values()) {
      for (const id of byEmbedder.keys()) if (id !== embedder) byEmbedder.delete(id);
    }
  }

  async clear(): Promise<void> {
    this.kept.clear();
    this.skipped = [];
  }

  async close(): Promise<void> {
    this.kept.clear();
  }

  #put(file: FileContent): number {
    const id = ++this.#ids;
    const byEmbedder = new Map(file.vectors ? [[file.vectors.embedder, file.vectors]] : []);
    this.kept.set(file.path, { ...file, id, byEmbedder });
    return id;
  }

  #move(from: string, to: string, mtimeMs: number, terms: IndexBatch['move'][number]['terms']): void {
    const file = this.kept.get(from);
    if (!file) return;
    this.kept.delete(from);
    const chunks = file.chunks.map((chunk, place) => ({ ...chunk, terms: terms[place] ?? chunk.terms }));
    this.kept.set(to, { ...file, path: to, mtimeMs, chunks });
  }

  #change(path: string, now: Partial<Kept>): void {
    const file = this.kept.get(path);
    if (file) this.kept.set(path, { ...file, ...now });
  }
}
