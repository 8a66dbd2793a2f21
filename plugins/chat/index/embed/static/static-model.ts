import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { batchesByLength } from '../batches-by-length.js';
import type { Embedder, EmbeddingInput } from '../embedder.js';
import { embeddingFailed, noRuntime, reasonOf, unusableModel } from '../embedder-errors.js';
import { embeddingText } from '../embedding-text.js';
import type { OnnxRuntime } from '../onnx/load-onnxruntime.js';
import { OnnxSession } from '../onnx/onnx-session.js';
import { builtInId } from './built-in-id.js';
import { readVocabulary } from './read-vocabulary.js';
import { StaticTokenizer } from './static-tokenizer.js';
import { maxTokens, TokenBags, type TokenBag } from './token-bag.js';

/** Of one run: more of them take longer each, as they no longer fit into the processor's cache. */
const maxCells = 4096;
/** How many texts are made into tokens between two looks at the signal. */
const textsAtOnce = 128;

/**
 * The model that comes with devmgr (`model/MODEL_CARD.md`): the vector of a text is the sum of the vectors of its tokens,
 * each weighted by 1 + ln of how often it occurs, at unit length.
 */
export class StaticModel implements Embedder {
  readonly id = builtInId;
  readonly dimensions = 256;
  readonly batchSize = textsAtOnce;
  readonly #runtime: OnnxRuntime;
  readonly #session: OnnxSession;
  readonly #tokenizer: StaticTokenizer;
  readonly #bags: TokenBags;

  private constructor(runtime: OnnxRuntime, session: OnnxSession, vocabulary: ReadonlyMap<string, number>) {
    this.#runtime = runtime;
    this.#session = session;
    this.#tokenizer = new StaticTokenizer(vocabulary);
    this.#bags = new TokenBags(vocabulary.size);
  }

  /** `dir` has model.onnx and tokenizer.json. Throws a `DevmgrError`. About 70 ms with the runtime in a new process. */
  static async open(runtime: OnnxRuntime, dir: string): Promise<StaticModel> {
    const vocabulary = await openVocabulary(join(dir, 'tokenizer.json'));
    const session = await openSession(runtime, join(dir, 'model.onnx'));
    return new StaticModel(runtime, session, vocabulary);
  }

  async embed(
    inputs: readonly EmbeddingInput[],
    { signal }: { readonly signal: AbortSignal },
  ): Promise<readonly Float32Array[]> {
    const vectors: Float32Array[] = [];
    for (let start = 0; start < inputs.length; start += textsAtOnce) {
      signal.throwIfAborted();
      vectors.push(...(await this.#embedSome(inputs.slice(start, start + textsAtOnce), signal)));
    }
    return vectors;
  }

  dispose(): Promise<void> {
    return this.#session.release();
  }

  async #embedSome(inputs: readonly EmbeddingInput[], signal: AbortSignal): Promise<readonly Float32Array[]> {
    const bags = inputs.map((input) => this.#bags.of(this.#tokenizer.encode(embeddingText(input), maxTokens)));
    const vectors = new Array<Float32Array>(inputs.length);
    const lengths = bags.map(({ ids }) => ids.length);
    for (const places of batchesByLength(lengths, maxCells)) {
      const batch = places.map((place) => bags[place]).filter((bag) => bag !== undefined);
      const rows = await this.#run(batch, lengths[places[0] ?? 0] ?? 0, signal);
      places.forEach((place, row) => {
        vectors[place] = rows.slice(row * this.dimensions, (row + 1) * this.dimensions);
      });
    }
    return vectors;
  }

  /** Rows of the vectors, one after the other. `width`: tokens of the longest. */
  async #run(bags: readonly TokenBag[], width: number, signal: AbortSignal): Promise<Float32Array> {
    if (width === 0) return new Float32Array(bags.length * this.dimensions);
    try {
      const output = await this.#session.run(this.#feeds(bags, width), 'embeddings', signal);
      return output.data as Float32Array;
    } catch (error) {
      signal.throwIfAborted();
      throw embeddingFailed('The built-in model', reasonOf(error), error);
    }
  }

  /** Padding has the weight 0, of whatever token. */
  #feeds(bags: readonly TokenBag[], width: number): Record<string, InstanceType<OnnxRuntime['Tensor']>> {
    const ids = new BigInt64Array(bags.length * width);
    // The low halves: writing a bigint costs an allocation.
    const low = new Int32Array(ids.buffer);
    const weights = new Float32Array(bags.length * width);
    bags.forEach((bag, row) => {
      for (let at = 0, cell = row * width; at < bag.ids.length; at += 1, cell += 1) {
        low[cell * 2] = bag.ids[at] ?? 0;
        weights[cell] = bag.weights[at] ?? 0;
      }
    });
    const dims = [bags.length, width];
    const { Tensor } = this.#runtime;
    return { input_ids: new Tensor('int64', ids, dims), attention_mask: new Tensor('float32', weights, dims) };
  }
}

/** A file that is as it was shipped is refused only where the runtime's binary cannot run. */
async function openSession(runtime: OnnxRuntime, file: string): Promise<OnnxSession> {
  await access(file).catch((error: unknown) => {
    throw broken(file, error);
  });
  try {
    return await OnnxSession.open(runtime, { file, threads: 1, optimization: 'disabled' });
  } catch (error) {
    throw noRuntime(`ONNX Runtime does not load the built-in model (${reasonOf(error)})`, error);
  }
}

async function openVocabulary(file: string): Promise<ReadonlyMap<string, number>> {
  try {
    return readVocabulary(await readFile(file, 'utf8'));
  } catch (error) {
    throw broken(file, error);
  }
}

function broken(file: string, error: unknown): Error {
  return unusableModel(`${file} cannot be read: ${reasonOf(error)}`, 'Install devmgr again', error);
}
