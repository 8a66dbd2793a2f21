import type { AnswerFormat, JsonObject } from './gateway-protocol.js';
import type { CallTrace } from './record/call-trace.js';
import type { Resting } from './routing/resting-models.js';

/** A client's request for an answer, checked as far as devmgr must understand it. */
export interface AnswerCall {
  readonly format: AnswerFormat;
  /** As the client sent it, in its format. */
  readonly body: JsonObject;
  /** What `body.model` says: a route, an alias, `provider/model`, a provider, a model. */
  readonly model: string;
  readonly isStream: boolean;
  /** Of the client's headers those that belong to the protocol: `anthropic-beta`, `anthropic-version`. */
  readonly headers: Readonly<Record<string, string>>;
  /** Aborted when the client has gone: whatever is under way for it ends. */
  /** Gateways that it came through already. */
  readonly askedThrough?: readonly string[] | undefined;
  readonly signal: AbortSignal;
  readonly trace: CallTrace;
}

export interface EmbeddingsCall {
  /** OpenAI's: `input`, `model`, `dimensions`, `encoding_format`, `user`. */
  readonly body: JsonObject;
  readonly model: string;
  /** See `AnswerCall`. */
  readonly askedThrough?: readonly string[] | undefined;
  readonly signal: AbortSignal;
  readonly trace: CallTrace;
}

/** A request of Anthropic's for the number of its tokens. */
export interface TokenCountCall {
  readonly body: JsonObject;
  readonly model: string;
  /** `anthropic-beta` of the client's. */
  readonly headers: Readonly<Record<string, string>>;
  /** See `AnswerCall`. */
  readonly askedThrough?: readonly string[] | undefined;
  readonly signal: AbortSignal;
}

export interface TokenCount {
  readonly inputTokens: number;
  /** Who has counted. */
  readonly providerId: string;
}

/** What goes back to the client. Headers are the gateway's own (`x-devmgr-provider`, `x-devmgr-tries`) and rate limits of the provider. */
export type GatewayAnswer =
  | {
      readonly kind: 'whole';
      readonly headers: Readonly<Record<string, string>>;
      /** JSON text in the client's format. */
      readonly body: string;
    }
  | {
      readonly kind: 'stream';
      readonly headers: Readonly<Record<string, string>>;
      /**
       * Text of server-sent events in the client's format, complete events in each piece. Never rejects: what fails after the first piece is
       * told by an error event in the client's format. Leaving the loop ends the request to the provider.
       */
      readonly events: AsyncIterable<string>;
    };

/** Sends calls to providers. Everything rejects with a `GatewayError`, or with the signal's reason; nothing was sent to the client then. */
export interface Upstream {
  answer(call: AnswerCall): Promise<GatewayAnswer>;
  embeddings(call: EmbeddingsCall): Promise<GatewayAnswer>;
  /** What the provider says that would be asked first, when it is Anthropic. `undefined`: nobody counts. Rejects with the signal's reason only. */
  countTokens(call: TokenCountCall): Promise<TokenCount | undefined>;
  /** Who has failed lately and is left alone for a while, the first to be ready first. */
  resting(): readonly Resting[];
}
