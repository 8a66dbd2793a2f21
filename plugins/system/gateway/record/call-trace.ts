import type { AiUsage } from 'devmgr/plugin-api/contracts/ai';

/** One request to a provider for a call. */
export interface CallTry {
  /** `provider/model`. */
  readonly target: string;
  readonly outcome: 'answered' | 'failed' | 'passed-over' | 'aborted';
  /** Why it failed or was passed over, for people, free of secrets. */
  readonly reason?: string | undefined;
  readonly status?: number | undefined;
  readonly durationMs: number;
}

/** Takes note of what becomes of one call. Cheap, and nothing of it fails. */
export interface CallTrace {
  /** `call-...`: in the answer's header `x-request-id`, in the log and in the record. */
  readonly id: string;
  /** Whether prompts and answers are kept: without it `sent` and `said` need not be called. */
  readonly keepsTexts: boolean;
  /** The route or alias that the model's name was found to be. */
  routed(route: string): void;
  /** It is asked now. */
  asking(target: string): void;
  tried(attempt: CallTry): void;
  firstToken(): void;
  /** So many pieces of the answer have gone on: of most models each is about a token. */
  streamed(pieces: number): void;
  usage(usage: AiUsage): void;
  /** The body as the client sent it. */
  sent(body: unknown): void;
  said(text: string): void;
}
