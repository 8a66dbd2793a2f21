import { EMPTY_LINE, type BlockLayout } from '../layout/line.js';

/** Lays a block out within so many cells. Colours of code are only wanted when it is shown. */
export type LayOut = (width: number, isShown: boolean) => BlockLayout;

/** A block and its lines, which are made when they are needed. */
export class Block {
  readonly #raw: string;
  readonly #layOut: LayOut;
  /** Whether a blank line stands before it. */
  readonly isApart: boolean;
  #layout: BlockLayout | undefined;
  #width = 0;
  #isColoured: boolean;

  /** With `isEager` it is laid out with its colours at once: for what is being written, and so is surely in view. */
  constructor(raw: string, isApart: boolean, layOut: LayOut, isEager = false) {
    this.#raw = raw;
    this.isApart = isApart;
    this.#layOut = layOut;
    this.#isColoured = isEager;
  }

  isLaidOut(width: number): boolean {
    return this.#layout !== undefined && this.#width === width;
  }

  /** The lines, maybe without colours. */
  layout(width: number): BlockLayout {
    return this.#layout && this.#width === width ? this.#layout : this.#make(width);
  }

  /** The lines as they are shown. They are as many as those of `layout`. */
  shown(width: number): BlockLayout {
    const layout = this.layout(width);
    if (this.#isColoured || layout.stops.every((stop) => stop.kind !== 'code')) return layout;
    this.#isColoured = true;
    return this.#make(width);
  }

  /** Lines that it takes, or about so many while it has not been laid out. */
  height(width: number): number {
    if (this.#layout) return Math.ceil((this.#layout.lines.length * this.#width) / Math.max(1, width));
    return estimateLines(this.#raw, width);
  }

  /** There are other colours. */
  recolour(): void {
    this.#isColoured = false;
  }

  #make(width: number): BlockLayout {
    const layout = this.#layOut(width, this.#isColoured);
    this.#width = width;
    this.#layout = this.isApart ? { ...layout, lines: [EMPTY_LINE, ...layout.lines] } : layout;
    return this.#layout;
  }
}

/** About as many lines as a text will take. */
export function estimateLines(text: string, width: number): number {
  return Math.max(1, Math.ceil(text.length / Math.max(1, width)));
}
