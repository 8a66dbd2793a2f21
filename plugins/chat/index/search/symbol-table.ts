import type { ChunkRecord } from '../store/index-store.js';

const definingKinds = new Set<string>(['function', 'method', 'class', 'statement']);

/** Which chunks define a name: `find` for `OrderRepository.find`. */
export class SymbolTable {
  readonly #chunks = new Map<string, number[]>();

  definitions(name: string): readonly number[] {
    return this.#chunks.get(name.toLowerCase()) ?? [];
  }

  add(chunk: ChunkRecord, chunkId: number): void {
    const name = definedName(chunk);
    if (name === undefined) return;
    const chunks = this.#chunks.get(name);
    if (chunks) chunks.push(chunkId);
    else this.#chunks.set(name, [chunkId]);
  }

  remove(chunk: ChunkRecord, chunkId: number): void {
    const name = definedName(chunk);
    if (name === undefined) return;
    const left = this.#chunks.get(name)?.filter((id) => id !== chunkId) ?? [];
    if (left.length > 0) this.#chunks.set(name, left);
    else this.#chunks.delete(name);
  }

  clear(): void {
    this.#chunks.clear();
  }
}

function definedName({ symbol, kind }: ChunkRecord): string | undefined {
  if (symbol === undefined || !definingKinds.has(kind)) return undefined;
  return symbol.slice(symbol.lastIndexOf('.') + 1).toLowerCase();
}
