import type { TableTensor } from './read-safetensors.js';

/** A vector for each token, of Model2Vec: `embeddings`, perhaps a `weights` for each token, and a `mapping` of tokens to rows. */
export class VectorTable {
  readonly dimensions: number;
  readonly #values: TableTensor['values'];
  readonly #weights: TableTensor['values'] | undefined;
  readonly #mapping: TableTensor['values'] | undefined;

  /** Throws when there are no vectors. */
  constructor(tensors: ReadonlyMap<string, TableTensor>) {
    const table = tensors.get('embeddings') ?? tensors.get('embedding.weight');
    const [, dimensions] = table?.shape ?? [];
    if (!table || dimensions === undefined) throw new Error('it has no table named embeddings');
    this.dimensions = dimensions;
    this.#values = table.values;
    this.#weights = tensors.get('weights')?.values;
    this.#mapping = tensors.get('mapping')?.values;
  }

  /** The names of the tensors. */
  static readonly names: readonly string[] = ['embeddings', 'embedding.weight', 'weights', 'mapping'];

  /** The sum of the vectors of some tokens: their mean in another length. */
  sum(ids: readonly number[]): Float32Array {
    const sum = new Float32Array(this.dimensions);
    for (const id of ids) {
      const weight = this.#weights ? Number(this.#weights[id] ?? 0) : 1;
      const from = (this.#mapping ? Number(this.#mapping[id] ?? -1) : id) * this.dimensions;
      for (let i = 0; i < this.dimensions; i += 1) {
        sum[i] = (sum[i] ?? 0) + weight * Number(this.#values[from + i] ?? 0);
      }
    }
    return sum;
  }
}
