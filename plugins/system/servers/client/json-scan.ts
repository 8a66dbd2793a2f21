/** Where something of a JSON text stands. */
export interface JsonToken {
  readonly start: number;
  /** Behind its last letter. */
  readonly end: number;
}

const BLANKS = /\s*/y;
const PLAIN = /[{}[\],:]|-?\d[\d.eE+-]*|true|false|null|NaN|-?Infinity/y;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/**
 * The next bracket, sign, text, number or word of a JSON text from `at` on, blanks before it aside; `undefined`: there is none, or something else.
 * Texts are gone through by hand: a pattern for them runs out of stack when one has millions of letters.
 */
export function nextJsonToken(json: string, at: number): JsonToken | undefined {
  BLANKS.lastIndex = at;
  BLANKS.exec(json);
  const start = BLANKS.lastIndex;
  if (json.charCodeAt(start) === QUOTE) {
    const end = endOfText(json, start + 1);
    return end === undefined ? undefined : { start, end };
  }
  PLAIN.lastIndex = start;
  return PLAIN.test(json) ? { start, end: PLAIN.lastIndex } : undefined;
}

/** Behind the closing quote; `undefined`: the text does not end, or has a line end or another control in it. */
function endOfText(json: string, from: number): number | undefined {
  for (let at = from; at < json.length; at += 1) {
    const code = json.charCodeAt(at);
    if (code === QUOTE) return at + 1;
    if (code === BACKSLASH) at += 1;
    // Also right behind a backslash.
    if (!(json.charCodeAt(at) >= 0x20)) return undefined;
  }
  return undefined;
}
