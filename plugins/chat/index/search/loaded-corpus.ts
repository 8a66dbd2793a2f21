import { VectorMatrix } from '../matrix/vector-matrix.js';
import { chunksPerFile, type FileVectors, type IndexChanges, type LoadedFile } from '../store/index-store.js';
import { lastPart } from '../rank/last-part.js';
import { ImportGraph } from './import-graph.js';
import { nearestName } from './nearest-name.js';
import type { CorpusFile, SearchCorpus } from './search-corpus.js';
import { SymbolTable } from './symbol-table.js';

/** What the index holds, without the texts: those stay in the database. Kept up to date with changes. */
export class LoadedCorpus implements SearchCorpus {
  readonly #files = new Map<number, CorpusFile>();
  readonly #paths = new Map<string, CorpusFile>();
  readonly #symbols = new SymbolTable();
  readonly #imports = new ImportGraph();
  /** By row of the matrix. */
  #rowChunks: number[] = [];
  #matrix: VectorMatrix | undefined;
  #chunkCount = 0;
  #generation = 0;
  #embedder: string | undefined;

  get chunkCount(): number {
    return this.#chunkCount;
  }

  get fileCount(): number {
    return this.#files.size;
  }

  get generation(): number {
    return this.#generation;
  }

  /** Whose vectors the matrix holds. */
  get embedder(): string | undefined {
    return this.#embedder;
  }

  /** `undefined`: no file has vectors. */
  get matrix(): VectorMatrix | undefined {
    return this.#matrix;
  }

  /** Whether so many rows of the matrix are of no use that it had better be made anew. */
  get isSparse(): boolean {
    const { rows = 0, removed = 0 } = this.#matrix ?? {};
    return removed > 1_000 && removed > rows / 2;
  }

  apply(changes: IndexChanges): void {
    if (changes.isComplete) this.#clear();
    for (const id of changes.removed) this.#remove(id);
    this.#embedder = changes.embedder;
    for (const file of changes.files) this.#add(file);
    this.#link(changes);
    this.#generation = changes.generation;
  }

  file(id: number): CorpusFile | undefined {
    return this.#files.get(id);
  }

  files(): Iterable<CorpusFile> {
    return this.#files.values();
  }

  fileAt(path: string): CorpusFile | undefined {
    return this.#paths.get(path);
  }

  definitions(name: string): readonly number[] {
    return this.#symbols.definitions(name);
  }

  /** As somebody may have meant it; as it is written where it is defined. */
  nameLike(name: string): string | undefined {
    const found = nearestName(name, this.#symbols.names());
    const [chunkId] = found === undefined ? [] : this.definitions(found);
    if (found === undefined || chunkId === undefined) return undefined;
    const chunk = this.file(Math.floor(chunkId / chunksPerFile))?.chunks[chunkId % chunksPerFile];
    const names = [chunk?.symbol ?? '', ...(chunk?.defines ?? [])].map(lastPart);
    return names.find((one) => one.toLowerCase() === found) ?? found;
  }

  importedBy(fileId: number): number {
    const path = this.#files.get(fileId)?.path;
    return path === undefined ? 0 : this.#imports.count(path);
  }

  /** Files that a file imports and that import it, both by path; as far as their names tell. */
  importsOf(path: string): { readonly imports: readonly string[]; readonly importedBy: readonly string[] } {
    if (!this.#paths.has(path)) return { imports: [], importedBy: [] };
    const here = (paths: readonly string[]) => paths.filter((each) => this.#paths.has(each)).sort();
    return { imports: here(this.#imports.imports(path)), importedBy: here(this.#imports.importedBy(path)) };
  }

  /** The chunk whose vector is in a row of the matrix. */
  chunkAtRow(row: number): number {
    return this.#rowChunks[row] ?? -1;
  }

  /** Files that are new may be what others have looked for in vain. */
  #link({ files, isComplete }: IndexChanges): void {
    const exists = (path: string) => this.#paths.has(path);
    const waiting = isComplete ? [] : files.flatMap(({ path }) => this.#imports.mayImport(path));
    const again = [...new Set(waiting)].map((path) => this.#paths.get(path)).filter((file) => file !== undefined);
    for (const file of [...files, ...again]) this.#imports.add(file, exists);
  }

  #clear(): void {
    this.#files.clear();
    this.#paths.clear();
    this.#symbols.clear();
    this.#imports.clear();
    this.#rowChunks = [];
    this.#matrix = undefined;
    this.#chunkCount = 0;
  }

  #add({ vectors, ...file }: LoadedFile): void {
    this.#remove(file.id);
    const row = vectors && this.#addVectors(file, vectors);
    const added: CorpusFile = { ...file, row };
    this.#files.set(file.id, added);
    this.#paths.set(file.path, added);
    this.#chunkCount += file.chunks.length;
    for (const [index, chunk] of file.chunks.entries()) this.#symbols.add(chunk, file.id * chunksPerFile + index);
  }

  /** Vectors that do not fit (another number of chunks, or of dimensions) are left out: the file is found by keywords. */
  #addVectors({ id, chunks }: Omit<LoadedFile, 'vectors'>, vectors: FileVectors): number | undefined {
    this.#matrix ??= new VectorMatrix(vectors.dimensions);
    const size = this.#matrix.packedBytes * chunks.length;
    if (this.#matrix.dimensions !== vectors.dimensions || vectors.data.length !== size) return undefined;
    const first = this.#matrix.add(vectors.data);
    for (const index of chunks.keys()) this.#rowChunks[first + index] = id * chunksPerFile + index;
    return first;
  }

  #remove(id: number): void {
    const file = this.#files.get(id);
    if (!file) return;
    this.#files.delete(id);
    if (this.#paths.get(file.path) === file) this.#paths.delete(file.path);
    this.#imports.remove(file.path);
    this.#chunkCount -= file.chunks.length;
    if (file.row !== undefined) this.#matrix?.remove(file.row, file.chunks.length);
    for (const [index, chunk] of file.chunks.entries()) this.#symbols.remove(chunk, id * chunksPerFile + index);
  }
}
