import type { CallTry } from './call-trace.js';

/** A call as the flight recorder keeps it. Times in milliseconds, `startedAt` since the epoch. */
export interface CallRecord {
  readonly id: string;
  readonly startedAt: number;
  /** What the client calls itself: the beginning of its User-Agent. */
  readonly client: string;
  /** `POST /v1/chat/completions`. */
  readonly request: string;
  /** As the client named it; `undefined` for requests without a model. */
  readonly model: string | undefined;
  readonly route: string | undefined;
  /** `provider/model` that answered, or the last one that was asked. */
  readonly target: string | undefined;
  readonly tries: readonly CallTry[];
  readonly status: number;
  /** `aborted`: the client has gone. */
  readonly outcome: 'answered' | 'failed' | 'aborted';
  readonly isStream: boolean;
  readonly firstTokenMs: number | undefined;
  readonly durationMs: number;
  readonly inputTokens: number | undefined;
  readonly outputTokens: number | undefined;
  readonly costUsd: number | undefined;
  /** What the client was told. */
  readonly error: string | undefined;
  /** JSON of the request and text of the answer: only where prompts are kept. */
  readonly sent: string | undefined;
  readonly said: string | undefined;
}

/** What a person asks of the recorder. Newest first. */
export interface CallQuery {
  readonly limit: number;
  /** Calls that began before this one. */
  readonly before?: string | undefined;
  readonly outcome?: CallRecord['outcome'] | undefined;
  /** Part of client, model, target or error. */
  readonly text?: string | undefined;
  /** Milliseconds since the epoch. */
  readonly since?: number | undefined;
}

export interface CallRecorder {
  /** Never rejects and never waits: what cannot be written is told once in the log. */
  add(record: CallRecord): void;
  calls(query: CallQuery): Promise<readonly CallRecord[]>;
  /** By its id or the beginning of it. `undefined`: there is none. Rejects with a `DevmgrError` when several begin so. */
  call(id: string): Promise<CallRecord | undefined>;
  /** Resolves when everything that was added is written. */
  flush(): Promise<void>;
}
