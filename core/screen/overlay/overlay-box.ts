import type { Canvas } from '../canvas.js';
import { createPaintBox, type PaintBox } from '../paint-box.js';
import type { Terminal } from '../terminal.js';

/** A box with a border over everything else, such as a dialog or a list. Its place is set before every frame. */
export function createOverlayBox(terminal: Terminal, paint: (canvas: Canvas) => void): PaintBox {
  const place = { top: 0, left: 0, width: 1, height: 1 };
  const box = createPaintBox({ terminal, place, border: true, layer: 'overlay', ground: 'dialog' }, paint);
  box.setFocused(true);
  return box;
}
