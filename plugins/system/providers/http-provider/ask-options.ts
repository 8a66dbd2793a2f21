/**
 * How a model is asked. `AiLanguageModel.stream` takes more than the contract says when it is asked by the router, which has
 * others to ask instead; models of third parties need not look at it.
 */
export interface AskOptions {
  readonly signal: AbortSignal;
  /** Fewer and shorter retries than the settings allow. */
  readonly patience?: { readonly retries: number; readonly maxDelayMs: number } | undefined;
}
