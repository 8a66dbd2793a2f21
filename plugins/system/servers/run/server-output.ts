import { Emitter, type Disposable, type LineBuffer, type OutputLine } from 'devmgr/plugin-api';

const KEPT_LINES = 5_000;

/** What one server has written over all of its processes: starts and reloads do not cut it. Old lines fall out. */
export class ServerOutput implements LineBuffer, Disposable {
  readonly #appended = new Emitter<{ readonly first: number; readonly count: number }>();
  #lines: OutputLine[] = [];
  #firstLine = 0;

  readonly onDidAppend = this.#appended.event;

  get firstLine(): number {
    return this.#firstLine;
  }

  get endLine(): number {
    return this.#firstLine + this.#lines.length;
  }

  lines(first: number, count: number): readonly OutputLine[] {
    const from = Math.max(0, first - this.#firstLine);
    return this.#lines.slice(from, Math.max(from, first - this.#firstLine + count));
  }

  append(lines: readonly OutputLine[]): void {
    if (lines.length === 0) return;
    const first = this.endLine;
    this.#lines.push(...lines);
    // Cut in one go now and then: to move all lines for each new one would cost more than to keep them.
    if (this.#lines.length > 2 * KEPT_LINES) {
      const dropped = this.#lines.length - KEPT_LINES;
      this.#lines = this.#lines.slice(dropped);
      this.#firstLine += dropped;
    }
    this.#appended.fire({ first, count: lines.length });
  }

  /** Takes everything that a process has written and will write. */
  follow(source: LineBuffer): Disposable {
    this.append(source.lines(source.firstLine, source.endLine - source.firstLine));
    return source.onDidAppend(({ first, count }) => this.append(source.lines(first, count)));
  }

  /** The last lines, oldest first. */
  last(count: number): string[] {
    return this.#lines.slice(-count).map(({ text }) => text);
  }

  dispose(): void {
    this.#appended.dispose();
  }
}
