import type { Disposable } from 'devmgr/plugin-api';
import type { LogStore } from 'devmgr/plugin-api/contracts/log-store';

/** Counts the errors and warnings of the session, from what is held at first and then of every new entry. */
export class LevelCounts implements Disposable {
  #errors = 0;
  #warnings = 0;
  #counted: number;
  readonly #subscription: Disposable;

  constructor(log: LogStore) {
    this.#counted = log.first;
    this.#count(log);
    this.#subscription = log.onDidChange(() => this.#count(log));
  }

  get errors(): number {
    return this.#errors;
  }

  get warnings(): number {
    return this.#warnings;
  }

  dispose(): void {
    void this.#subscription.dispose();
  }

  #count(log: LogStore): void {
    for (const { level } of log.entries(this.#counted, log.end - this.#counted)) {
      if (level === 'error') this.#errors += 1;
      else if (level === 'warn') this.#warnings += 1;
    }
    this.#counted = log.end;
  }
}
