import type { Embedder, EmbedderChoice, EmbeddingInput } from '../embed/embedder.js';
import { builtInId } from '../embed/static/built-in-id.js';

/** What the embedder of a choice will be called, where that is known before it is loaded. */
export function knownEmbedderId(choice: EmbedderChoice): string | undefined {
  if (choice.kind === 'built-in') return builtInId;
  return choice.kind === 'service' ? choice.selection : undefined;
}

/** An embedder that is loaded when it is first asked: most refreshes find nothing to embed. */
export class LazyEmbedder implements Embedder {
  readonly id: string;
  readonly batchSize = 128;
  readonly #open: () => Promise<Embedder | undefined>;
  #opened: Promise<Embedder> | undefined;
  #dimensions: number | undefined;

  constructor(id: string, open: () => Promise<Embedder | undefined>) {
    this.id = id;
    this.#open = open;
  }

  get dimensions(): number | undefined {
    return this.#dimensions;
  }

  async embed(
    inputs: readonly EmbeddingInput[],
    options: { readonly signal: AbortSignal },
  ): Promise<readonly Float32Array[]> {
    const embedder = await this.#embedder();
    const vectors = await embedder.embed(inputs, options);
    this.#dimensions = embedder.dimensions;
    return vectors;
  }

  async dispose(): Promise<void> {
    const opened = await this.#opened?.catch(() => undefined);
    this.#opened = undefined;
    await opened?.dispose();
  }

  #embedder(): Promise<Embedder> {
    this.#opened ??= this.#load().catch((error: unknown) => {
      // It may have been a passing failure.
      this.#opened = undefined;
      throw error;
    });
    return this.#opened;
  }

  async #load(): Promise<Embedder> {
    const embedder = await this.#open();
    if (!embedder) throw new TypeError(`There is no embedder ${this.id}`);
    return embedder;
  }
}
