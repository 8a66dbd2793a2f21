import type { Canvas } from '../screen/canvas.js';

export interface ScrollbarPlace {
  readonly x: number;
  readonly y: number;
  readonly height: number;
}

/** Rows in view out of all rows. */
export interface ScrollRange {
  readonly top: number;
  readonly visible: number;
  readonly total: number;
}

/** Draws a track with a thumb at least one cell tall; nothing when everything is visible. */
export function paintScrollbar(canvas: Canvas, place: ScrollbarPlace, range: ScrollRange): void {
  const { x, y, height } = place;
  if (height < 1 || range.total <= range.visible) return;
  const thumb = Math.max(1, Math.round((height * range.visible) / range.total));
  const room = range.total - range.visible;
  const start = Math.round(((height - thumb) * Math.min(range.top, room)) / room);
  for (let row = 0; row < height; row++) {
    canvas.draw(x, y + row, row >= start && row < start + thumb ? '█' : '│', 'scrollbar');
  }
}

/** The first visible row that a press on the track at `offset` cells from its top means. */
export function topAtScrollbar(offset: number, height: number, range: ScrollRange): number {
  const share = height < 2 ? 0 : Math.max(0, Math.min(1, offset / (height - 1)));
  return Math.round(share * Math.max(0, range.total - range.visible));
}
