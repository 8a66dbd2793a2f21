const mask = '***';
/** Of a value that was cut, what is left beside the dots. */
const shortestPiece = 4;
/** Letters and the like, or digits: part of a longer word or number it is something else. */
const word = /^(?:[A-Za-z_]+|\d+)$/;

/** Masks values that are known to be secret wherever they stand, also what was left of them by `...`. */
export function maskBeside(text: string, values: readonly string[]): string {
  let masked = text;
  for (const value of values) {
    if (masked.includes(value)) masked = masked.replace(patternOf(value), mask);
  }
  return masked.includes('...') ? maskPieces(masked, values) : masked;
}

function patternOf(value: string): RegExp {
  const literal = value.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  return new RegExp(word.test(value) ? `(?<![\\w.])${literal}(?!\\w)` : literal, 'g');
}

/** pytest writes `{'password': ...klmnop12'}` and `'abcdef...` of long texts. */
function maskPieces(text: string, values: readonly string[]): string {
  const known = piecesOf(values);
  const done: string[] = [];
  let from = 0;
  for (let dots = text.indexOf('...'); dots !== -1; dots = text.indexOf('...', dots + 3)) {
    if (dots < from) continue;
    const isHead = known.has(text.slice(Math.max(from, dots - shortestPiece), dots));
    const isTail = known.has(text.slice(dots + 3, dots + 3 + shortestPiece));
    const head = isHead ? longest(values, (value) => headBefore(text.slice(from, dots), value)) : 0;
    const tail = isTail ? longest(values, (value) => tailBehind(text, dots + 3, value)) : 0;
    if (head + tail === 0) continue;
    done.push(text.slice(from, dots - head), head > 0 ? mask : '', '...', tail > 0 ? mask : '');
    from = dots + 3 + tail;
  }
  return done.join('') + text.slice(from);
}

/** Every part of the values that has the least length. */
function piecesOf(values: readonly string[]): ReadonlySet<string> {
  const parts = (value: string) => Array.from(value, (_, at) => value.slice(at, at + shortestPiece));
  return new Set(values.flatMap(parts).filter((part) => part.length === shortestPiece));
}

function longest(values: readonly string[], lengthOf: (value: string) => number): number {
  return values.reduce((most, value) => Math.max(most, lengthOf(value)), 0);
}

/** How many characters that the value begins with stand at the end of the text. */
function headBefore(text: string, value: string): number {
  for (let length = value.length - 1; length >= shortestPiece; length -= 1) {
    if (text.endsWith(value.slice(0, length))) return length;
  }
  return 0;
}

/** How many characters that the value ends with stand from `start` on. */
function tailBehind(text: string, start: number, value: string): number {
  for (let length = value.length - 1; length >= shortestPiece; length -= 1) {
    if (text.startsWith(value.slice(-length), start)) return length;
  }
  return 0;
}
