import type { Disposable, ListenerErrorSink } from 'devmgr/plugin-api';
import { Store } from 'devmgr/plugin-api';
import type { MarkdownDocument, Place } from './document/markdown-document.js';
import { Search } from './document/search.js';
import type { MarkdownView } from './markdown-view.js';
import type { Highlight } from './paint-line.js';

/** Finds words: tells how many there are, and brings the current place into view. */
export class Finder implements Disposable {
  readonly #document: MarkdownDocument;
  readonly #view: MarkdownView;
  readonly #onDidMove: () => void;
  readonly found: Store<{ readonly at: number; readonly count: number } | undefined>;
  #search: Search | undefined;

  constructor(document: MarkdownDocument, view: MarkdownView, onDidMove: () => void, report: ListenerErrorSink) {
    this.#document = document;
    this.#view = view;
    this.#onDidMove = onDidMove;
    this.found = new Store<{ readonly at: number; readonly count: number } | undefined>(undefined, report);
  }

  find(words: string | undefined): void {
    this.#search = words?.trim() ? new Search(this.#document, words) : undefined;
    if (this.#search) this.tell(false);
    else this.found.set(undefined);
  }

  next(direction: 1 | -1): void {
    if (!this.#search) return;
    this.#search.step(direction, this.#view.top());
    this.#reveal(this.#search);
    this.tell(true);
  }

  /** Says how many there are by now; the first from the top of the view on becomes the current one. */
  tell(isComplete: boolean): void {
    const search = this.#search;
    if (!search) return;
    if (!search.current && search.count > 0) {
      const top = this.#view.top();
      if (search.choose(top) || (isComplete && search.step(1, top))) this.#reveal(search);
    }
    const before = this.found.get();
    const { at, count } = search;
    if (before?.at !== at || before.count !== count) this.found.set({ at, count });
  }

  /** The places in a line. */
  highlights(place: Place): Highlight[] {
    if (!this.#search) return [];
    const { current } = this.#search;
    const isHere = current?.section === place.section && current.block === place.block;
    return this.#search
      .matches(place)
      .flatMap((match, index) =>
        match
          .filter((part) => part.line === place.line)
          .map(({ from, to }) => ({ from, to, look: isHere && current.index === index ? 'cursor' : 'match' }) as const),
      );
  }

  dispose(): void {
    this.found.dispose();
  }

  /** With a line above and below it. */
  #reveal(search: Search): void {
    const lines = search.currentLines();
    if (lines) this.#view.reveal(this.#document.back(lines.first, 1), this.#document.forward(lines.last, 1));
    this.#onDidMove();
  }
}
