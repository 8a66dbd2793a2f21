import type { Clock, Disposable } from 'devmgr/plugin-api';
import type { RestartPolicy } from '../definition/server-definition.js';
import type { RunEvent, ServerRun } from './server-run.js';

export interface ReloadingRunOptions {
  readonly clock: Pick<Clock, 'now'>;
  readonly policy: RestartPolicy;
  /** Starts the next process; its events come through `onEvent`. */
  readonly start: (onEvent: (event: RunEvent) => void) => ServerRun;
  /** Before the next process is started: it may be made of something else. Never rejects. */
  readonly renew?: (() => Promise<void>) | undefined;
  /** Tells of changed files until it is released. */
  readonly watch: (onFile: (file: string) => void) => Disposable;
  readonly onEvent: (event: RunEvent) => void;
}

/**
 * A program that is started again when its files change: the old process goes before the new one comes. One that fails waits for a change,
 * unless its policy says that it is started again anyway.
 */
export class ReloadingRun implements ServerRun {
  readonly #options: ReloadingRunOptions;
  readonly #watching: Disposable | undefined;
  #process: ServerRun;
  /** Counts processes: what an earlier one tells is late. */
  #number = 0;
  #reload: { readonly file: string; readonly since: number } | undefined;
  #replacing: Promise<void> | undefined;
  #stopping: Promise<void> | undefined;
  #isOver = false;

  constructor(options: ReloadingRunOptions) {
    this.#options = options;
    this.#process = this.#start();
    this.#watching = options.watch((file) => void this.reload(file));
  }

  get facts(): ServerRun['facts'] {
    return this.#process.facts;
  }

  /** A change while the old process goes is seen by the new one. */
  reload(file: string): boolean {
    if (this.#isOver || this.#stopping) return false;
    this.#replacing ??= this.#replace(file).finally(() => (this.#replacing = undefined));
    return true;
  }

  stop(): Promise<void> {
    this.#stopping ??= this.#stop();
    return this.#stopping;
  }

  dispose(): Promise<void> {
    return this.stop();
  }

  async #stop(): Promise<void> {
    await this.#watching?.dispose();
    await this.#replacing;
    await this.#process.stop();
  }

  async #replace(file: string): Promise<void> {
    const { clock, onEvent } = this.#options;
    this.#reload = { file, since: clock.now() };
    onEvent({ type: 'reload', reload: { phase: 'changed', ...this.#reload } });
    onEvent({ type: 'reload', reload: { phase: 'draining', ...this.#reload } });
    // Its end is no news.
    this.#number += 1;
    await Promise.all([this.#process.stop(), this.#options.renew?.()]);
    if (this.#stopping) return this.#end({ kind: 'exited', code: 0 });
    onEvent({ type: 'reload', reload: { phase: 'importing', ...this.#reload } });
    this.#process = this.#start();
  }

  #start(): ServerRun {
    const number = (this.#number += 1);
    return this.#options.start((event) => {
      if (number === this.#number) this.#happened(event);
    });
  }

  #happened(event: RunEvent): void {
    const { onEvent, policy } = this.#options;
    if (event.type === 'exited') {
      const isGood = event.exit.kind === 'exited' && event.exit.code === 0;
      const awaitsChange = !isGood && !this.#stopping && policy.when === 'no';
      this.#reload = undefined;
      if (awaitsChange) return onEvent({ ...event, awaitsChange });
      this.#isOver = true;
      void this.#watching?.dispose();
      return onEvent(event);
    }
    onEvent(event);
    if (event.type === 'listening' && this.#reload) {
      this.#reload = undefined;
      onEvent({ type: 'reload', reload: undefined });
    }
  }

  #end(exit: { readonly kind: 'exited'; readonly code: number }): void {
    this.#isOver = true;
    this.#options.onEvent({ type: 'exited', exit, fault: undefined, awaitsChange: false });
  }
}
