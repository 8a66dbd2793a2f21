import type { Canvas, Look } from '../../screen/canvas.js';
import { textWidth } from '../../screen/text/text-width.js';
import type { Line } from './layout/line.js';

/** Part of a line's text, in UTF-16 code units after its furniture, that looks different. */
export interface Highlight {
  readonly from: number;
  readonly to: number;
  readonly look: Look;
}

export interface LineLooks {
  /** The stop that is selected, and what lies under it. */
  readonly stop?: number | undefined;
  readonly base: Look;
  readonly highlights: readonly Highlight[];
}

/** Paints one line from the left edge. */
export function paintLine(canvas: Canvas, y: number, line: Line, looks: LineLooks): void {
  let x = 0;
  let offset = 0;
  line.runs.forEach((run, index) => {
    const isText = index >= line.furniture && index < line.runs.length - (line.tail ?? 0);
    const base = run.stop !== undefined && run.stop === looks.stop ? { base: looks.base } : {};
    for (const { text, look } of isText ? piecesOf(run.text, offset, looks.highlights) : [{ text: run.text }]) {
      const isDrawn = !isText || run.isDrawn === true;
      canvas[isDrawn ? 'draw' : 'put'](x, y, text, look ?? run.style ?? 'default', look ? {} : base);
      x += textWidth(text);
    }
    if (isText) offset += run.text.length;
  });
}

function piecesOf(
  text: string,
  offset: number,
  highlights: readonly Highlight[],
): { readonly text: string; readonly look?: Look }[] {
  const pieces: { text: string; look?: Look }[] = [];
  let at = 0;
  for (const { from, to, look } of highlights) {
    const start = Math.max(at, from - offset);
    const end = Math.min(text.length, to - offset);
    if (end <= start) continue;
    if (start > at) pieces.push({ text: text.slice(at, start) });
    pieces.push({ text: text.slice(start, end), look });
    at = end;
  }
  if (at < text.length) pieces.push({ text: text.slice(at) });
  return pieces;
}
