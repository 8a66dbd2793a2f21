import type { TextSpan, TextStyle } from 'devmgr/plugin-api';

const BLANK = 0x28_00;
/** Bits of the dots of one braille sign, by column and row: Unicode, "Braille Patterns". */
const BITS = [
  [0x01, 0x02, 0x04, 0x40],
  [0x08, 0x10, 0x20, 0x80],
] as const;
const ACROSS = 2;
const DOWN = 4;

/** A drawing of dots, two by four in a cell. In a cell that several lines go through the last one has its colour. */
export class DotGrid {
  readonly width: number;
  readonly height: number;
  readonly #columns: number;
  readonly #bits: Uint8Array;
  readonly #styles: (TextStyle | undefined)[];

  constructor(columns: number, rows: number) {
    this.#columns = columns;
    this.width = columns * ACROSS;
    this.height = rows * DOWN;
    this.#bits = new Uint8Array(columns * rows);
    this.#styles = new Array<TextStyle | undefined>(columns * rows);
  }

  /** From dot to dot, both included; from the top on the left. After Bresenham. */
  line(x0: number, y0: number, x1: number, y1: number, style: TextStyle): void {
    const [dx, dy] = [Math.abs(x1 - x0), -Math.abs(y1 - y0)];
    const [stepX, stepY] = [x0 < x1 ? 1 : -1, y0 < y1 ? 1 : -1];
    let [x, y, error] = [x0, y0, dx + dy];
    for (;;) {
      this.#set(x, y, style);
      if (x === x1 && y === y1) return;
      const twice = 2 * error;
      if (twice >= dy) {
        error += dy;
        x += stepX;
      }
      if (twice <= dx) {
        error += dx;
        y += stepY;
      }
    }
  }

  /** One row of cells. */
  row(at: number): TextSpan[] {
    return Array.from({ length: this.#columns }, (_, column) => {
      const cell = at * this.#columns + column;
      const bits = this.#bits[cell] ?? 0;
      return { text: bits === 0 ? ' ' : String.fromCodePoint(BLANK + bits), style: this.#styles[cell] ?? 'default' };
    });
  }

  #set(x: number, y: number, style: TextStyle): void {
    if (x < 0 || y < 0 || x >= this.width || y >= this.height) return;
    const cell = Math.floor(y / DOWN) * this.#columns + Math.floor(x / ACROSS);
    this.#bits[cell] = (this.#bits[cell] ?? 0) | (BITS[x % ACROSS]?.[y % DOWN] ?? 0);
    this.#styles[cell] = style;
  }
}
