import type { Disposable } from 'devmgr/plugin-api';
import type { ChromeParts } from './chrome-parts.js';
import { createPaintBox, type PaintBox } from './paint-box.js';
import { fitText } from '../widgets/fit-text.js';
import type { TerminalSize } from './terminal.js';

export const SMALLEST: TerminalSize = { width: 60, height: 15 };

export function isTooSmall({ width, height }: TerminalSize): boolean {
  return width < SMALLEST.width || height < SMALLEST.height;
}

/** Covers a screen that is too small for everything else with one line that says what size is needed. */
export class SizeGuard implements Disposable {
  readonly #parts: Pick<ChromeParts, 'terminal'>;
  readonly #box: PaintBox;

  constructor(parts: Pick<ChromeParts, 'terminal'>) {
    this.#parts = parts;
    const place = { top: 0, left: 0, width: 1, height: 1 };
    this.#box = createPaintBox({ terminal: parts.terminal, place, layer: 'overlay' }, (canvas) => {
      const text = fitText(this.#message(), canvas.width);
      const y = Math.floor((canvas.height - 1) / 2);
      canvas.put(Math.max(0, Math.floor((canvas.width - this.#message().length) / 2)), y, text, 'warning');
    });
    this.#box.show(false);
  }

  /** Called before every frame. */
  layOut(): void {
    const size = this.#parts.terminal.size.get();
    this.#box.setPlace({ top: 0, left: 0, ...size });
    this.#box.show(isTooSmall(size));
  }

  dispose(): void {
    this.#box.dispose();
  }

  #message(): string {
    const { width, height } = this.#parts.terminal.size.get();
    return `devmgr needs ${SMALLEST.width}x${SMALLEST.height}, this is ${width}x${height}`;
  }
}
