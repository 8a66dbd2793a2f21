import type { Disposable } from 'devmgr/plugin-api';
import type { AiRequest } from 'devmgr/plugin-api/contracts/ai';
import type { PulledModel } from '../models/pulled-model.js';

export type RuntimePart =
  /** Tokens of the question. */
  | { readonly type: 'prompt'; readonly tokens: number }
  /** `tokens` of the answer so far. */
  | { readonly type: 'text'; readonly text: string; readonly tokens: number }
  /** The last part. */
  | {
      readonly type: 'end';
      readonly reason: 'stop' | 'length';
      readonly inputTokens: number;
      readonly outputTokens: number;
    };

/**
 * Runs models of this machine in a process of their own, one model and one request at a time. The process is started when
 * it is first needed and ends when it was not needed for a while, and all its memory with it.
 */
export interface ModelRuntime extends Disposable {
  /** Throws an `AiError`, and the signal's reason at once when it is aborted, also while waiting or loading. */
  generate(model: PulledModel, request: AiRequest, signal: AbortSignal): AsyncIterable<RuntimePart>;
  /** Vectors of length one in the order of the texts. Errors as above. */
  embed(model: PulledModel, texts: readonly string[], signal: AbortSignal): Promise<readonly Float32Array[]>;
}
