import type { Embedder, EmbeddingInput } from '../../../../../plugins/chat/index/embed/embedder.js';

/** Vectors that say how long a text is and which letters it begins with; what was asked is remembered. */
export class CountingEmbedder implements Embedder {
  readonly dimensions = 4;
  readonly batchSize = 8;
  readonly asked: EmbeddingInput[] = [];
  /** Called before vectors are made: may throw. */
  beforeEmbed: (inputs: readonly EmbeddingInput[]) => Promise<void> | void = () => undefined;

  constructor(readonly id = 'counting/1') {}

  async embed(
    inputs: readonly EmbeddingInput[],
    { signal }: { readonly signal: AbortSignal },
  ): Promise<readonly Float32Array[]> {
    await this.beforeEmbed(inputs);
    signal.throwIfAborted();
    this.asked.push(...inputs);
    return inputs.map(({ text }) => Float32Array.of(text.length, text.charCodeAt(0), text.charCodeAt(1), 1));
  }

  async dispose(): Promise<void> {
    this.asked.length = 0;
  }

  /** What was asked since the last time. */
  take(): readonly string[] {
    return this.asked.splice(0).map(({ text }) => text);
  }
}
