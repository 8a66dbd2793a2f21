import type { Disposable } from '../disposable.js';
import { DevmgrError, ExitCode } from '../errors.js';
import type { ReadonlyStore } from '../event.js';
import { defineService } from '../services.js';
import type { AiProviderDefinition } from './ai-provider-definition.js';

export interface AiImage {
  readonly mediaType: 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp';
  readonly data: Uint8Array;
}

export interface AiMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly text: string;
  /** Only in messages of the user, and only for models that see (`AiModelInfo.seesImages`). */
  readonly images?: readonly AiImage[];
}

/** A piece of the project's code that was found for the question. Lines count from one, both inclusive. */
export interface AiSource {
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly text: string;
  readonly symbol?: string | undefined;
  readonly score?: number | undefined;
  /** Why it was found, in one line for people. */
  readonly reason?: string | undefined;
}

export interface AiRequest {
  readonly messages: readonly AiMessage[];
  readonly maxOutputTokens?: number | undefined;
  /** Dropped, with a debug line, where the model refuses it. */
  readonly temperature?: number | undefined;
  /** As `temperature`. */
  readonly topP?: number | undefined;
  readonly stopSequences?: readonly string[] | undefined;
  /**
   * What the extractive model quotes. Language models do not look at it: what they are to see must stand in the messages.
   */
  readonly sources?: readonly AiSource[] | undefined;
}

export interface AiUsage {
  /** Everything that was read, cached tokens included. */
  readonly inputTokens: number | undefined;
  readonly outputTokens: number | undefined;
  /** In US dollars, when the prices of the model are known. An estimate from list prices. */
  readonly costUsd: number | undefined;
}

/** Who is asked. `host` is where the request goes (`api.openai.com`); `undefined` when nothing leaves this process's machine. */
export interface AiTarget {
  readonly providerId: string;
  readonly modelId: string;
  readonly host: string | undefined;
}

/** Named noun-verb. New parts may be added in a minor version: ignore the ones you do not know. */
export type AiStreamPart =
  /** A request goes out. Of several the last one is the one that answers. */
  | { readonly type: 'attempt-start'; readonly target: AiTarget; readonly attempt: number }
  /** It failed before the first token. `retryInMs` is given when the same target is asked again. */
  | {
      readonly type: 'attempt-fail';
      readonly target: AiTarget;
      readonly error: Error;
      readonly retryInMs: number | undefined;
    }
  | { readonly type: 'text-delta'; readonly text: string }
  | { readonly type: 'reasoning-delta'; readonly text: string }
  /** The last part, exactly once, unless the stream throws. */
  | {
      readonly type: 'stream-end';
      readonly reason: 'stop' | 'length' | 'content-filter' | 'aborted';
      readonly target: AiTarget;
      readonly usage: AiUsage;
    };

export interface AiModelInfo {
  readonly id: string;
  readonly kind: 'language' | 'embedding';
  /** In tokens, input and output together. */
  readonly contextWindow?: number | undefined;
  readonly maxOutputTokens?: number | undefined;
  /** `undefined`: not known. */
  readonly seesImages?: boolean | undefined;
  /** Length of the vectors of an embedding model. */
  readonly dimensions?: number | undefined;
  /** List prices in US dollars for a million tokens. */
  readonly price?: { readonly input: number; readonly output: number } | undefined;
  /** The provider has announced its end. `date` is `YYYY-MM-DD`. */
  readonly retirement?: { readonly date: string | undefined; readonly successor: string | undefined } | undefined;
}

export interface AiLanguageModel {
  readonly specificationVersion: 1;
  readonly providerId: string;
  readonly modelId: string;
  /** An `extractive` model writes nothing of its own: it ranks and quotes `AiRequest.sources`. */
  readonly kind: 'generative' | 'extractive';
  /** See `AiTarget.host`. */
  readonly host: string | undefined;
  readonly info: AiModelInfo;
  /** Throws an `AiError` on failure and ends with `stream-end` otherwise. Aborting is not a failure. */
  stream(request: AiRequest, options: { readonly signal: AbortSignal }): AsyncIterable<AiStreamPart>;
}

export interface AiEmbeddingModel {
  readonly specificationVersion: 1;
  readonly providerId: string;
  readonly modelId: string;
  /** See `AiTarget.host`. */
  readonly host: string | undefined;
  /** Length of the vectors; `undefined` until the first answer where nobody says it before. */
  readonly dimensions: number | undefined;
  /** Texts in one request at most; `embed` takes any number and divides them. */
  readonly maxBatchSize: number;
  /** In the order of `texts`. Throws an `AiError`; rejects with the signal's reason when aborted. */
  embed(texts: readonly string[], options: { readonly signal: AbortSignal }): Promise<readonly Float32Array[]>;
}

