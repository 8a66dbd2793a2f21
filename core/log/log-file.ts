import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { LogEntry, LogLevel } from 'devmgr/plugin-api/contracts/log-store';
import { openFileTransport, type FileTransport } from './file-transport.js';
import { logFileName } from './log-file-name.js';
import { isAtLeast } from './log-levels.js';
import { pruneLogFiles, type PruneLimits } from './prune-log-files.js';

/** Loading winston takes 30 ms: not before the first frame was painted. */
const OPEN_AFTER_MS = 500;
const WRITE_EVERY_MS = 100;
/** While a flood is behind: other work comes between two batches, and 200,000 entries a second get through. */
const CATCH_UP_MS = 10;
/** Entries of one write: making their JSON takes about 3 ms. */
const BATCH = 2000;

export interface LogFileOptions {
  readonly dir: string;
  readonly project: string;
  readonly level: LogLevel;
  /** A full file is followed by the next one. */
  readonly maxFileBytes: number;
  readonly prune: PruneLimits;
  now(): number;
  /** What there is to write; the file keeps no copy of its own. */
  readonly entries: {
    readonly first: number;
    readonly end: number;
    entries(first: number, count: number): readonly LogEntry[];
  };
  /** Entries before this number will not change any more. */
  settledBefore(): number;
  /** Called once; nothing is written afterwards. */
  onFailure(error: Error): void;
}

/** Writes the entries as JSON lines, in batches, behind the memory. The file is made with the first entry. */
export class LogFile {
  readonly #options: LogFileOptions;
  /** Of the first file; the others have numbers. */
  readonly #firstName: string;
  /** Of the file that is written. */
  #name: string;
  #next = 0;
  #timer: NodeJS.Timeout | undefined;
  #transport: Promise<FileTransport> | undefined;
  #writing: Promise<void> = Promise.resolve();
  #closed: Promise<void> | undefined;
  #state: 'open' | 'closing' | 'failed' = 'open';

  constructor(options: LogFileOptions) {
    this.#options = options;
    this.#firstName = this.#name = logFileName(options.project, options.now(), process.pid);
  }

  get path(): string {
    return join(this.#options.dir, this.#name);
  }

  /** There is something new. Cheap: call it at every change. */
  notify(): void {
    if (this.#timer || this.#state !== 'open') return;
    const isBehind = this.#options.settledBefore() - this.#next >= BATCH;
    const delay = isBehind ? CATCH_UP_MS : WRITE_EVERY_MS;
    this.#timer = setTimeout(() => this.#tick(), this.#transport ? delay : OPEN_AFTER_MS);
    this.#timer.unref();
  }

  /** Writes the rest and closes; a second time that is waited for. Never rejects. */
  dispose(): Promise<void> {
    return (this.#closed ??= this.#close());
  }

  async #close(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.#state === 'open') this.#state = 'closing';
    await this.#writing;
    while (this.#state === 'closing' && this.#next < this.#options.entries.end) await this.#writeBatch();
    const transport = await this.#transport?.catch(() => undefined);
    await transport?.close();
  }

  #tick(): void {
    this.#writing = this.#writeBatch().then(() => {
      this.#timer = undefined;
      if (this.#next < this.#options.entries.end) this.notify();
    });
  }

  /** Writes the next entries that will not change any more; when closing, whatever there is. */
  async #writeBatch(): Promise<void> {
    const { entries } = this.#options;
    const end = this.#state === 'closing' ? entries.end : this.#options.settledBefore();
    const lost = Math.max(0, entries.first - this.#next);
    const from = this.#next + lost;
    const batch = entries.entries(from, Math.min(BATCH, end - from));
    this.#next = from + batch.length;
    const wanted = batch.filter(
      ({ level, isWrittenElsewhere }) => !isWrittenElsewhere && isAtLeast(level, this.#options.level),
    );
    const lines = wanted.map(jsonLine);
    if (lost > 0) lines.unshift(jsonLine(this.#lostEntry(lost, from)));
    if (lines.length > 0) await this.#write(lines.join('\n'));
  }

  async #write(lines: string): Promise<void> {
    try {
      if (this.#transport) await this.#closeIfDeleted(await this.#transport);
      this.#transport ??= this.#open();
      await (await this.#transport).write(lines);
    } catch (error) {
      this.#fail(error instanceof Error ? error : new Error(String(error)));
    }
  }

  /** Somebody tidied up: what is written into a deleted file is lost. The next write makes the file anew. */
  async #closeIfDeleted(transport: FileTransport): Promise<void> {
    const isThere = await access(this.path).then(
      () => true,
      (error: NodeJS.ErrnoException) => error.code !== 'ENOENT',
    );
    if (isThere) return;
    this.#transport = undefined;
    await transport.close();
  }

  #open(): Promise<FileTransport> {
    const { dir, project, prune, maxFileBytes } = this.#options;
    return openFileTransport({
      dir,
      name: this.#firstName,
      maxBytes: maxFileBytes,
      onOpen: (name) => {
        this.#name = name;
        void pruneLogFiles(dir, project, this.path, this.#options.now(), prune);
      },
      onFailure: (error) => this.#fail(error),
    });
  }

  #fail(error: Error): void {
    if (this.#state === 'failed') return;
    this.#state = 'failed';
    this.#options.onFailure(error);
  }

  /** More came than memory holds before it could be written. */
  #lostEntry(count: number, before: number): LogEntry {
    const message = `${count} entries before this one are missing: they came faster than they could be written`;
    return { seq: before - 1, at: this.#options.now(), level: 'warn', source: 'core', message };
  }
}

/** One line of the file: `at` as ISO 8601 in UTC, then the fields of the entry. */
function jsonLine({ at, level, source, message, seq, test }: LogEntry): string {
  return JSON.stringify({ at: new Date(at).toISOString(), level, source, message, seq, test });
}
