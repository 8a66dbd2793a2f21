import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Embedder, EmbeddingInput } from '../embedder.js';
import { reasonOf, unusableModel } from '../embedder-errors.js';
import { embeddingText } from '../embedding-text.js';
import type { ModelFile } from '../folder/find-file.js';
import type { LoadedTokenizer } from '../folder/load-tokenizer.js';
import { embedderId, type ModelFolder } from '../folder/model-folder.js';
import { unitVector } from '../unit-vector.js';
import { readSafetensors } from './read-safetensors.js';
import { TableTokens } from './table-tokens.js';
import { VectorTable } from './vector-table.js';

/** How many texts are done between two looks at the signal: a few milliseconds. */
const textsAtOnce = 16;

/** A model of Model2Vec as it saves them: the mean of the vectors of a text's tokens. It needs no ONNX Runtime. */
export class TableModel implements Embedder {
  readonly id: string;
  readonly batchSize = 64;
  readonly #tokens: TableTokens;
  readonly #table: VectorTable;

  private constructor(id: string, loaded: LoadedTokenizer, table: VectorTable) {
    this.id = id;
    this.#tokens = new TableTokens(loaded.tokenizer);
    this.#table = table;
  }

  /** Throws a `DevmgrError` for a file without a table. */
  static async open(folder: ModelFolder, file: ModelFile, loaded: LoadedTokenizer): Promise<TableModel> {
    const id = embedderId(folder, [file, folder.tokenizer], undefined);
    return new TableModel(id, loaded, await openTable(file));
  }

  get dimensions(): number {
    return this.#table.dimensions;
  }

  async embed(
    inputs: readonly EmbeddingInput[],
    { signal }: { readonly signal: AbortSignal },
  ): Promise<readonly Float32Array[]> {
    const vectors: Float32Array[] = [];
    for (const [at, input] of inputs.entries()) {
      if (at > 0 && at % textsAtOnce === 0) await nextTurn();
      signal.throwIfAborted();
      vectors.push(unitVector(this.#table.sum(this.#tokens.encode(embeddingText(input)))));
    }
    return vectors;
  }

  dispose(): Promise<void> {
    return Promise.resolve();
  }
}

async function openTable(file: ModelFile): Promise<VectorTable> {
  try {
    return new VectorTable(await readSafetensors(file.path, VectorTable.names));
  } catch (error) {
    const hint = 'Get the model again, or choose one with onnx/model.onnx';
    throw unusableModel(`${file.path} is no table of vectors: ${reasonOf(error)}`, hint, error);
  }
}
