import type { Disposable } from 'devmgr/plugin-api';
import type { WidgetHost } from '../widget.js';
import type { MarkdownDocument } from './document/markdown-document.js';

/** Longest time that laying out takes before the event loop gets its turn, in milliseconds. */
const SLICE_MS = 4;

/** Lays out what is not visible, in slices. */
export class LayoutWork implements Disposable {
  readonly #document: MarkdownDocument;
  readonly #host: WidgetHost;
  readonly #onProgress: (isComplete: boolean) => void;
  #next: NodeJS.Immediate | undefined;
  #isDisposed = false;

  constructor(document: MarkdownDocument, host: WidgetHost, onProgress: (isComplete: boolean) => void) {
    this.#document = document;
    this.#host = host;
    this.#onProgress = onProgress;
  }

  /** Cheap; does nothing when there is nothing to do. */
  start(): void {
    if (this.#isDisposed) return;
    this.#next ??= setImmediate(() => {
      this.#next = undefined;
      this.#slice();
    });
  }

  dispose(): void {
    this.#isDisposed = true;
    if (this.#next) clearImmediate(this.#next);
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
