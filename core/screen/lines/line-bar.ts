import type { Disposable } from 'devmgr/plugin-api';
import type { Canvas, Look } from '../canvas.js';
import type { ChromeParts } from '../chrome-parts.js';
import { createPaintBox, type PaintBox } from '../paint-box.js';
import type { Segment } from './segment.js';

export interface LineBarOptions {
  readonly ground: Look;
  readonly segments: (width: number) => readonly Segment[];
  /** Turns of the wheel over the line. */
  readonly onWheel?: (step: 1 | -1) => void;
}

/** One line of the screen made of segments: what is under the mouse is lit up, a click runs it. */
export class LineBar implements Disposable {
  readonly box: PaintBox;
  readonly #parts: ChromeParts;
  readonly #options: LineBarOptions;
  #segments: readonly Segment[] = [];
  #mouse: number | undefined;
  #pressed: string | undefined;

  constructor(parts: ChromeParts, options: LineBarOptions) {
    this.#parts = parts;
    this.#options = options;
    const place = { top: 0, left: 0, width: 1, height: 1 };
    const boxOptions = { terminal: parts.terminal, place, ground: options.ground, hover: true };
    this.box = createPaintBox(boxOptions, (canvas) => this.#paint(canvas));
    this.box.onHover((at) => this.#hover(at?.x));
    this.box.onPointer((event) => {
      if (parts.isCovered(event)) return;
      if (event.kind === 'wheel-up' || event.kind === 'wheel-down')
        options.onWheel?.(event.kind === 'wheel-up' ? -1 : 1);
      if (event.kind === 'down' || event.kind === 'double') this.#pressed = this.#at(event.x)?.id;
      if (event.kind === 'up') this.#release(event.x);
    });
  }

  dispose(): void {
    this.box.dispose();
  }

  #paint(canvas: Canvas): void {
    this.#segments = this.#options.segments(canvas.width);
    const under = this.#at(this.#mouse);
    for (const segment of this.#segments) {
      const base = segment === under && segment.run ? (segment.hover ?? segment.base) : segment.base;
      let x = segment.x;
      for (const part of segment.parts) x += canvas.put(x, 0, part.text, part.look ?? base, { base });
    }
  }

  /** Runs what was pressed and released: after a press alone, the report of the release would reach the shell behind `quit`. */
  #release(x: number): void {
    const segment = this.#at(x);
    const isSame = segment !== undefined && segment.id === this.#pressed;
    this.#pressed = undefined;
    if (!isSame || !segment.run) return;
    segment.run();
    this.#parts.terminal.paintNow();
  }

  #hover(x: number | undefined): void {
    const before = this.#at(this.#mouse)?.id;
    this.#mouse = x;
    if (this.#at(x)?.id !== before) this.#parts.terminal.requestFrame();
  }

  #at(x: number | undefined): Segment | undefined {
    if (x === undefined) return undefined;
    return this.#segments.find((segment) => x >= segment.x && x < segment.x + segment.width);
  }
}
