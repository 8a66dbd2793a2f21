import type { Tensor } from 'onnxruntime-node';
import type { Embedder, EmbeddingInput } from '../embedder.js';
import { embeddingFailed, reasonOf } from '../embedder-errors.js';
import { embeddingText } from '../embedding-text.js';
import type { ModelFile } from '../folder/find-file.js';
import type { LoadedTokenizer } from '../folder/load-tokenizer.js';
import { embedderId, type ModelFolder } from '../folder/model-folder.js';
import type { OnnxRuntime } from '../onnx/load-onnxruntime.js';
import type { OnnxSession } from '../onnx/onnx-session.js';
import { unitVector } from '../unit-vector.js';
import { TableTokens } from './table-tokens.js';

export interface BagModelParts {
  readonly runtime: OnnxRuntime;
  readonly folder: ModelFolder;
  readonly file: ModelFile;
  readonly session: OnnxSession;
  readonly loaded: LoadedTokenizer;
}

/**
 * A model of Model2Vec as its `scripts/export_to_onnx.py` exports it: `input_ids` of all texts one after the other, `offsets`
 * where each begins, `embeddings` their means.
 */
export class BagModel implements Embedder {
  readonly id: string;
  readonly batchSize = 64;
  readonly #runtime: OnnxRuntime;
  readonly #session: OnnxSession;
  readonly #tokens: TableTokens;
  #dimensions: number | undefined;

  constructor({ runtime, folder, file, session, loaded }: BagModelParts) {
    this.id = embedderId(folder, [file, folder.tokenizer], undefined);
    this.#runtime = runtime;
    this.#session = session;
    this.#tokens = new TableTokens(loaded.tokenizer);
  }

  get dimensions(): number | undefined {
    return this.#dimensions;
  }

  async embed(
    inputs: readonly EmbeddingInput[],
    { signal }: { readonly signal: AbortSignal },
  ): Promise<readonly Float32Array[]> {
    signal.throwIfAborted();
    const rows = inputs.map((input) => this.#tokens.encode(embeddingText(input)));
    if (rows.every(({ length }) => length === 0)) return rows.map(() => new Float32Array(this.#dimensions ?? 0));
    try {
      const output = await this.#session.run(this.#feeds(rows), this.#session.outputNames[0] ?? '', signal);
      return this.#vectorsOf(output, rows);
    } catch (error) {
      signal.throwIfAborted();
      throw embeddingFailed(this.id, reasonOf(error), error);
    }
  }

  dispose(): Promise<void> {
    return this.#session.release();
  }

  #feeds(rows: readonly (readonly number[])[]): Record<string, Tensor> {
    let end = 0;
    const offsets = rows.map(({ length }) => BigInt((end += length) - length));
    const ids = rows.flatMap((row) => row.map(BigInt));
    const { Tensor } = this.#runtime;
    return {
      input_ids: new Tensor('int64', BigInt64Array.from(ids), [ids.length]),
      offsets: new Tensor('int64', BigInt64Array.from(offsets), [rows.length]),
    };
  }

  #vectorsOf({ data, dims }: Tensor, rows: readonly (readonly number[])[]): readonly Float32Array[] {
    const size = dims.at(-1) ?? 0;
    this.#dimensions = size;
    const values = data as Float32Array;
    // The mean of nothing is not zero with every version of the operator.
    return rows.map(({ length }, at) =>
      length === 0 ? new Float32Array(size) : unitVector(values.subarray(at * size, (at + 1) * size)),
    );
  }
}
