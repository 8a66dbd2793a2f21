import type { HostMessage } from '../host-protocol.js';
import type { Extractor, GenerativeModel, ModelInputs, Tokenizer } from './transformers.js';

/** Turns messages into what a model is given, and counts nothing. Throws a `HostFailure` for what the model cannot take. */
export type PromptMaker = (messages: readonly HostMessage[]) => Promise<ModelInputs>;

export interface LoadedGenerator {
  readonly kind: 'generator';
  readonly model: GenerativeModel;
  readonly tokenizer: Tokenizer;
  readonly makePrompt: PromptMaker;
  /** In tokens; `undefined` when the model does not say. */
  readonly contextWindow: number | undefined;
}

export interface LoadedExtractor {
  readonly kind: 'extractor';
  readonly extractor: Extractor;
  /** `mean`, `cls` or `last_token`, as transformers.js has it. */
  readonly pooling: string;
}

export type LoadedModel = LoadedGenerator | LoadedExtractor;
