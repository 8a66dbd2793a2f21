import type { Disposable, PluginContext } from 'devmgr/plugin-api';
import { CodeIndex } from 'devmgr/plugin-api/contracts/code-index';
import { GatewayError } from '../gateway-error.js';

/** How long a search waits for an index that is being made; then what is there is searched, and its notes say so. */
const patienceMs = 30_000;

/** The code index for clients: its files are followed from the first question until the gateway ends. */
export class FreshIndex implements Disposable {
  readonly #context: Pick<PluginContext, 'services' | 'clock'>;
  readonly #end = new AbortController();
  #watching: Disposable | undefined;

  constructor(context: Pick<PluginContext, 'services' | 'clock'>) {
    this.#context = context;
  }

  /** Up to date, unless that takes long. Rejects with a `GatewayError` without an index, and with the signal's reason. */
  async get(signal: AbortSignal): Promise<CodeIndex> {
    const index = await this.#index();
    if (this.#end.signal.aborted || index.state.get().status === 'off') return index;
    this.#watching ??= index.watch();
    if (index.state.get().status !== 'ready') await this.#wait(this.#refresh(index), signal);
    return index;
  }

  dispose(): void {
    this.#end.abort();
    void this.#watching?.dispose();
  }

  async #index(): Promise<CodeIndex> {
    try {
      return await this.#context.services.require(CodeIndex);
    } catch (cause) {
      const message = 'There is no code index: the plugin AI Chat of devmgr is not here, or does not start.';
      throw new GatewayError({ kind: 'overloaded', message, code: 'code_index_unavailable', cause });
    }
  }

  /** It goes on when the client has gone: others wait for it too. */
  async #refresh(index: CodeIndex): Promise<void> {
    try {
      for await (const progress of index.refresh({ signal: this.#end.signal })) void progress;
    } catch {
      // What is wrong is in the notes of the search.
    }
  }

  #wait(done: Promise<void>, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const settle = (then: () => void) => {
        void timer.dispose();
        signal.removeEventListener('abort', abort);
        then();
      };
      const abort = () => settle(() => reject(signal.reason as Error));
      const timer = this.#context.clock.setTimeout(() => settle(resolve), patienceMs);
      signal.addEventListener('abort', abort, { once: true });
      if (signal.aborted) abort();
      void done.then(() => settle(resolve));
    });
  }
}
