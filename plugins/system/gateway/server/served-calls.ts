import type { Event } from 'devmgr/plugin-api';
import { Emitter } from 'devmgr/plugin-api';
import { GatewayError } from '../gateway-error.js';
import type { CallRecord } from '../record/call-record.js';
import { CallSlots } from './call-slots.js';

export interface ServedCallsOptions {
  /** Calls at the same time, as it is now. */
  readonly most: () => number;
}

/** One that can be ended from here. */
export interface RunningCall {
  abort(reason: Error): void;
  /** What is known of it so far; absent: nothing that a person asks for. */
  about?(): CallSoFar;
}

type Known = 'id' | 'client' | 'request' | 'model' | 'isStream' | 'startedAt' | 'route' | 'firstTokenMs';

/** A call that goes on. Times in milliseconds, `startedAt` since the epoch. */
export interface CallSoFar extends Pick<CallRecord, Known> {
  /** `queued`: for its turn; `waiting`: nothing of the answer is there. */
  readonly state: 'queued' | 'waiting' | 'answering';
  /** Who is asked now. */
  readonly target: string | undefined;
  /** Who was asked before, in vain or not. */
  readonly lastFailed: string | undefined;
  /** About: pieces of the answer that have gone on. */
  readonly outputTokens: number | undefined;
}

/** How many calls there were since the start. */
export interface CallCounts {
  readonly answered: number;
  readonly failed: number;
  readonly aborted: number;
  /** What was asked and is no call: lists of models, files and jobs, how a job is. */
  readonly reads: number;
}

const PATIENCE_MS = 5000;

/** All calls that go on, and what became of those before. */
export class ServedCalls {
  readonly slots: CallSlots;
  readonly #running = new Set<RunningCall>();
  readonly #ends = new Emitter<CallRecord>();
  readonly #counts = { answered: 0, failed: 0, aborted: 0, reads: 0 };
  #onEmpty: (() => void) | undefined;
  #isClosing = false;

  constructor({ most }: ServedCallsOptions) {
    this.slots = new CallSlots({ most, patienceMs: PATIENCE_MS });
  }

  /** A call has ended. */
  get onDidEnd(): Event<CallRecord> {
    return this.#ends.event;
  }

  get counts(): CallCounts {
    return { ...this.#counts };
  }

  get size(): number {
    return this.#running.size;
  }

  /** Those that go on, oldest first. */
  soFar(most: number): readonly CallSoFar[] {
    const reports: CallSoFar[] = [];
    for (const call of this.#running) {
      const report = call.about?.();
      if (report && reports.push(report) === most) break;
    }
    return reports;
  }

  /** Throws a `GatewayError` when no more are taken. */
  begin(call: RunningCall): void {
    if (this.#isClosing) throw closing();
    this.#running.add(call);
  }

  end(call: RunningCall, record: CallRecord): void {
    this.#running.delete(call);
    this.#counts[record.outcome] += 1;
    this.#ends.fire(record);
    this.#tellWhenEmpty();
  }

  /** It has ended well, and is not worth a line. */
  wasRead(call: RunningCall): void {
    this.#running.delete(call);
    this.#counts.reads += 1;
    this.#tellWhenEmpty();
  }

  /** It has come to no call. `isTold`: not only counted. */
  refused(record: CallRecord, isTold: boolean): void {
    this.#counts.failed += 1;
    if (isTold) this.#ends.fire(record);
  }

  /** Takes no more calls and resolves when the last one has ended: those that go on after `graceMs` are told to. */
  async drain(graceMs: number): Promise<void> {
    this.#isClosing = true;
    if (this.#running.size === 0) return;
    const timer = setTimeout(() => {
      for (const call of this.#running) call.abort(closing());
    }, graceMs);
    await new Promise<void>((resolve) => (this.#onEmpty = resolve));
    clearTimeout(timer);
  }

  #tellWhenEmpty(): void {
    if (this.#running.size === 0) this.#onEmpty?.();
  }
}

function closing(): GatewayError {
  return new GatewayError({ kind: 'overloaded', message: 'The gateway is being stopped.', code: 'gateway_stopping' });
}
