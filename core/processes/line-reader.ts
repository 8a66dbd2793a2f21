import type { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { LineSplitter } from './line-splitter.js';

/** Reads one pipe by lines until it ends or `finish` is called; what comes later is read and dropped. */
export class LineReader {
  readonly #stream: Readable;
  readonly #splitter: LineSplitter;
  readonly #deliver: (lines: string[]) => void;
  #finished = false;
  #chunks = 0;

  constructor(stream: Readable, limit: number, deliver: (lines: string[]) => void, endAtReturn = false) {
    this.#stream = stream;
    this.#splitter = new LineSplitter(limit, endAtReturn);
    this.#deliver = deliver;
    stream.on('data', (chunk: Buffer) => this.#push(chunk));
    stream.on('end', () => this.finish());
  }

  /** Counts what has arrived, to tell silence from activity. */
  get chunks(): number {
    return this.#chunks;
  }

  /** Delivers the last line when it has no newline. */
  finish(): void {
    if (this.#finished) return;
    this.#finished = true;
    this.#emit(this.#splitter.end());
    // A pipe that somebody else still holds must not keep devmgr alive.
    (this.#stream as Partial<Socket>).unref?.();
  }

  #push(chunk: Buffer): void {
    // Reading goes on after the end, so that a daemon that still holds the pipe neither blocks nor dies of SIGPIPE.
    if (this.#finished) return;
    this.#chunks++;
    this.#emit(this.#splitter.push(chunk));
  }

  #emit(lines: string[]): void {
    if (lines.length > 0) this.#deliver(lines);
  }
}
