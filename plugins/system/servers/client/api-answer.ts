import type { ExchangeHead, Headers } from './exchange.js';

/** What a server answered. */
export interface ApiAnswer {
  readonly status: number;
  readonly reason: string;
  /** As they came; show them through `maskedHeaders`. */
  readonly headers: Headers;
  readonly firstByteMs: number;
  readonly totalMs: number;
  /** Of the body, over the wire. */
  readonly wireBytes: number;
  readonly body: AnswerBody;
  /** The body is not whole: `stopped`, or what went wrong. */
  readonly cut: 'stopped' | { readonly message: string } | undefined;
  /** Where a redirect leads; it was not followed. */
  readonly redirect: { readonly location: string; readonly isOwn: boolean } | undefined;
  /** Those that were followed before this answer. */
  readonly hops: readonly { readonly status: number; readonly location: string }[];
  /** The body as it came, without its content encoding; what is beyond `MOST_HELD` is missing. */
  readonly bytes: Uint8Array;
  /** Not all of the body is in `bytes`. */
  readonly isTooBig: boolean;
}

export type AnswerBody =
  | { readonly kind: 'empty' }
  | {
      readonly kind: 'text';
      /** JSON is indented; every number, order and repeated key is as the server wrote it. */
      readonly text: string;
      readonly language: 'json' | 'html' | 'xml' | 'text' | 'events';
      /** There is more than is shown: `bytes` has it. */
      readonly isCut: boolean;
    }
  | { readonly kind: 'binary'; readonly contentType: string; readonly bytes: number };

/** Tells how an answer comes in. Called from time to time, never after the answer is there. */
export interface AnswerObserver {
  onHead?(head: ExchangeHead): void;
  /** The body as it comes, without its content encoding. The next piece waits for it. */
  onChunk?(chunk: Uint8Array): void | Promise<void>;
  /** What is beyond `MOST_HELD` is not wanted: the answer is ended there. */
  readonly isLimited?: boolean;
  /** The same as text, where it is text: for streams. */
  onText?(text: string): void;
}
