import type { InferenceSession, Tensor } from 'onnxruntime-node';
import { unusableModel } from '../embedder-errors.js';
import type { OnnxRuntime } from '../onnx/load-onnxruntime.js';

/** What each input of a transformer is at a place of a row: `id` is `undefined` in the padding. */
const cells: Readonly<Record<string, (id: number | undefined, at: number) => number>> = {
  input_ids: (id) => id ?? 0,
  attention_mask: (id) => (id === undefined ? 0 : 1),
  token_type_ids: () => 0,
  position_ids: (_, at) => at,
};

/** Makes the tensors that a model asks for; rows are filled up at their end. */
export class ModelInputs {
  readonly #runtime: OnnxRuntime;
  readonly #inputs: readonly { readonly name: string; readonly isShort: boolean }[];

  /** Throws a `DevmgrError` for a model that wants what nobody knows. */
  constructor(runtime: OnnxRuntime, inputs: readonly InferenceSession.ValueMetadata[], file: string) {
    const strange = inputs.find(({ name }) => !Object.hasOwn(cells, name));
    if (strange) {
      const hint = 'Choose a model for text embeddings (feature-extraction) in the setting `embedder`';
      throw unusableModel(`${file} has an input ${strange.name} that is not known`, hint);
    }
    this.#runtime = runtime;
    this.#inputs = inputs.map((input) => ({ name: input.name, isShort: input.isTensor && input.type === 'int32' }));
  }

  /** Without a mask a model would take padding for text. */
  get canPad(): boolean {
    return this.#inputs.some(({ name }) => name === 'attention_mask');
  }

  /** `width`: of the longest row. */
  of(rows: readonly (readonly number[])[], width: number): Record<string, Tensor> {
    const dims = [rows.length, width];
    const { Tensor } = this.#runtime;
    const entries = this.#inputs.map(({ name, isShort }) => {
      const values = this.#values(name, rows, width);
      return [
        name,
        isShort ? new Tensor('int32', values, dims) : new Tensor('int64', BigInt64Array.from(values, BigInt), dims),
      ] as const;
    });
    return Object.fromEntries(entries);
  }

  #values(name: string, rows: readonly (readonly number[])[], width: number): Int32Array {
    const cell = cells[name];
    const values = new Int32Array(rows.length * width);
    if (!cell) return values;
    rows.forEach((row, at) => {
      for (let i = 0; i < width; i += 1) values[at * width + i] = cell(row[i], i);
    });
    return values;
  }
}
