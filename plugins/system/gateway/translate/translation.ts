import type { GatewayError } from '../gateway-error.js';
import type { AnswerFormat, JsonObject } from '../gateway-protocol.js';

/** An event of a stream: `event` is its name where the format has names. `data` is JSON text, or `[DONE]`. */
export interface StreamEvent {
  readonly event?: string | undefined;
  readonly data: string;
}

export interface TranslatedUsage {
  readonly inputTokens?: number | undefined;
  readonly outputTokens?: number | undefined;
}

/** One stream, event by event. Holds what must be remembered between them. */
export interface StreamTranslation {
  /** In the client's format. Unknown and bad events give none. */
  push(event: StreamEvent): readonly StreamEvent[];
  /** The provider has closed the stream: what ends it well in the client's format, when it was complete. */
  end(): readonly StreamEvent[];
  /** The stream is broken: an error event in the client's format, and what its clients need to stop waiting. */
  fail(error: GatewayError): readonly StreamEvent[];
  /** The provider's stream was complete: without it the end of the connection is a failure. */
  readonly isComplete: boolean;
  /** Text, reasoning or a tool call has come. */
  readonly hasBegun: boolean;
  readonly usage: TranslatedUsage;
  /** An error that the provider told inside the stream, as it came. */
  readonly error:
    { readonly message: string; readonly type?: string | undefined; readonly code?: string | undefined } | undefined;
}

/** What it needs of the model that is asked. */
export interface TranslationTarget {
  readonly modelId: string;
  /** The most that the model writes. Anthropic's format requires a limit: taken from it when the client gives none. */
  readonly maxOutputTokens?: number | undefined;
}

/** From one format to another, without a request, without a clock. Throws a `GatewayError` for what cannot be said in the other format. */
export interface Translation {
  /** The provider's request. `notes`: what had to be left out, for debug lines. */
  request(
    body: JsonObject,
    target: TranslationTarget,
  ): { readonly body: JsonObject; readonly notes: readonly string[] };
  /** A whole answer in the client's format. `model` is the name that the client gave. */
  answer(body: JsonObject, model: string): { readonly body: JsonObject; readonly usage: TranslatedUsage };
  stream(options: { readonly model: string; readonly request: JsonObject; readonly id: string }): StreamTranslation;
}

/**
 * `from` is the client's format, `to` the provider's. Where they are the same there is nothing to translate: the provider's words go on as they
 * are, and only the request is looked at (`sendableHistory`). `now`: milliseconds since 1970, for answers of providers that do not say when they
 * were made.
 */
export type Translations = (
  from: AnswerFormat,
  to: Exclude<AnswerFormat, 'openai-completions'>,
  now?: () => number,
) => Translation;
