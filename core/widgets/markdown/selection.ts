import type { MarkdownStop, Store } from 'devmgr/plugin-api';
import { stopAt, type StopPlace } from './document/stop-places.js';
import type { MarkdownDocument } from './document/markdown-document.js';

/** The stop that is selected. It is remembered by its section's id and its number; what stands there may grow. */
export class Selection {
  readonly #document: MarkdownDocument;
  readonly #value: Store<MarkdownStop | undefined>;
  #at: { readonly id: string; readonly block: number; readonly stop: number } | undefined;

  constructor(document: MarkdownDocument, value: Store<MarkdownStop | undefined>) {
    this.#document = document;
    this.#value = value;
  }

  get place(): StopPlace | undefined {
    if (!this.#at) return undefined;
    const { id, block, stop } = this.#at;
    const section = this.#document.indexOf(id);
    return section < 0 ? undefined : { section, block, stop };
  }

  select(place: StopPlace | undefined): void {
    const id = place && this.#document.section(place.section)?.id;
    this.#at = place && id !== undefined ? { id, block: place.block, stop: place.stop } : undefined;
    this.refresh();
  }

  /** Tells what stands there now. */
  refresh(): void {
    const { place } = this;
    const stop = place && stopAt(this.#document, place);
    const id = this.#at?.id;
    const next = stop && id !== undefined ? ({ section: id, ...stop } satisfies MarkdownStop) : undefined;
    if (!isSame(this.#value.get(), next)) this.#value.set(next);
  }
}

function isSame(a: MarkdownStop | undefined, b: MarkdownStop | undefined): boolean {
  if (!a || !b || a.section !== b.section) return a === b;
  if (a.kind === 'code') return b.kind === 'code' && a.text === b.text && a.language === b.language;
  if (a.kind === 'link') return b.kind === 'link' && a.link === b.link;
  return a.kind === b.kind;
}
