import type { StyledText } from 'devmgr/plugin-api';
import type { Canvas, Look } from './canvas.js';
import { wideFiller, type CellGrid } from './cell-grid.js';
import { cleanLine } from './text/clean.js';
import { codePointWidth } from './text/code-point-width.js';
import { drawnIn } from './glyphs.js';
import type { Theme } from './theme.js';

/** Where in a grid a canvas lies. */
export interface Area {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const ascii = /^[\x20-\x7e]*$/;

/** Paints into an area of a grid. */
export class GridCanvas implements Canvas {
  readonly width: number;
  readonly height: number;
  readonly #grid: CellGrid;
  readonly #area: Area;
  readonly #theme: Theme;
  readonly #ground: Look;

  /** `ground` lies under every text that brings no base of its own. */
  constructor(grid: CellGrid, area: Area, theme: Theme, ground: Look) {
    this.#grid = grid;
    this.#area = area;
    this.#theme = theme;
    this.#ground = ground;
    this.width = area.width;
    this.height = area.height;
  }

  put(
    x: number,
    y: number,
    text: StyledText,
    look: Look = 'default',
    options?: { readonly base?: Look; readonly maxCells?: number },
  ): number {
    if (y < 0 || y >= this.height) return 0;
    const end = Math.min(this.width, x + (options?.maxCells ?? this.width));
    const base = options?.base ?? this.#ground;
    if (typeof text === 'string') return this.#putSpan(x, y, end, text, this.#theme.attr(look, base)) - x;
    let at = x;
    for (const { text: part, style } of text)
      at = this.#putSpan(at, y, end, part, this.#theme.attr(style ?? look, base));
    return at - x;
  }

  draw(
    x: number,
    y: number,
    text: string,
    look?: Look,
    options?: { readonly base?: Look; readonly maxCells?: number },
  ): number {
    return this.put(x, y, drawnIn(this.#theme.glyphs, text), look, options);
  }

  fill(x: number, y: number, width: number, height: number, look: Look): void {
    const attr = this.#theme.attr(look, this.#ground);
    const right = Math.min(this.width, x + width);
    const bottom = Math.min(this.height, y + height);
    for (let row = Math.max(0, y); row < bottom; row++) {
      for (let column = Math.max(0, x); column < right; column++) this.#set(column, row, attr, ' ');
    }
  }

  #putSpan(x: number, y: number, end: number, text: string, attr: number): number {
    return x >= end ? x : Math.max(x, this.#write(x, y, end, cleanLine(text), attr));
  }

  /** Returns the column after what was written; what does not fit whole is left out. */
  #write(x: number, y: number, end: number, text: string, attr: number): number {
    if (ascii.test(text)) return this.#writeAscii(x, y, end, text, attr);
    let at = x;
    for (const character of text) {
      const width = codePointWidth(character.codePointAt(0) ?? 0);
      if (width === 0) this.#join(at - 1, y, x, character);
      else if (at + width > end) break;
      else this.#set(at, y, attr, character);
      if (width === 2) this.#set(at + 1, y, attr, wideFiller);
      at += width;
    }
    return at;
  }

  #writeAscii(x: number, y: number, end: number, text: string, attr: number): number {
    const stop = Math.min(end, x + text.length);
    for (let at = x; at < stop; at++) this.#set(at, y, attr, text.charAt(at - x));
    return Math.max(x, stop);
  }

  #join(column: number, y: number, first: number, mark: string): void {
    if (column < Math.max(0, first)) return;
    const isFiller = this.#grid.charAt(this.#area.left + column, this.#area.top + y) === wideFiller;
    this.#grid.append(this.#area.left + (isFiller ? column - 1 : column), this.#area.top + y, mark);
  }

  #set(x: number, y: number, attr: number, char: string): void {
    if (x < 0 || x >= this.width) return;
    this.#grid.set(this.#area.left + x, this.#area.top + y, attr, char);
  }
}
