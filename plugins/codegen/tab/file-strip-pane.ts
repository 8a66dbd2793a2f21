import { widgets, type Tab, type TextHandle, type TextSpan } from 'devmgr/plugin-api';
import type { FileReview } from '../review/file-review.js';
import { shownReview, type CodegenState } from '../session/codegen-state.js';
import { areas } from './codegen-layout.js';
import { fileStrip, type FileStrip } from './file-strip.js';
import { isSaved } from './preview-content.js';
import { SeenValues } from './seen-values.js';

export interface FileStripPaneParts {
  /** Of a text, in cells. */
  widthOf(text: string): number;
  /** A file was clicked. */
  chosen(at: number): void;
}

/** The files of an answer, of which one is looked at. */
export class FileStripPane {
  readonly handle: TextHandle;
  readonly #parts: FileStripPaneParts;
  readonly #changed = new SeenValues();
  #places: FileStrip['places'] = [];
  #generation: CodegenState['generation'];
  readonly #looked = new Set<string>();

  constructor(tab: Tab, parts: FileStripPaneParts) {
    this.#parts = parts;
    this.handle = tab.grid.set(...areas.files, widgets.text, { border: false, focusable: false });
    this.handle.show(false);
    tab.own(
      this.handle.onDidClick(({ cell }) => {
        const place = this.#places.find(({ from, to }) => cell >= from && cell < to);
        if (place) parts.chosen(place.at);
      }),
    );
  }

  /** `cells`: of the line. */
  show(state: CodegenState, cells: number): void {
    const { reviews, at, saved, generation } = state;
    if (!this.#changed.areNew(reviews, at, saved, generation, cells)) return;
    if (generation !== this.#generation) this.#looked.clear();
    this.#generation = generation;
    const path = shownReview(state)?.path;
    if (path !== undefined) this.#looked.add(path);
    const files = reviews.map((review, index) => ({
      name: nameOf(review, reviews),
      fact: factOf(state, review),
      isShown: index === at,
      isSeen: this.#looked.has(review.path),
    }));
    const { spans, places } = fileStrip(files, cells, (text) => this.#parts.widthOf(text));
    this.#places = places;
    this.handle.setLines([spans]);
  }
}

/** Its name, and its path where another one is called the same. */
function nameOf({ path }: FileReview, reviews: readonly FileReview[]): string {
  const last = (of: string) => of.slice(of.lastIndexOf('/') + 1);
  return reviews.some((other) => other.path !== path && last(other.path) === last(path)) ? path : last(path);
}

function factOf(state: CodegenState, review: FileReview): TextSpan {
  const { hunks, before } = review;
  if (isSaved(state, review)) return { text: '✓ saved', style: 'success' };
  if (hunks.length === 0) return { text: 'no change', style: 'muted' };
  const kept = hunks.filter(({ decision }) => decision !== 'rejected');
  if (kept.length === 0) return { text: 'dropped', style: 'muted' };
  if (before === undefined) return { text: 'new', style: 'success' };
  const sum = (lines: (hunk: (typeof kept)[number]) => readonly string[]) =>
    kept.reduce((total, hunk) => total + lines(hunk).length, 0);
  return { text: `+${sum(({ newLines }) => newLines)} -${sum(({ oldLines }) => oldLines)}`, style: 'muted' };
}
