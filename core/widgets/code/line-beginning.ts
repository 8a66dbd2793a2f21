import type { TextSpan } from 'devmgr/plugin-api';

/** In UTF-16 code units. */
const MOST = 8000;

/** A line of code, cut where it is very long, as in minified code: what nobody scrolls to must not cost anything. */
export function lineBeginning(spans: readonly TextSpan[]): readonly TextSpan[] {
  if (spans.reduce((sum, span) => sum + span.text.length, 0) <= MOST) return spans;
  const kept: TextSpan[] = [];
  let left = MOST;
  for (const span of spans) {
    if (left <= 0) break;
    kept.push({ ...span, text: span.text.slice(0, left) });
    left -= span.text.length;
  }
  return [...kept, { text: '…', style: 'muted' }];
}
