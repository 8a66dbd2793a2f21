import { DevmgrError } from 'devmgr/plugin-api';
import type { Embedder, EmbeddingInput } from '../embedder.js';
import { embeddingFailed, reasonOf } from '../embedder-errors.js';
import { embeddingText } from '../embedding-text.js';
import { unitVector } from '../unit-vector.js';

/** In the order of `texts`, divided into requests as the endpoint wants them. Rejects with the signal's reason when aborted. */
export type AskService = (
  selection: string,
  texts: readonly string[],
  signal: AbortSignal,
) => Promise<readonly Float32Array[]>;

/** Endpoints refuse texts over some thousand tokens; also dense code has more than two characters in a token. */
const maxLength = 12_000;

/** An embeddings endpoint of the `ai` service. */
export class ServiceEmbedder implements Embedder {
  /** `provider/model`. */
  readonly id: string;
  readonly batchSize = 64;
  readonly #ask: AskService;
  #dimensions: number | undefined;

  constructor(selection: string, ask: AskService) {
    this.id = selection;
    this.#ask = ask;
  }

  get dimensions(): number | undefined {
    return this.#dimensions;
  }

  async embed(
    inputs: readonly EmbeddingInput[],
    { signal }: { readonly signal: AbortSignal },
  ): Promise<readonly Float32Array[]> {
    signal.throwIfAborted();
    const texts = inputs.map((input) => embeddingText(input).slice(0, maxLength));
    // Endpoints refuse a text without anything in it.
    const asked = texts.filter((text) => text.trim() !== '');
    const found = asked.length > 0 ? await this.#vectors(asked, signal) : [];
    let next = 0;
    return texts.map((text) => {
      const vector = text.trim() === '' ? undefined : found[next++];
      return vector ?? new Float32Array(this.#dimensions ?? 0);
    });
  }

  dispose(): Promise<void> {
    return Promise.resolve();
  }

  async #vectors(texts: readonly string[], signal: AbortSignal): Promise<readonly Float32Array[]> {
    const vectors = await this.#answer(texts, signal);
    signal.throwIfAborted();
    this.#check(vectors, texts.length);
    return vectors.map(unitVector);
  }

  async #answer(texts: readonly string[], signal: AbortSignal): Promise<readonly Float32Array[]> {
    try {
      return await this.#ask(this.id, texts, signal);
    } catch (error) {
      signal.throwIfAborted();
      throw DevmgrError.isInstance(error) ? error : embeddingFailed(this.id, reasonOf(error), error);
    }
  }

  /** Vectors of another length cannot be compared with those that are there. */
  #check(vectors: readonly Float32Array[], count: number): void {
    if (vectors.length !== count) throw embeddingFailed(this.id, `it sent ${vectors.length} for ${count} texts`);
    const dimensions = this.#dimensions ?? vectors[0]?.length ?? 0;
    const odd = vectors.find(({ length }) => length !== dimensions || length === 0);
    if (odd) throw embeddingFailed(this.id, `one has ${odd.length} numbers instead of ${dimensions}`);
    if (!vectors.every((vector) => vector.every(Number.isFinite))) {
      throw embeddingFailed(this.id, 'one has something in it that is no number');
    }
    this.#dimensions = dimensions;
  }
}
