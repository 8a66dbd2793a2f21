import type { Disposable } from 'devmgr/plugin-api';
import type { WidgetHost } from '../widget.js';
import type { MarkdownDocument } from './document/markdown-document.js';

/** Longest time that laying out takes before the event loop gets its turn, in milliseconds. */
const SLICE_MS = 4;
/** What takes longer, as a table of thousands of rows that grows does, rests before it is done again. In milliseconds. */
const LONG_MS = 16;
const LONGEST_REST_MS = 2000;

/** Lays out what is not visible, in slices. */
export class LayoutWork implements Disposable {
  readonly #document: MarkdownDocument;
  readonly #host: WidgetHost;
  readonly #onProgress: (isComplete: boolean) => void;
  #next: NodeJS.Immediate | undefined;
  #rest: NodeJS.Timeout | undefined;
  #restUntil = 0;
  #isDisposed = false;

  constructor(document: MarkdownDocument, host: WidgetHost, onProgress: (isComplete: boolean) => void) {
    this.#document = document;
    this.#host = host;
    this.#onProgress = onProgress;
  }

  /** Cheap; does nothing when there is nothing to do. */
  start(): void {
    if (this.#isDisposed) return;
    if (this.isResting) return this.#startLater();
    this.#next ??= setImmediate(() => {
      this.#next = undefined;
      this.measure(() => this.#slice());
    });
  }

  /** Nothing more should be parsed now: keys and other panes come first. */
  get isResting(): boolean {
    return this.#restUntil > 0 && this.#host.now() < this.#restUntil;
  }

  /** Does a piece of work, after which there is a rest of three times as long where it took long. */
  measure(work: () => void): void {
    const start = this.#host.now();
    work();
    const end = this.#host.now();
    if (end - start <= LONG_MS) return;
    this.#restUntil = Math.max(this.#restUntil, end + Math.min(LONGEST_REST_MS, 3 * (end - start)));
  }

  dispose(): void {
    this.#isDisposed = true;
    if (this.#next) clearImmediate(this.#next);
    clearTimeout(this.#rest);
  }

  #startLater(): void {
    this.#rest ??= setTimeout(() => {
      this.#rest = undefined;
      this.start();
    }, this.#restUntil - this.#host.now());
  }

  #slice(): void {
    const end = this.#host.now() + SLICE_MS;
    const before = this.#document.revision;
    let isMore = this.#document.work();
    while (isMore && this.#host.now() < end) isMore = this.#document.work();
    this.#onProgress(!isMore);
    if (this.#document.revision === before) return;
    this.#host.requestFrame();
    if (isMore) this.start();
  }
}
