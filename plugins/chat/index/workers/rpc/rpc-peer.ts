import { AnswerDesk } from './answer-desk.js';
import { fromErrorData } from './error-data.js';
import type { RpcMessage } from './rpc-message.js';
import type { RpcMethods, RpcParams, RpcReport, RpcResult } from './rpc-methods.js';

/** One end of a channel: a `MessagePort`, a `Worker`, `parentPort`. */
export interface RpcPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: RpcMessage) => void): unknown;
  off(event: 'message', listener: (message: RpcMessage) => void): unknown;
}

export interface RpcCallOptions<Report> {
  readonly signal?: AbortSignal | undefined;
  readonly onReport?: ((value: Report) => void) | undefined;
  /**
   * Whether an aborted call settles only when the other side has ended it, with what that says: for work that must not be
   * begun again before. Otherwise it rejects at once with the signal's reason.
   */
  readonly awaitsEnd?: boolean;
}

interface PendingCall {
  resolve(value: unknown): void;
  reject(error: Error): void;
  report(value: unknown): void;
}

/** Calls methods of the other side and answers its calls, both typed. Reports of a call come in order and before its answer. */
export class RpcPeer<Ours extends RpcMethods<Ours>, Theirs extends RpcMethods<Theirs>> {
  readonly #port: RpcPort;
  readonly #desk: AnswerDesk;
  readonly #pending = new Map<number, PendingCall>();
  readonly #onMessage: (message: RpcMessage) => void;
  #ids = 0;
  #closedBy: Error | undefined;

  /** `onFailure`: where failures go that no caller waits for. */
  constructor(port: RpcPort, methods: Ours, onFailure: (error: unknown) => void) {
    this.#port = port;
    this.#desk = new AnswerDesk(methods, (message) => this.#port.postMessage(message), onFailure);
    this.#onMessage = (message) => this.#receive(message);
    port.on('message', this.#onMessage);
  }

  /** Rejects with the error of the other side, the signal's reason, or what the peer was closed with. */
  call<K extends keyof Theirs & string>(
    method: K,
    params: RpcParams<Theirs, K>,
    options: RpcCallOptions<RpcReport<Theirs, K>> = {},
  ): Promise<RpcResult<Theirs, K>> {
    return this.#call(method, params, options as RpcCallOptions<unknown>) as Promise<RpcResult<Theirs, K>>;
  }

  /** A call whose answer nobody waits for. Does nothing when the peer is closed. */
  tell<K extends keyof Theirs & string>(method: K, params: RpcParams<Theirs, K>): void {
    if (!this.#closedBy) this.#send({ kind: 'call', id: undefined, method, params });
  }

  /** Rejects all calls, aborts those that are being answered, and listens no more. The port stays the caller's. */
  close(reason: Error): void {
    if (this.#closedBy) return;
    this.#closedBy = reason;
    this.#port.off('message', this.#onMessage);
    this.#desk.close(reason);
    for (const call of this.#pending.values()) call.reject(reason);
    this.#pending.clear();
  }

  async #call(method: string, params: unknown, options: RpcCallOptions<unknown>): Promise<unknown> {
    const { signal, onReport, awaitsEnd = false } = options;
    if (this.#closedBy) throw this.#closedBy;
    signal?.throwIfAborted();
    const id = ++this.#ids;
    const answer = new Promise<unknown>((resolve, reject) => {
      this.#pending.set(id, { resolve, reject, report: onReport ?? (() => undefined) });
    });
    const onAbort = () => {
      this.#send({ kind: 'cancel', id });
      if (!awaitsEnd) this.#pending.get(id)?.reject(signal?.reason as Error);
    };
    signal?.addEventListener('abort', onAbort, { once: true });
    try {
      this.#send({ kind: 'call', id, method, params });
      return await answer;
    } finally {
      signal?.removeEventListener('abort', onAbort);
      this.#pending.delete(id);
    }
  }

  #send(message: RpcMessage): void {
    this.#port.postMessage(message);
  }

  #receive(message: RpcMessage): void {
    if (message.kind === 'call') void this.#desk.answer(message);
    else if (message.kind === 'cancel') this.#desk.cancel(message.id);
    else {
      // Of a call that was given up on there may still be something under way.
      const call = this.#pending.get(message.id);
      if (message.kind === 'report') call?.report(message.value);
      else if (message.kind === 'result') call?.resolve(message.value);
      else call?.reject(fromErrorData(message.error));
    }
  }
}
