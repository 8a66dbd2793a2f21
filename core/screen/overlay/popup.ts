import type { Disposable } from 'devmgr/plugin-api';
import type { PopupView } from '../../widgets/widget.js';
import type { ChromeParts } from '../chrome-parts.js';
import type { BoxPlace, PaintBox } from '../paint-box.js';
import { isTooSmall } from '../size-guard.js';
import type { TerminalSize } from '../terminal.js';
import { createOverlayBox } from './overlay-box.js';

type PopupParts = Pick<ChromeParts, 'terminal' | 'onError' | 'isCovered'>;

interface Cell {
  readonly x: number;
  readonly y: number;
}

/** Cells of the border, both sides together. */
const BORDER = 2;

/** Opens a box over all panes. `corner` tells where the widget's inside begins on the screen, in every frame. */
export function openPopup(parts: PopupParts, view: PopupView, corner: () => Cell): Disposable {
  return new Popup(parts, view, corner);
}

class Popup implements Disposable {
  readonly #parts: PopupParts;
  readonly #view: PopupView;
  readonly #corner: () => Cell;
  readonly #box: PaintBox;
  readonly #beforePaint: Disposable;
  #isOpen = true;

  constructor(parts: PopupParts, view: PopupView, corner: () => Cell) {
    this.#parts = parts;
    this.#view = view;
    this.#corner = corner;
    this.#box = this.#createBox();
    this.#beforePaint = parts.terminal.onBeforePaint(() => this.#layOut());
    parts.terminal.requestFrame();
  }

  dispose(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    void this.#beforePaint.dispose();
    this.#box.dispose();
  }

  #layOut(): void {
    const screen = this.#parts.terminal.size.get();
    const corner = this.#corner();
    const anchor = this.#view.anchor();
    this.#box.setPlace(popupPlace({ x: corner.x + anchor.x, y: corner.y + anchor.y }, this.#view.size(), screen));
    this.#box.show(!isTooSmall(screen));
  }

  #createBox(): PaintBox {
    const box = createOverlayBox(this.#parts.terminal, (canvas) => this.#view.paint(canvas));
    box.onPointer((event) => {
      if (this.#parts.isCovered(event)) return;
      try {
        this.#view.onPointer(event);
      } catch (error) {
        this.#parts.onError('List', error);
      }
      this.#parts.terminal.paintNow();
    });
    return box;
  }
}

/**
 * Outer place of a box whose inside wants `size` cells: under `anchor`, over it where only there is room for all, else
 * where there is more. It never covers the row of the anchor, and its text begins in the anchor's column.
 */
export function popupPlace(anchor: Cell, size: TerminalSize, screen: TerminalSize): BoxPlace {
  const width = Math.min(size.width + BORDER, screen.width);
  const wanted = size.height + BORDER;
  const below = screen.height - anchor.y - 1;
  const isBelow = wanted <= below || below >= anchor.y;
  const height = Math.max(1, Math.min(wanted, isBelow ? below : anchor.y));
  const left = Math.max(0, Math.min(anchor.x - 1, screen.width - width));
  return { top: isBelow ? anchor.y + 1 : anchor.y - height, left, width, height };
}
