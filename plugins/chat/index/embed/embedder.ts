/** What a vector is made of. */
export interface EmbeddingInput {
  /** Of a document; queries have none. */
  readonly path?: string | undefined;
  readonly text: string;
}

/** Makes vectors of code and of queries, such that a query lies near the code that answers it. */
export interface Embedder {
  /** Changes whenever the vectors would be others: `built-in/1`, `local/all-minilm-l6-v2`. */
  readonly id: string;
  /** `undefined` until the first vector where nobody says it before. */
  readonly dimensions: number | undefined;
  /** How many texts one call is best given. */
  readonly batchSize: number;
  /**
   * One vector of unit length for each input, in order; all zeros for a text without anything the model knows. Rejects with
   * the signal's reason when aborted and with a `DevmgrError` otherwise.
   */
  embed(inputs: readonly EmbeddingInput[], options: { readonly signal: AbortSignal }): Promise<readonly Float32Array[]>;
  dispose(): Promise<void>;
}

/**
 * Which model, as the setting `embedder` says it. Plain data: it goes to workers.
 * `service`: an embeddings endpoint of the `ai` service, asked through the main thread.
 */
export type EmbedderChoice =
  | { readonly kind: 'none'; readonly problem?: string | undefined }
  | { readonly kind: 'built-in' }
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 'service'; readonly selection: string };
