import { findInLayout, type Match } from './find-in-layout.js';
import { comparePlaces, type MarkdownDocument, type Place } from './markdown-document.js';

export interface FoundPlace {
  readonly section: number;
  readonly block: number;
  /** Number of the match in its block. */
  readonly index: number;
}

/** Looks for words in what has been laid out, and knows which of the places is the current one. */
export class Search {
  readonly #document: MarkdownDocument;
  readonly words: string;
  #places: readonly FoundPlace[] = [];
  #revision = -1;
  /** By the section's id, as sections may come and go. */
  #current: (FoundPlace & { readonly id: string }) | undefined;

  constructor(document: MarkdownDocument, words: string) {
    this.#document = document;
    this.words = words.trim();
  }

  get count(): number {
    return this.#update().length;
  }

  /** The current place. */
  get current(): FoundPlace | undefined {
    if (!this.#current) return undefined;
    const { id, block, index } = this.#current;
    const section = this.#document.indexOf(id);
    return this.#update().find((place) => place.section === section && place.block === block && place.index === index);
  }

  /** Number of the current place, counted from one; 0 without one. */
  get at(): number {
    const { current } = this;
    return current ? this.#update().indexOf(current) + 1 : 0;
  }

  /** Makes the first place from `top` on the current one; `false` where there is none. */
  choose(top: Place): boolean {
    return this.#set(this.#update().find((place) => comparePlaces(this.#lineOf(place, 0), top) >= 0));
  }

  /** Goes on to the next place or the one before; after the last comes the first. */
  step(direction: 1 | -1, top: Place): boolean {
    const places = this.#update();
    const at = this.at - 1;
    if (at >= 0) return this.#set(places.at((at + direction + places.length) % places.length));
    return direction > 0 ? this.choose(top) || this.#set(places[0]) : this.#set(places.at(-1));
  }

  /** The first and the last line of the current place. */
  currentLines(): { readonly first: Place; readonly last: Place } | undefined {
    const { current } = this;
    return current && { first: this.#lineOf(current, 0), last: this.#lineOf(current, -1) };
  }

  #lineOf({ section, block, index }: FoundPlace, part: 0 | -1): Place {
    return { section, block, line: this.matches({ section, block })[index]?.at(part)?.line ?? 0 };
  }

  matches(place: { readonly section: number; readonly block: number }): readonly Match[] {
    const layout = this.#document.layout(place);
    return layout ? findInLayout(layout, this.words) : [];
  }

  #set(place: FoundPlace | undefined): boolean {
    const id = place && this.#document.section(place.section)?.id;
    if (place && id !== undefined) this.#current = { ...place, id };
    return place !== undefined;
  }

  #update(): readonly FoundPlace[] {
    if (this.#revision === this.#document.revision) return this.#places;
    this.#revision = this.#document.revision;
    const places: FoundPlace[] = [];
    for (let section = 0; section < this.#document.count; section++) {
      const { count = 0 } = this.#document.section(section) ?? {};
      for (let block = 0; block < count; block++) {
        if (!this.#document.section(section)?.at(block).isLaidOut(this.#document.width)) continue;
        this.matches({ section, block }).forEach((_, index) => places.push({ section, block, index }));
      }
    }
    return (this.#places = places);
  }
}
