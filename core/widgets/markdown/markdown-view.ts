import { comparePlaces, type MarkdownDocument, type Place } from './document/markdown-document.js';

/**
 * What part of a document is shown. Following: its end. Held: the first line in view is kept by its section's id, so
 * that lines which come or go elsewhere move nothing.
 */
export class MarkdownView {
  readonly #document: MarkdownDocument;
  #held: { readonly id: string; readonly block: number; readonly line: number } | undefined;
  height = 0;

  constructor(document: MarkdownDocument) {
    this.#document = document;
  }

  get isFollowing(): boolean {
    return this.#held === undefined;
  }

  /** The first line in view. */
  top(): Place {
    const last = this.#lastTop();
    const place = this.#heldPlace();
    return place && comparePlaces(place, last) < 0 ? place : last;
  }

  /** The place after the last line in view. */
  bottom(): Place {
    return this.#document.forward(this.top(), this.height);
  }

  follow(): void {
    this.#held = undefined;
  }

  hold(place: Place = this.top()): void {
    const id = this.#document.section(place.section)?.id;
    if (id !== undefined) this.#held = { id, block: place.block, line: place.line };
  }

  /** Up holds; down past the end follows. */
  scroll(lines: number): void {
    const top = this.top();
    if (lines < 0) return this.hold(this.#document.back(top, -lines));
    const isAtEnd = comparePlaces(top, this.#lastTop()) >= 0;
    if (isAtEnd) this.follow();
    else this.hold(this.#document.forward(top, lines));
  }

  /** Holds so that the lines from `first` to `last` are in view, or at least the first. Moves as little as possible. */
  reveal(first: Place, last: Place = first): void {
    const top = this.top();
    const lowest = this.#document.back(last, Math.max(0, this.height - 1));
    if (comparePlaces(first, top) < 0) this.hold(first);
    else if (comparePlaces(top, lowest) >= 0) this.hold(top);
    else this.hold(comparePlaces(lowest, first) < 0 ? lowest : first);
  }

  #lastTop(): Place {
    return this.#document.back(this.#document.end(), this.height);
  }

  /** Following again when the section is gone. */
  #heldPlace(): Place | undefined {
    if (!this.#held) return undefined;
    const section = this.#document.indexOf(this.#held.id);
    const count = this.#document.section(section)?.count;
    if (count === undefined) {
      this.#held = undefined;
      return undefined;
    }
    const block = Math.min(this.#held.block, count - 1);
    const lines = this.#document.layout({ section, block })?.lines.length ?? 0;
    return this.#document.forward({ section, block, line: Math.min(this.#held.line, Math.max(0, lines - 1)) }, 0);
  }
}
