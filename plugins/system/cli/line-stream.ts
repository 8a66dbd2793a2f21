import type { Disposable, LineBuffer, TextSink, TextTools } from 'devmgr/plugin-api';

/** Writes the lines of a server to a stream, without escape sequences and secrets. */
export class LineStream implements Disposable {
  readonly #sink: TextSink;
  readonly #text: TextTools;
  readonly #prefix: string;
  #buffer: LineBuffer | undefined;
  #next = 0;
  #watch: Disposable | undefined;

  /** `prefix`: stands before each line. */
  constructor(sink: TextSink, text: TextTools, prefix = '') {
    this.#sink = sink;
    this.#text = text;
    this.#prefix = prefix;
  }

  /** From now on this one; what it holds already is written first. */
  follow(buffer: LineBuffer | undefined): void {
    if (buffer === undefined || buffer === this.#buffer) return;
    this.#drain();
    void this.#watch?.dispose();
    this.#buffer = buffer;
    this.#next = buffer.firstLine;
    this.#watch = buffer.onDidAppend(() => this.#drain());
    this.#drain();
  }

  dispose(): void {
    this.#drain();
    void this.#watch?.dispose();
  }

  #drain(): void {
    if (!this.#buffer) return;
    const { firstLine, endLine } = this.#buffer;
    const first = Math.max(this.#next, firstLine);
    this.#next = endLine;
    for (const { text } of this.#buffer.lines(first, endLine - first)) {
      this.#sink.write(`${this.#prefix}${this.#text.redact(this.#text.clean(text))}\n`);
    }
  }
}
