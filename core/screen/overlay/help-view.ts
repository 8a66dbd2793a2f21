import type { StyledText } from 'devmgr/plugin-api';
import { fitText } from '../../widgets/fit-text.js';
import { paintScrollbar, topAtScrollbar } from '../../widgets/scrollbar.js';
import { clampTop, moveIndex, WHEEL_STEP } from '../../widgets/viewport.js';
import type { Key, PointerEvent } from '../../widgets/widget.js';
import type { Canvas } from '../canvas.js';
import type { TerminalSize } from '../terminal.js';
import type { ModalView } from './modal-view.js';

const WIDEST = 78;

/** Text to scroll through. Esc, `?` and q close it. */
export class HelpView implements ModalView {
  readonly keys = [
    { key: 'up', label: 'up' },
    { key: 'down', label: 'down' },
    { key: 'pagedown', label: 'page down' },
    { key: 'escape', label: 'close' },
  ];
  readonly title = 'Help';
  readonly badge = '↑↓ scroll · Esc close';
  readonly #lines: readonly StyledText[];
  readonly #close: () => void;
  #top = 0;
  #height = 1;
  #width = 1;

  constructor(lines: readonly StyledText[], close: () => void) {
    this.#lines = lines;
    this.#close = close;
  }

  size(screen: TerminalSize): TerminalSize {
    const height = Math.min(this.#lines.length + 2, screen.height - 3);
    return { width: Math.min(WIDEST, screen.width - 4), height };
  }

  paint(canvas: Canvas): void {
    [this.#width, this.#height] = [canvas.width, canvas.height];
    this.#top = clampTop(this.#top, this.#height, this.#lines.length);
    const inView = this.#lines.slice(this.#top, this.#top + this.#height);
    inView.forEach((line, y) => canvas.put(1, y, fitText(line, canvas.width - 3)));
    paintScrollbar(canvas, { x: canvas.width - 1, y: 0, height: canvas.height }, this.#range());
  }

  onKey(key: Key): boolean {
    if (['escape', 'enter', 'q', '?', 'C-c'].includes(key.full)) this.#close();
    else this.#scroll(moveIndex(key, this.#top, this.#height, this.#lines.length) ?? this.#top);
    return true;
  }

  onPointer(event: PointerEvent): void {
    if (event.kind === 'wheel-up') this.#scroll(this.#top - WHEEL_STEP);
    if (event.kind === 'wheel-down') this.#scroll(this.#top + WHEEL_STEP);
    const onBar = event.x === this.#width - 1 && (event.kind === 'down' || event.kind === 'drag');
    if (onBar) this.#scroll(topAtScrollbar(event.y, this.#height, this.#range()));
  }

  onPressOutside(): void {
    this.#close();
  }

  #scroll(top: number): void {
    this.#top = clampTop(top, this.#height, this.#lines.length);
  }

  #range() {
    return { top: this.#top, visible: this.#height, total: this.#lines.length };
  }
}
