import type { Parsed } from './input-event.js';
import { keypadKeys, letterKeys } from './key-tables.js';
import { characterKey, namedKey } from './make-key.js';
import { parseCsi } from './parse-csi.js';
import { keyOfCharacter } from './parse-plain.js';

const longestReply = 4096;

/**
 * Reads what begins with ESC at the front of `text`. Undefined while it is incomplete.
 * A decision never changes when more text follows, so that it does not matter how the input was cut into pieces.
 */
export function parseEscape(text: string): Parsed | undefined {
  switch (text[1]) {
    case undefined:
      return undefined;
    case '[':
      return parseCsi(text);
    case 'O':
      return parseSs3(text);
    case '\x1b':
      return parseDoubleEscape(text);
    case ']':
    case 'P':
    case '_':
    case '^':
    case 'X':
      return parseString(text);
    default:
      return metaKey(text);
  }
}

/** `ESC O letter`: function keys, arrows and the keypad in application mode. */
function parseSs3(text: string): Parsed | undefined {
  const letter = text[2];
  if (letter === undefined) return undefined;
  const sequence = text.slice(0, 3);
  const typed = keypadKeys[letter];
  if (typed !== undefined) return { length: 3, event: { kind: 'key', key: characterKey(typed), sequence } };
  const name = letter === 'M' ? 'enter' : letterKeys[letter];
  if (name === undefined) return metaKey(text);
  return { length: 3, event: { kind: 'key', key: namedKey(name, { ctrl: /[a-d]/.test(letter) }), sequence } };
}

/** Alt with an arrow or function key in some terminals; otherwise the first ESC is the key itself. */
function parseDoubleEscape(text: string): Parsed | undefined {
  const third = text[2];
  if (third === undefined) return undefined;
  const inner = third === '[' || third === 'O' ? parseEscape(text.slice(1)) : escapeAlone;
  if (inner === undefined || inner === escapeAlone) return inner;
  if (inner.event?.kind !== 'key') return escapeAlone;
  const { key } = inner.event;
  const event = { ...inner.event, key: namedKey(key.name, { ...key, meta: true }) };
  return { length: inner.length + 1, event };
}

const escapeAlone: Parsed = { length: 1, event: { kind: 'key', key: namedKey('escape'), sequence: '\x1b' } };

/** OSC, DCS, APC, PM and SOS strings are answers of the terminal. What starts unlike one is an alt key. */
function parseString(text: string): Parsed | undefined {
  const third = text[2];
  if (third === undefined) return undefined;
  if (!/[\d>$|!+r]/.test(third)) return metaKey(text);
  const front = text.slice(0, longestReply);
  const end = /\x07|\x1b\\/.exec(front);
  if (!end) return front.length < longestReply ? undefined : { length: 2 };
  const length = end.index + end[0].length;
  return { length, event: { kind: 'reply', sequence: text.slice(0, length) } };
}

/** ESC and a character: the character with alt held. */
export function metaKey(text: string): Parsed {
  const character = String.fromCodePoint(text.codePointAt(1) ?? 0);
  const length = 1 + character.length;
  const key = keyOfCharacter(character, { meta: true });
  return key ? { length, event: { kind: 'key', key, sequence: text.slice(0, length) } } : { length };
}
