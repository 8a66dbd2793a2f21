import type { ChunkRecord } from '../store/index-store.js';

const definingKinds = new Set<string>(['function', 'method', 'class', 'statement', 'module']);

/** Which chunks define a name: `find` for `OrderRepository.find`; constants and attributes too. */
export class SymbolTable {
  readonly #chunks = new Map<string, number[]>();

  definitions(name: string): readonly number[] {
    return this.#chunks.get(name.toLowerCase()) ?? [];
  }

  /** All names, in small letters. */
  names(): Iterable<string> {
    return this.#chunks.keys();
  }

  add(chunk: ChunkRecord, chunkId: number): void {
    for (const name of definedNames(chunk)) {
      const chunks = this.#chunks.get(name);
      if (chunks) chunks.push(chunkId);
      else this.#chunks.set(name, [chunkId]);
    }
  }

  remove(chunk: ChunkRecord, chunkId: number): void {
    for (const name of definedNames(chunk)) {
      const left = this.#chunks.get(name)?.filter((id) => id !== chunkId) ?? [];
      if (left.length > 0) this.#chunks.set(name, left);
      else this.#chunks.delete(name);
    }
  }

  clear(): void {
    this.#chunks.clear();
  }
}

function definedNames({ symbol, kind, defines = [] }: ChunkRecord): ReadonlySet<string> {
  const isNamed = symbol !== undefined && definingKinds.has(kind);
  const names = isNamed ? [symbol, ...defines] : defines;
  return new Set(names.map((name) => name.slice(name.lastIndexOf('.') + 1).toLowerCase()));
}
