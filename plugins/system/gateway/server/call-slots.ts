import { GatewayError } from '../gateway-error.js';

export interface CallSlotsOptions {
  /** Calls at the same time, as it is now. */
  readonly most: () => number;
  /** How long one may wait for its turn. */
  readonly patienceMs: number;
}

interface Waiting {
  readonly go: () => void;
}

/** Lets a limited number of calls go on at the same time; as many more wait a little, in order. */
export class CallSlots {
  readonly #options: CallSlotsOptions;
  readonly #queue = new Set<Waiting>();
  #taken = 0;

  constructor(options: CallSlotsOptions) {
    this.#options = options;
  }

  get taken(): number {
    return this.#taken;
  }

  get waiting(): number {
    return this.#queue.size;
  }

  /** Resolves when it is the caller's turn, who then calls `release` once. Rejects with a `GatewayError`, or with the signal's reason. */
  acquire(signal: AbortSignal): Promise<void> | undefined {
    const most = this.#options.most();
    if (this.#taken < most) {
      this.#taken += 1;
      return undefined;
    }
    if (this.#queue.size >= most) throw tooMany(most);
    return this.#wait(signal, most);
  }

  release(): void {
    const [next] = this.#queue;
    // The slot goes to the next one as it is, unless there are fewer of them now.
    if (next && this.#taken <= this.#options.most()) return next.go();
    this.#taken -= 1;
  }

  #wait(signal: AbortSignal, most: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const settle = (then: () => void) => {
        clearTimeout(timer);
        signal.removeEventListener('abort', abort);
        this.#queue.delete(waiting);
        then();
      };
      const abort = () => settle(() => reject(signal.reason as Error));
      const waiting: Waiting = { go: () => settle(resolve) };
      const timer = setTimeout(() => settle(() => reject(tooMany(most))), this.#options.patienceMs);
      signal.addEventListener('abort', abort, { once: true });
      this.#queue.add(waiting);
      if (signal.aborted) abort();
    });
  }
}

function tooMany(most: number): GatewayError {
  return new GatewayError({
    kind: 'overloaded',
    message: `The gateway is busy: ${most} calls are under way, and as many wait. Try again, or raise gateway.max-concurrent.`,
    code: 'too_many_calls',
    retryAfterMs: 1000,
  });
}
