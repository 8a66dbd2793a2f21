import { DevmgrError, ExitCode, type Clock, type Disposable, type Logger } from 'devmgr/plugin-api';
import type { CallDatabase } from './call-database.js';
import type { CallQuery, CallRecord, CallRecorder } from './call-record.js';
import { maskedCalls } from './masked-calls.js';
import { isDamage, openCallDatabase, putAside } from './open-call-database.js';

/** Milliseconds that calls wait to be written together. */
const GATHER_MS = 200;
/** Of calls that wait: what is beyond is lost and said, rather than kept in memory for a disk that does not take it. */
const MOST_WAITING = 10_000;

export interface CallStoreOptions {
  /** Of the file, or `:memory:`. It is opened when it is needed first. */
  readonly path: string;
  readonly log: Logger;
  readonly clock: Clock;
  /** How many calls are kept, as it is now. */
  readonly keep: () => number;
  /** Masks secrets. */
  readonly redact: (text: string) => string;
}

/** The flight recorder over SQLite. Calls are written together, a moment after they ended. */
export class CallStore implements CallRecorder {
  readonly #options: CallStoreOptions;
  #opened: Promise<CallDatabase | undefined> | undefined;
  #waiting: CallRecord[] = [];
  #timer: Disposable | undefined;
  #writing: Promise<void> | undefined;
  #hasToldProblem = false;

  constructor(options: CallStoreOptions) {
    this.#options = options;
  }

  add(record: CallRecord): void {
    if (this.#waiting.length >= MOST_WAITING) return this.#tell('they come faster than they can be written');
    this.#waiting.push(record);
    this.#writeSoon();
  }

  async calls(query: CallQuery): Promise<readonly CallRecord[]> {
    await this.flush();
    return (await this.#ask((database) => database.calls(query))) ?? [];
  }

  async call(id: string): Promise<CallRecord | undefined> {
    await this.flush();
    const [first, second] = (await this.#ask((database) => database.named(id))) ?? [];
    if (second && first?.id !== id) throw ambiguous(id);
    return first;
  }

  async flush(): Promise<void> {
    while (this.#writing || this.#waiting.length > 0) await this.#write();
  }

  /** Writes what waits and lets go of the file. */
  async dispose(): Promise<void> {
    await this.flush();
    await (await this.#opened)?.close();
  }

  #writeSoon(): void {
    if (this.#writing) return;
    this.#timer ??= this.#options.clock.setTimeout(() => void this.#write(), GATHER_MS);
  }

  /** One after the other, so that what a slow disk has not taken is counted. */
  #write(): Promise<void> {
    void this.#timer?.dispose();
    this.#timer = undefined;
    if (this.#writing) return this.#writing;
    const records = this.#waiting;
    this.#waiting = [];
    this.#writing = this.#written(records).then(() => {
      this.#writing = undefined;
      if (this.#waiting.length > 0) this.#writeSoon();
    });
    return this.#writing;
  }

  async #written(records: readonly CallRecord[]): Promise<void> {
    try {
      const masked = await maskedCalls(records, this.#options.redact);
      await this.#ask((database) => database.add(masked, this.#options.keep()));
      this.#hasToldProblem = false;
    } catch (error) {
      this.#tell(error instanceof Error ? error.message : String(error));
    }
  }

  /**
   * A file may turn out to be damaged behind its first page only when it is used. It is opened again first: another devmgr may have put it aside
   * already.
   */
  async #ask<T>(work: (database: CallDatabase) => Promise<T>): Promise<T | undefined> {
    for (let tries = 1; ; tries += 1) {
      const opened = this.#database();
      const database = await opened;
      if (!database) return undefined;
      try {
        return await work(database);
      } catch (error) {
        if (!isDamage(error) || tries > 2) throw error;
        if (this.#opened === opened) this.#opened = this.#openAgain(database, tries > 1);
      }
    }
  }

  async #openAgain(damaged: CallDatabase, isAnew: boolean): Promise<CallDatabase | undefined> {
    const { path, log } = this.#options;
    await damaged.close();
    if (isAnew) await putAside(path, log).catch((error: unknown) => this.#tell(String(error)));
    return openCallDatabase(path, log);
  }

  #database(): Promise<CallDatabase | undefined> {
    return (this.#opened ??= openCallDatabase(this.#options.path, this.#options.log));
  }

  /** Once, until it works again. */
  #tell(reason: string): void {
    if (this.#hasToldProblem) return;
    this.#hasToldProblem = true;
    this.#options.log.warn(`Calls of the gateway are not recorded: ${reason}`);
  }
}

function ambiguous(id: string): DevmgrError {
  return new DevmgrError({
    code: 'DEVMGR_USAGE',
    message: `More than one call begins with "${id}"`,
    hint: 'Give more of its id; all ids: devmgr gateway log',
    exitCode: ExitCode.usage,
  });
}
