/** What stands in the second cell of a wide character. Blessed's diff never writes it. */
export const wideFiller = '\x03';

/** A rectangle of cells: an attribute (see `Theme.attr`) and a character each. Reused from frame to frame. */
export class CellGrid {
  width = 0;
  height = 0;
  #attrs = new Int32Array(0);
  #chars: string[] = [];

  /** Gives the grid a size and fills it with blanks. */
  reset(width: number, height: number, attr: number): void {
    this.width = width;
    this.height = height;
    const cells = width * height;
    if (this.#attrs.length < cells) {
      this.#attrs = new Int32Array(cells);
      this.#chars = new Array<string>(cells);
    }
    this.#attrs.fill(attr, 0, cells);
    this.#chars.fill(' ', 0, cells);
  }

  attrAt(x: number, y: number): number {
    return this.#attrs[y * this.width + x] ?? 0;
  }

  charAt(x: number, y: number): string {
    return this.#chars[y * this.width + x] ?? ' ';
  }

  /** The place must be inside. */
  set(x: number, y: number, attr: number, char: string): void {
    const index = y * this.width + x;
    this.#attrs[index] = attr;
    this.#chars[index] = char;
  }

  /** Adds a combining mark to a cell. */
  append(x: number, y: number, mark: string): void {
    const index = y * this.width + x;
    this.#chars[index] += mark;
  }
}
