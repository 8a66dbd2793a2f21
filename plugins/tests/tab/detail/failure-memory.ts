import type { Logger } from 'devmgr/plugin-api';
import type { RecordedFailure, TestRecords } from '../../history/recorded-run.js';

/** What the history knows of the last failure of one test at a time. */
export class FailureMemory {
  readonly #records: Pick<TestRecords, 'failureOf'>;
  readonly #log: Logger;
  readonly #changed: () => void;
  #id: string | undefined;
  #key = '';
  #failure: RecordedFailure | undefined;

  /** `changed` is called when it is known. */
  constructor(records: Pick<TestRecords, 'failureOf'>, log: Logger, changed: () => void) {
    this.#records = records;
    this.#log = log;
    this.#changed = changed;
  }

  of(id: string): RecordedFailure | undefined {
    return id === this.#id ? this.#failure : undefined;
  }

  /** Asks for it; of the same test again when `moment` is another one. */
  ask(id: string, moment: string): void {
    const key = `${moment} ${id}`;
    if (key === this.#key) return;
    this.#key = key;
    if (id !== this.#id) this.#failure = undefined;
    this.#id = id;
    this.#records
      .failureOf(id)
      .then((failure) => {
        if (key !== this.#key || failure === this.#failure) return;
        this.#failure = failure;
        this.#changed();
      })
      .catch((error: unknown) => this.#log.error('The last failure of a test cannot be read', error));
  }
}
