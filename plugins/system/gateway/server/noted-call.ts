import type { AiUsage } from 'devmgr/plugin-api/contracts/ai';
import type { CallRecord } from '../record/call-record.js';
import type { CallTrace, CallTry } from '../record/call-trace.js';
import type { CallSoFar } from './served-calls.js';

export interface CallBeginning {
  readonly id: string;
  readonly client: string;
  /** `POST /v1/chat/completions`. */
  readonly request: string;
  readonly model: string | undefined;
  readonly isStream: boolean;
  readonly keepsTexts: boolean;
}

export type CallEnd = Pick<CallRecord, 'status' | 'outcome' | 'error'>;

/** Characters of a request and of an answer that are kept. A request that was cut is no JSON any more: it cannot be sent again. */
const MOST_TEXT = 1024 * 1024;
const CUT = ' … (cut: it is longer)';

/** Takes note of one call and makes its record. `now`: milliseconds since the epoch. */
export class NotedCall implements CallTrace {
  readonly #about: CallBeginning;
  readonly #now: () => number;
  readonly #startedAt: number;
  readonly #tries: CallTry[] = [];
  #route: string | undefined;
  #asked: string | undefined;
  #pieces = 0;
  #firstTokenMs: number | undefined;
  #usage: AiUsage | undefined;
  #sent: string | undefined;
  readonly #said: string[] = [];
  #saidLength = 0;

  constructor(about: CallBeginning, now: () => number) {
    this.#about = about;
    this.#now = now;
    this.#startedAt = now();
  }

  get id(): string {
    return this.#about.id;
  }

  get keepsTexts(): boolean {
    return this.#about.keepsTexts;
  }

  routed(route: string): void {
    this.#route = route;
  }

  asking(target: string): void {
    this.#asked = target;
  }

  tried(attempt: CallTry): void {
    this.#tries.push(attempt);
  }

  firstToken(): void {
    this.#firstTokenMs ??= this.#now() - this.#startedAt;
  }

  streamed(pieces: number): void {
    this.#pieces += pieces;
  }

  usage(usage: AiUsage): void {
    this.#usage = usage;
  }

  sent(body: unknown): void {
    if (this.keepsTexts) this.#sent = kept(JSON.stringify(body));
  }

  said(text: string): void {
    if (!this.keepsTexts || this.#saidLength > MOST_TEXT) return;
    this.#saidLength += text.length;
    this.#said.push(text);
  }

  soFar(): CallSoFar {
    const { id, client, request, model, isStream } = this.#about;
    return {
      id,
      client,
      request,
      model,
      isStream,
      state: this.#firstTokenMs === undefined ? 'waiting' : 'answering',
      startedAt: this.#startedAt,
      route: this.#route,
      target: this.#asked,
      lastFailed: this.#tries.at(-1)?.target,
      firstTokenMs: this.#firstTokenMs,
      outputTokens: this.#pieces > 0 ? this.#pieces : undefined,
    };
  }

  end(told: CallEnd): CallRecord {
    const end = this.#checked(told);
    const { id, client, request, model, isStream } = this.#about;
    const answered = this.#tries.findLast(({ outcome }) => outcome === 'answered') ?? this.#tries.at(-1);
    return {
      id,
      client,
      request,
      model,
      isStream,
      ...end,
      startedAt: this.#startedAt,
      durationMs: this.#now() - this.#startedAt,
      route: this.#route,
      target: answered?.target,
      tries: this.#tries,
      firstTokenMs: this.#firstTokenMs,
      inputTokens: this.#usage?.inputTokens,
      outputTokens: this.#usage?.outputTokens,
      costUsd: this.#usage?.costUsd,
      sent: this.#sent,
      said: this.keepsTexts && this.#said.length > 0 ? kept(this.#said.join('')) : undefined,
    };
  }

  /** What broke after its beginning was told to the client inside the stream. */
  #checked(end: CallEnd): CallEnd {
    const last = this.#tries.at(-1);
    const isBroken = end.outcome === 'answered' && last?.outcome === 'failed';
    return isBroken ? { ...end, outcome: 'failed', error: last.reason } : end;
  }
}

function kept(text: string): string {
  return text.length > MOST_TEXT ? text.slice(0, MOST_TEXT) + CUT : text;
}
