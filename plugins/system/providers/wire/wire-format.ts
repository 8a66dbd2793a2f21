import type { AiModelInfo, AiRequest } from 'devmgr/plugin-api/contracts/ai';
import type { AiProviderDefinition } from 'devmgr/plugin-api/contracts/ai-provider-definition';
import type { Endpoint } from '../configuration/endpoint.js';
import type { ServerSentEvent } from '../transport/server-sent-event.js';

/** What a format says of a request that is ready to be sent. */
export interface WireRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  /** For debug lines: `temperature is left out: claude-opus-5-5 refuses it`. */
  readonly notes: readonly string[];
}

/** Tokens as the provider counts them; a later report replaces an earlier one field by field. */
export interface WireUsage {
  readonly inputTokens?: number | undefined;
  readonly outputTokens?: number | undefined;
}

/** What an answer says, in the words of no provider. */
export type WirePart =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'reasoning'; readonly text: string }
  | { readonly type: 'usage'; readonly usage: WireUsage }
  | { readonly type: 'finish'; readonly reason: 'stop' | 'length' | 'content-filter' }
  /** The stream is complete. */
  | { readonly type: 'terminator' }
  /** The provider reports an error inside a stream that had begun well. */
  | { readonly type: 'error'; readonly error: WireError };

/** What an error body says. Texts as they came: mask and clean them before anybody sees them. */
export interface WireError {
  readonly message: string | undefined;
  /** `rate_limit_error`. */
  readonly type: string | undefined;
  /** `insufficient_quota`; numbers of llama.cpp and vLLM as text. */
  readonly code: string | undefined;
}

/** One page of a list of models. `next` is the request for the one after it. */
export interface ModelsPage {
  readonly models: readonly AiModelInfo[];
  readonly next: WireRequest | undefined;
}

export interface WireContext {
  readonly definition: AiProviderDefinition;
  readonly endpoint: Endpoint;
}

/** A wire format: pure functions between devmgr's words and a provider's. Bad JSON and wrong shapes throw a `WireFormatError`. */
export interface WireFormat {
  modelsRequest(context: WireContext): WireRequest;
  readModels(context: WireContext, body: string): ModelsPage;
  chatRequest(context: WireContext, model: AiModelInfo, request: AiRequest): WireRequest;
  /** Parts of one event of a stream. Unknown events give none. */
  readEvent(context: WireContext, event: ServerSentEvent): readonly WirePart[];
  /** Parts of an answer that came whole though a stream was asked for. */
  readWhole(context: WireContext, body: string): readonly WirePart[];
  readError(body: string): WireError;
  /** Absent: the format has no embeddings. */
  embeddingsRequest?(context: WireContext, modelId: string, texts: readonly string[]): WireRequest;
  /** In the order of the texts. */
  readEmbeddings?(context: WireContext, body: string, count: number): readonly Float32Array[];
}
