import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Embedder, EmbeddingInput } from '../embedder.js';
import { reasonOf, unusableModel } from '../embedder-errors.js';
import { embeddingText } from '../embedding-text.js';
import { builtInId } from './built-in-id.js';
import { StaticTable } from './static-table.js';
import { StaticTokenizer } from './static-tokenizer.js';
import { TextVocabulary } from './text-vocabulary.js';
import { maxTokens, TokenBags } from './token-bag.js';

/**
 * The built-in model for single queries: reads the rows of a few tokens from the model file itself. It is open within a few
 * milliseconds, where ONNX Runtime takes seventy, and in a tenth of the memory; for whole projects `StaticModel` is faster.
 */
export class StaticQueries implements Embedder {
  readonly id = builtInId;
  readonly dimensions: number;
  readonly batchSize = 16;
  readonly #table: StaticTable;
  readonly #tokenizer: StaticTokenizer;
  readonly #bags: TokenBags;

  private constructor(table: StaticTable, tokenizer: StaticTokenizer) {
    this.dimensions = table.dimensions;
    this.#table = table;
    this.#tokenizer = tokenizer;
    this.#bags = new TokenBags(table.size);
  }

  /** `dir` has model.onnx and tokenizer.json. Throws a `DevmgrError`. Reads on its thread, which waits for nothing else. */
  static open(dir: string): StaticQueries {
    const table = read(join(dir, 'model.onnx'), (bytes) => new StaticTable(bytes));
    const vocabulary = read(join(dir, 'tokenizer.json'), (bytes) => new TextVocabulary(bytes.toString('utf8')));
    return new StaticQueries(table, new StaticTokenizer(vocabulary));
  }

  async embed(
    inputs: readonly EmbeddingInput[],
    { signal }: { readonly signal: AbortSignal },
  ): Promise<readonly Float32Array[]> {
    return inputs.map((input) => {
      signal.throwIfAborted();
      return this.#table.vectorOf(this.#bags.of(this.#tokenizer.encode(embeddingText(input), maxTokens)));
    });
  }

  async dispose(): Promise<void> {}
}

function read<Value>(file: string, make: (bytes: Buffer) => Value): Value {
  try {
    return make(readFileSync(file));
  } catch (error) {
    throw unusableModel(`${file} cannot be read: ${reasonOf(error)}`, 'Install devmgr again', error);
  }
}
