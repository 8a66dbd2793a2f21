import { EMPTY_LINE, type BlockLayout } from '../layout/line.js';

/** Lays a block out within so many cells. */
export type LayOut = (width: number) => BlockLayout;

/** A block and its lines, which are made when they are needed. */
export class Block {
  readonly #raw: string;
  readonly #layOut: LayOut;
  /** Whether a blank line stands before it. */
  readonly isApart: boolean;
  #layout: BlockLayout | undefined;
  #width = 0;

  constructor(raw: string, isApart: boolean, layOut: LayOut) {
    this.#raw = raw;
    this.isApart = isApart;
    this.#layOut = layOut;
  }

  isLaidOut(width: number): boolean {
    return this.#layout !== undefined && this.#width === width;
  }

  layout(width: number): BlockLayout {
    if (this.#layout && this.#width === width) return this.#layout;
    const layout = this.#layOut(width);
    this.#width = width;
    this.#layout = this.isApart ? { ...layout, lines: [EMPTY_LINE, ...layout.lines] } : layout;
    return this.#layout;
  }

  /** Lines that it takes, or about so many while it has not been laid out. */
  height(width: number): number {
    if (this.#layout) return Math.ceil((this.#layout.lines.length * this.#width) / Math.max(1, width));
    return estimateLines(this.#raw, width);
  }

  /** It looks different now. */
  forget(): void {
    // The size is kept as what it will probably be; no pane is as wide.
    this.#width = -Math.abs(this.#width);
  }
}

/** About as many lines as a text will take. */
export function estimateLines(text: string, width: number): number {
  return Math.max(1, Math.ceil(text.length / Math.max(1, width)));
}
