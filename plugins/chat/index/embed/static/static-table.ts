import { onnxTensors } from '../onnx/onnx-tensors.js';
import { unitVector } from '../unit-vector.js';
import type { TokenBag } from './token-bag.js';

/** The table in `model.onnx` (MODEL_CARD.md): an int8 row and a float32 scale for each token. */
export class StaticTable {
  /** Tokens. */
  readonly size: number;
  readonly dimensions: number;
  readonly #rows: Int8Array;
  readonly #scales: DataView;

  /** `file`: the bytes of the model; a part of them is kept. Throws when there is no table in them. */
  constructor(file: Uint8Array) {
    const tensors = onnxTensors(file);
    const [rows, scales] = [tensors.get('table'), tensors.get('scale')];
    this.size = Math.floor((scales?.length ?? 0) / 4);
    this.dimensions = (rows?.length ?? 0) / this.size;
    if (!rows || !scales || !(Number.isInteger(this.dimensions) && this.dimensions > 0)) {
      throw new Error('it has no table of tokens');
    }
    this.#rows = new Int8Array(rows.buffer, rows.byteOffset, rows.length);
    this.#scales = new DataView(scales.buffer, scales.byteOffset, scales.length);
  }

  /** What the graph of the model computes for one text: the weighted sum of its rows, at unit length. */
  vectorOf({ ids, weights }: TokenBag): Float32Array {
    const sum = new Float32Array(this.dimensions);
    for (const [at, id] of ids.entries()) {
      const weight = this.#scales.getFloat32(id * 4, true) * (weights[at] ?? 0);
      const row = this.#rows.subarray(id * this.dimensions, (id + 1) * this.dimensions);
      for (let index = 0; index < sum.length; index += 1) sum[index] = (sum[index] ?? 0) + weight * (row[index] ?? 0);
    }
    return unitVector(sum);
  }
}
