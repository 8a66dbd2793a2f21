/** More bad bytes than this, of all: no text at all. Sources in a Chinese or Cyrillic 8-bit encoding stay below it. */
const mostBadBytes = 0.3;

/**
 * The text of a file's bytes, without a byte order mark; `undefined` for bytes that are no text (they have a NUL, or too
 * much of them is no character). UTF-8, UTF-16 with a byte order mark; other bytes as Latin-1, unless most of the
 * characters past ASCII are good UTF-8, then U+FFFD stands for the bad ones. Lines stay the lines that they are.
 */
export function decodeText(bytes: Uint8Array): string | undefined {
  const utf16 = utf16Encoding(bytes);
  if (utf16 !== undefined) return textUnlessNul(new TextDecoder(utf16).decode(bytes));
  if (bytes.includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return decodeOtherBytes(bytes);
  }
}

function utf16Encoding(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined;
}

function textUnlessNul(text: string): string | undefined {
  return text.includes('\0') ? undefined : text;
}

function decodeOtherBytes(bytes: Uint8Array): string | undefined {
  const { high, control } = countBytes(bytes);
  const text = new TextDecoder().decode(bytes);
  const isMostlyGood = count(text, /[\u0080-\uFFFC]/g) > count(text, /\uFFFD/g);
  if (control + (isMostlyGood ? 0 : high) > bytes.length * mostBadBytes) return undefined;
  return isMostlyGood ? text : new TextDecoder('latin1').decode(bytes);
}

function countBytes(bytes: Uint8Array): { high: number; control: number } {
  let [high, control] = [0, 0];
  for (const byte of bytes) {
    if (byte >= 0x80) high += 1;
    // Tab to carriage return, and the escape of terminal colours.
    else if (byte < 32 && (byte < 9 || byte > 13) && byte !== 27) control += 1;
  }
  return { high, control };
}

function count(text: string, expression: RegExp): number {
  return text.match(expression)?.length ?? 0;
}
