import type { IndexProgress } from 'devmgr/plugin-api/contracts/code-index';

/**
 * Progress for one reader. Of counts that it has not read yet only the last is kept: a slow one, or one that never reads,
 * holds nothing up.
 */
export class ProgressQueue {
  readonly #waiting: IndexProgress[] = [];
  #end: { readonly error: Error | undefined } | undefined;
  #wake: (() => void) | undefined;

  push(progress: IndexProgress): void {
    if (this.#end) return;
    const isCount = progress.type === 'file-end' || progress.type === 'embed';
    if (isCount && this.#waiting.at(-1)?.type === progress.type) this.#waiting.pop();
    this.#waiting.push(progress);
    this.#wake?.();
  }

  /** What was pushed before is still read. */
  end(error?: Error): void {
    this.#end ??= { error };
    this.#wake?.();
  }

  /** Throws what the queue was ended with. */
  async *read(): AsyncGenerator<IndexProgress, void> {
    for (;;) {
      for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) yield next;
      if (this.#end?.error) throw this.#end.error;
      if (this.#end) return;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }
}
