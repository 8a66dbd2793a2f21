const start = /[\x1b\x80-\x9f]/g;

/**
 * Removes whole terminal control sequences: CSI, OSC, DCS and the other strings, charset selections, in their 7-bit
 * and 8-bit (C1) forms. A string that never ends is cut at the end of its line. Source: ECMA-48, and xterm's ctlseqs.
 * Every character is looked at a fixed number of times, whatever comes in.
 */
export function stripEscapes(text: string): string {
  let kept = '';
  let from = 0;
  for (;;) {
    start.lastIndex = from;
    const found = start.exec(text);
    if (!found) return kept + text.slice(from);
    kept += text.slice(from, found.index);
    from = endOfSequence(text, found.index);
  }
}

function endOfSequence(text: string, at: number): number {
  const first = text.charCodeAt(at);
  const introducer = first === 0x1b ? text.charCodeAt(at + 1) : first - 0x40;
  const body = first === 0x1b ? at + 2 : at + 1;
  switch (introducer) {
    case 0x5b: // CSI
      return endOfCsi(text, body);
    case 0x5d: // OSC
    case 0x50: // DCS
    case 0x58: // SOS
    case 0x5e: // PM
    case 0x5f: // APC
      return endOfString(text, body);
    default:
      return first === 0x1b ? endOfShort(text, at + 1) : body;
  }
}

/** Parameters 0x30-0x3f, intermediates 0x20-0x2f, one final byte 0x40-0x7e. */
function endOfCsi(text: string, from: number): number {
  let at = from;
  while (inRange(text, at, 0x30, 0x3f)) at++;
  while (inRange(text, at, 0x20, 0x2f)) at++;
  return inRange(text, at, 0x40, 0x7e) ? at + 1 : at;
}

/** ESC, intermediates, one final byte: `ESC ( B`, `ESC 7`. */
function endOfShort(text: string, from: number): number {
  let at = from;
  while (inRange(text, at, 0x20, 0x2f)) at++;
  return inRange(text, at, 0x30, 0x7e) ? at + 1 : at;
}

/** Ends with BEL or ST; another escape, a line end or the end of the text ends it too. */
function endOfString(text: string, from: number): number {
  let at = from;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x07 || code === 0x9c) return at + 1;
    if (code === 0x1b) return text.charCodeAt(at + 1) === 0x5c ? at + 2 : at;
    if (code === 0x0a || code === 0x0d) return at;
  }
  return at;
}

function inRange(text: string, at: number, low: number, high: number): boolean {
  const code = text.charCodeAt(at);
  return code >= low && code <= high;
}
