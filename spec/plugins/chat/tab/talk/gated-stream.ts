import type { AiRequest, AiStreamPart } from 'devmgr/plugin-api/contracts/ai';

/** A model that says what the spec gives it, when the spec does. */
export class GatedStream {
  readonly requests: AiRequest[] = [];
  readonly #parts: (string | undefined)[] = [];
  #wake: () => void = () => undefined;

  /** What is said next. */
  say(text: string): void {
    this.#parts.push(text);
    this.#wake();
  }

  end(): void {
    this.#parts.push(undefined);
    this.#wake();
  }

  readonly stream = (request: AiRequest, { signal }: { readonly signal: AbortSignal }): AsyncIterable<AiStreamPart> => {
    this.requests.push(request);
    return this.#run(signal);
  };

  async *#run(signal: AbortSignal): AsyncGenerator<AiStreamPart> {
    const target = { providerId: 'p', modelId: 'm', host: 'api.example.com' };
    const usage = { inputTokens: 2000, outputTokens: 100, costUsd: undefined };
    yield { type: 'attempt-start', target, attempt: 1 };
    signal.addEventListener('abort', () => this.#wake());
    const isOver = () => signal.aborted;
    while (!isOver()) {
      if (this.#parts.length === 0) await new Promise<void>((resolve) => (this.#wake = resolve));
      if (isOver() || this.#parts.length === 0) continue;
      const text = this.#parts.shift();
      if (text === undefined) return yield { type: 'stream-end', reason: 'stop', target, usage };
      yield { type: 'text-delta', text };
    }
    yield { type: 'stream-end', reason: 'aborted', target, usage };
  }
}