export type AiProviderStatus =
  /** Nobody has looked yet. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'ready' }
  /** There is none, or it is refused: then `reason` is given, in the provider's words. `hint` names the variable. */
  | { readonly kind: 'needs-key'; readonly reason?: string | undefined; readonly hint: string }
  /** A base URL, a package or a model is missing. `hint` says what to do. */
  | { readonly kind: 'needs-setup'; readonly hint: string }
  | { readonly kind: 'unreachable'; readonly reason: string; readonly hint: string }
  /** Requests are refused for now: too many of them, or the quota is used up. `until` in milliseconds since the epoch. */
  | { readonly kind: 'limited'; readonly reason: string; readonly until: number | undefined; readonly hint: string };

/** What is known of a provider. Immutable. */
export interface AiProviderState {
  readonly status: AiProviderStatus;
  /** Of the last look. */
  readonly latencyMs: number | undefined;
  /** Milliseconds since the epoch; `undefined` before the first look. */
  readonly checkedAt: number | undefined;
  readonly models: readonly AiModelInfo[];
  /** What a request without a model goes to. */
  readonly defaultModel: string | undefined;
  /** Where requests go, without user and password. */
  readonly baseUrl: string | undefined;
  /** What a person should know though it works: a plain-http host, a model that retires soon. */
  readonly warnings: readonly string[];
}

export interface AiProvider {
  /** Lower-case letters, digits and dashes; the first part of `provider/model`. */
  readonly id: string;
  readonly title: string;
  readonly kind: 'cloud' | 'local-server' | 'in-process';
  readonly state: ReadonlyStore<AiProviderState>;
  /** Looks again, with requests that cost no tokens. Resolves when `state` is up to date; never rejects. */
  refresh(options: { readonly signal: AbortSignal }): Promise<void>;
  /** Without an id: the default model. Any id is taken: whether the provider has it shows when it is asked. */
  languageModel(modelId?: string): AiLanguageModel;
  embeddingModel?(modelId: string): AiEmbeddingModel;
}

/** As a person names it, on a command line for example: a model, a provider, or both. Empty is the same as missing. */
export interface AiNamedModel {
  readonly provider?: string | undefined;
  readonly model?: string | undefined;
}

export interface Ai {
  /** Data over a known wire format, or an implementation. The id must be free. */
  registerProvider(provider: AiProvider | AiProviderDefinition): Disposable;
  /** Changes also when the state of one of them does. */
  readonly providers: ReadonlyStore<readonly AiProvider[]>;
  /**
   * `provider/model`, or `provider` for its default model. Several are asked in turn until one answers: before its first
   * token a failing one is passed over and left alone for a while. None: what the person chose in the System tab, the
   * setting `ai-order`, or else whatever is ready. Throws a `DevmgrError` for a provider that does not exist.
   */
  languageModel(selection?: string | readonly string[]): AiLanguageModel;
  /**
   * What `languageModel` takes for what a person named; `undefined` when nothing was. A model without a provider is that of one who
   * has it, the one that is asked by default before others: providers are looked at for that, for some seconds at most. Rejects with
   * a `DevmgrError` for a provider that does not exist, and with the signal's reason.
   */
  findSelection(named: AiNamedModel, options: { readonly signal: AbortSignal }): Promise<string | undefined>;
  /** `provider/model`. Throws a `DevmgrError` for a provider that does not exist or has no embeddings. */
  embeddingModel(selection: string): AiEmbeddingModel;
  /** Looks at all providers again, at the same time. */
  refresh(options: { readonly signal: AbortSignal }): Promise<void>;
}

/** Provided by the system plugin; anybody may add a provider. */
export const Ai = defineService<Ai>('system.ai');

export type AiFailureKind =
  | 'needs-key'
  | 'needs-setup'
  | 'unauthorised'
  | 'forbidden'
  | 'not-found'
  | 'rate-limited'
  | 'quota-exhausted'
  | 'context-too-long'
  | 'refused-request'
  | 'overloaded'
  | 'server-error'
  | 'unreachable'
  | 'timeout'
  | 'broken-stream';

export interface AiFailure {
  readonly kind: AiFailureKind;
  readonly providerId: string;
  readonly modelId: string | undefined;
  /** Of the HTTP response, where there was one. */
  readonly status?: number | undefined;
  /** When the provider may be asked again. */
  readonly retryAfterMs?: number | undefined;
}

/** A provider could not answer. The message names provider and model; the hint says what to do. Free of secrets. */
export class AiError extends DevmgrError {
  readonly failure: AiFailure;

  constructor(options: {
    readonly message: string;
    readonly hint?: string | undefined;
    readonly failure: AiFailure;
    readonly cause?: unknown;
  }) {
    super({ code: 'DEVMGR_AI_PROVIDER_FAILED', exitCode: ExitCode.unavailable, ...options });
    this.name = 'AiError';
    this.failure = options.failure;
  }
}

/** What failed, also when the error was made by another copy of this package. */
export function aiFailure(error: unknown): AiFailure | undefined {
  return DevmgrError.isInstance(error) && 'failure' in error ? (error.failure as AiFailure) : undefined;
}
