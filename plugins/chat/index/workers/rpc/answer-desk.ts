import { toErrorData } from './error-data.js';
import type { RpcMessage } from './rpc-message.js';
import type { RpcCall } from './rpc-methods.js';

type Method = (params: unknown, call: RpcCall<unknown>) => Promise<unknown>;
type CallMessage = RpcMessage & { readonly kind: 'call' };

/** Answers the calls of the other side. */
export class AnswerDesk {
  readonly #methods: Readonly<Record<string, Method | undefined>>;
  readonly #send: (message: RpcMessage) => void;
  readonly #onFailure: (error: unknown) => void;
  readonly #running = new Map<number, AbortController>();
  readonly #unawaited = new AbortController();
  #isClosed = false;

  constructor(methods: object, send: (message: RpcMessage) => void, onFailure: (error: unknown) => void) {
    this.#methods = methods as Readonly<Record<string, Method | undefined>>;
    this.#send = send;
    this.#onFailure = onFailure;
  }

  /** Never rejects. */
  async answer({ id, method, params }: CallMessage): Promise<void> {
    const abort = id === undefined ? this.#unawaited : new AbortController();
    if (id !== undefined) this.#running.set(id, abort);
    try {
      const value = await this.#run(method, params, {
        signal: abort.signal,
        report: (report) => id !== undefined && this.#report(id, report),
      });
      if (id !== undefined) this.#reply({ kind: 'result', id, value });
    } catch (error) {
      if (id === undefined) this.#onFailure(error);
      else this.#reply({ kind: 'error', id, error: toErrorData(error) });
    } finally {
      if (id !== undefined) this.#running.delete(id);
    }
  }

  cancel(id: number): void {
    this.#running.get(id)?.abort();
  }

  close(reason: Error): void {
    this.#isClosed = true;
    this.#unawaited.abort(reason);
    for (const abort of this.#running.values()) abort.abort(reason);
  }

  async #run(name: string, params: unknown, call: RpcCall<unknown>): Promise<unknown> {
    const method = Object.hasOwn(this.#methods, name) ? this.#methods[name] : undefined;
    if (!method) throw new TypeError(`There is no method ${name} on this side`);
    return method.call(this.#methods, params, call);
  }

  #report(id: number, value: unknown): void {
    try {
      this.#reply({ kind: 'report', id, value });
    } catch (error) {
      this.#onFailure(error);
    }
  }

  /** Throws when something cannot be cloned. */
  #reply(message: RpcMessage): void {
    if (!this.#isClosed) this.#send(message);
  }
}
