import type { StyledText } from 'devmgr/plugin-api';
import type { Canvas, Look } from './canvas.js';
import type { Glyphs } from './glyphs.js';
import { cleanLine } from './text/clean.js';
import { toSpans } from './text/spans.js';
import { textWidth } from './text/text-width.js';

export interface FrameContent {
  readonly title: StyledText;
  readonly badge: StyledText;
  readonly focused: boolean;
  readonly look: Look;
}

/** Draws a border with a title at its left and a badge at its right: `╭─ Servers 1/2 ──── 3 new ─╮`. */
export function paintFrame(canvas: Canvas, glyphs: Glyphs, content: FrameContent): void {
  const { width, height } = canvas;
  if (width < 2 || height < 2) return;
  const look = content.focused ? 'border-focused' : content.look;
  const line = glyphs.horizontal.repeat(width - 2);
  canvas.put(0, 0, `${glyphs.topLeft}${line}${glyphs.topRight}`, look);
  canvas.put(0, height - 1, `${glyphs.bottomLeft}${line}${glyphs.bottomRight}`, look);
  for (let y = 1; y < height - 1; y++) {
    canvas.put(0, y, glyphs.vertical, look);
    canvas.put(width - 1, y, glyphs.vertical, look);
  }
  const used = paintTitle(canvas, content, glyphs.ellipsis);
  paintBadge(canvas, content.badge, used);
}

/** Returns the column after the title. */
function paintTitle(canvas: Canvas, { title, focused }: FrameContent, ellipsis: string): number {
  const room = canvas.width - 6;
  const wanted = widthOf(title);
  if (room < 1 || wanted === 0) return 2;
  const look = focused ? 'title-focused' : 'title';
  canvas.put(2, 0, ' ', look);
  let end = 3 + canvas.put(3, 0, title, look, { maxCells: wanted > room ? room - 1 : room });
  if (wanted > room) end += canvas.put(end, 0, ellipsis, look);
  canvas.put(end, 0, ' ', look);
  return end + 1;
}

function paintBadge(canvas: Canvas, badge: StyledText, from: number): void {
  const width = widthOf(badge);
  const start = canvas.width - width - 4;
  if (width === 0 || start <= from) return;
  canvas.put(start, 0, ' ', 'muted');
  canvas.put(start + 1, 0, badge, 'muted');
  canvas.put(start + 1 + width, 0, ' ', 'muted');
}

function widthOf(text: StyledText): number {
  return toSpans(text).reduce((sum, span) => sum + textWidth(cleanLine(span.text)), 0);
}
