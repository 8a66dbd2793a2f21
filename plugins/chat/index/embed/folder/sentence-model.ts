import { availableParallelism } from 'node:os';
import type { Tensor } from 'onnxruntime-node';
import { batchesByLength } from '../batches-by-length.js';
import type { Embedder, EmbeddingInput } from '../embedder.js';
import { embeddingFailed, reasonOf, unusableModel } from '../embedder-errors.js';
import { embeddingText } from '../embedding-text.js';
import { halfFloats } from '../half-floats.js';
import type { OnnxRuntime } from '../onnx/load-onnxruntime.js';
import type { OnnxSession } from '../onnx/onnx-session.js';
import { unitVector } from '../unit-vector.js';
import type { ModelFile } from './find-file.js';
import type { LoadedTokenizer } from './load-tokenizer.js';
import { embedderId, type ModelFolder } from './model-folder.js';
import { ModelInputs } from './model-inputs.js';
import { pool } from './pooling.js';
import { readSentenceSettings, type SentenceSettings } from './sentence-settings.js';
import { TokenEncoder } from './token-encoder.js';

/** Of one run, padding included: the thread is blocked for so long, a tenth of a second with a small model. */
const maxCells = 2048;

export interface SentenceModelParts {
  readonly runtime: OnnxRuntime;
  readonly folder: ModelFolder;
  readonly file: ModelFile;
  readonly session: OnnxSession;
  readonly loaded: LoadedTokenizer;
}

/** Threads of one run: half of the machine stays for the person who works at it. */
export const sentenceThreads = Math.max(1, Math.floor(availableParallelism() / 2));

/** A transformer as sentence-transformers uses it: tokens, the model, pooling. */
export class SentenceModel implements Embedder {
  readonly id: string;
  /** Enough that texts of a length are found for every batch. */
  readonly batchSize = 64;
  readonly #session: OnnxSession;
  readonly #settings: SentenceSettings;
  readonly #encoder: TokenEncoder;
  readonly #inputs: ModelInputs;
  readonly #output: string;
  #dimensions: number | undefined;

  private constructor({ runtime, folder, file, session, loaded }: SentenceModelParts, settings: SentenceSettings) {
    this.id = embedderId(folder, [file, folder.tokenizer], settings);
    this.#session = session;
    this.#settings = settings;
    this.#encoder = new TokenEncoder(loaded.tokenizer, settings.maxTokens);
    this.#inputs = new ModelInputs(runtime, session.inputs, file.path);
    this.#output = outputOf(session, settings, file.path);
  }

  /** Throws a `DevmgrError` for a model of another kind. */
  static async open(parts: SentenceModelParts): Promise<SentenceModel> {
    return new SentenceModel(parts, await readSentenceSettings(parts.folder, parts.loaded.config));
  }

  get dimensions(): number | undefined {
    return this.#dimensions;
  }

  async embed(
    inputs: readonly EmbeddingInput[],
    { signal }: { readonly signal: AbortSignal },
  ): Promise<readonly Float32Array[]> {
    signal.throwIfAborted();
    const rows = inputs.map((input) => this.#tokensOf(input));
    const vectors = new Array<Float32Array>(inputs.length);
    const lengths = rows.map(({ ids }) => ids.length);
    for (const places of batchesByLength(lengths, this.#inputs.canPad ? maxCells : 1)) {
      const batch = places.map((place) => rows[place]).filter((row) => row !== undefined);
      const results = await this.#run(batch, lengths[places[0] ?? 0] ?? 0, signal);
      places.forEach((place, at) => (vectors[place] = results[at] ?? new Float32Array(this.#dimensions ?? 0)));
    }
    return vectors;
  }

  dispose(): Promise<void> {
    return this.#session.release();
  }

  #tokensOf(input: EmbeddingInput): TokenRow {
    const { prompts, poolsPrompt } = this.#settings;
    const prompt = input.path === undefined ? prompts.query : prompts.document;
    const ids = this.#encoder.encode(prompt + embeddingText(input));
    return { ids, skip: poolsPrompt || prompt === '' ? 0 : this.#encoder.lengthOfStart(prompt) };
  }

  async #run(rows: readonly TokenRow[], width: number, signal: AbortSignal): Promise<readonly Float32Array[]> {
    if (width === 0) return [];
    try {
      const feeds = this.#inputs.of(
        rows.map(({ ids }) => ids),
        width,
      );
      return this.#vectorsOf(await this.#session.run(feeds, this.#output, signal), rows);
    } catch (error) {
      signal.throwIfAborted();
      throw embeddingFailed(this.id, reasonOf(error), error);
    }
  }

  /** From the vectors of texts ([batch, dimensions]) or of their tokens ([batch, tokens, dimensions]). */
  #vectorsOf(output: Tensor, rows: readonly TokenRow[]): readonly Float32Array[] {
    const dimensions = output.dims.at(-1) ?? 0;
    const data = floatsOf(output);
    const size = data.length / Math.max(rows.length, 1);
    const vectors = rows.map(({ ids, skip }, at) => {
      const own = data.subarray(at * size, (at + 1) * size);
      const tokens = { data: own, count: ids.length, dimensions, skip: Math.min(skip, ids.length - 1) };
      return unitVector(output.dims.length === 2 ? own : pool(tokens, this.#settings.pooling));
    });
    this.#dimensions ??= vectors[0]?.length;
    return vectors;
  }
}

interface TokenRow {
  readonly ids: readonly number[];
  readonly skip: number;
}

/** Exports of sentence-transformers have the vectors of whole texts too, made as the model wants them. */
function outputOf({ outputNames }: OnnxSession, { hasDense }: SentenceSettings, file: string): string {
  if (outputNames.includes('sentence_embedding')) return 'sentence_embedding';
  if (hasDense) {
    const hint = 'Export it with its sentence_embedding as output, or choose another model';
    throw unusableModel(`${file} lacks the Dense layer that modules.json names`, hint);
  }
  const known = ['last_hidden_state', 'token_embeddings'].find((name) => outputNames.includes(name));
  return known ?? outputNames[0] ?? '';
}

function floatsOf({ data, type }: Tensor): Float32Array {
  if (data instanceof Float32Array) return data;
  if (type === 'float16') return data instanceof Uint16Array ? halfFloats(data) : Float32Array.from(data as never);
  throw new Error(`its output is of ${type}`);
}
