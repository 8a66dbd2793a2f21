import type { Citation } from '../../citations/citation.js';

/** How a citation stands in the text of its answer: with the signs of code that `written` leaves out. Empty where it is nowhere. */
export function writtenPlaces(text: string, { written }: Pick<Citation, 'written'>): readonly string[] {
  const literal = text.includes(written) ? [written] : [];
  // Signs of code stand inside only where words do, too: `main.py` line 12.
  return written.includes(' ') ? [...new Set([...literal, ...(text.match(withSigns(written)) ?? [])])] : literal;
}

function withSigns(written: string): RegExp {
  const signs = Array.from(written, (char) => (char === ' ' ? '`?\\s' : escape(char)));
  return new RegExp(`\`?${signs.join('`?')}\`?`, 'g');
}

function escape(char: string): string {
  return char.replace(/[$()*+.?[\\\]^{|}]/, '\\$&');
}
