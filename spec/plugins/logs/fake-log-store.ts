import { Emitter } from 'devmgr/plugin-api';
import type { LogEntry, LogLevel, LogStore } from 'devmgr/plugin-api/contracts/log-store';

/** A log in memory that keeps the last `keep` entries and announces every change at once. */
export class FakeLogStore implements LogStore {
  readonly #entries: LogEntry[] = [];
  readonly #emitter = new Emitter<{ changed: number; end: number }>();
  readonly onDidChange = this.#emitter.event;
  readonly files: LogStore['files'];
  first = 0;

  constructor(
    readonly keep = Infinity,
    files: LogStore['files'] = { current: 'p.20260102-030405.1.jsonl', dir: '' },
  ) {
    this.files = files;
  }

  get end(): number {
    return this.#entries.length;
  }

  entries(first: number, count: number): readonly LogEntry[] {
    return this.#entries.slice(Math.max(first, this.first), Math.max(this.first, first + count));
  }

  append(entry: { source: string; message: string; level?: LogLevel; at?: number }): void {
    this.add([entry]);
  }

  attribute({ source, text, test }: { source: string; text: string; test: string }): void {
    const seq = this.#entries.findIndex((each) => each.source === source && each.message === text && !each.test);
    const entry = this.#entries[seq];
    if (!entry) return;
    this.#entries[seq] = { ...entry, test };
    this.#emitter.fire({ changed: seq, end: this.end });
  }

  /** Adds entries with one announcement. */
  add(
    entries: readonly { source?: string; message: string; level?: LogLevel; at?: number; test?: string | undefined }[],
  ): void {
    const changed = this.end;
    for (const { source = 'api', message, level = 'info', at = 0, test } of entries) {
      this.#entries.push({ seq: this.end, at, level, source, message, ...(test !== undefined && { test }) });
    }
    this.first = Math.max(this.first, this.end - this.keep);
    this.#emitter.fire({ changed, end: this.end });
  }

  grow(seq: number, message: string): void {
    const entry = this.#entries[seq];
    if (entry) this.#entries[seq] = { ...entry, message };
    this.#emitter.fire({ changed: seq, end: this.end });
  }

  sources(): readonly string[] {
    return [...new Set(this.#entries.map(({ source }) => source))];
  }
}
