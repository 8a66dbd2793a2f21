import type { StyledText, TextTools } from 'devmgr/plugin-api';
import { wrappedRows } from './wrapped-rows.js';

const BORDER_AND_SCROLLBAR = 4;

/** Rows that lines take in a pane of a width in cells, without its border: wrapped lines count as often as they wrap. */
export function factRows(lines: readonly StyledText[], width: number, text: TextTools): number {
  const plain = lines.map((line) => (typeof line === 'string' ? line : line.map((span) => span.text).join('')));
  const inside = Math.max(1, width - BORDER_AND_SCROLLBAR);
  return plain.reduce((sum, line) => sum + wrappedRows(line, inside, (part) => text.width(part)), 0);
}
