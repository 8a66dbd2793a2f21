import type { Key } from '../../widgets/widget.js';
import type { InputEvent, Parsed } from './input-event.js';
import { codedKeys, letterKeys, linuxKeys, tildeKeys } from './key-tables.js';
import { characterKey, modifiersFrom, namedKey } from './make-key.js';

const longestCsi = 64;
const shape = /^\x1b\[([\x30-\x3f]*)([\x20-\x2f]*)([\x40-\x7e])/;

// rxvt's shifted keys end with a character that is no final byte elsewhere; answers with `$` have more parameters.
const rxvtShifted = /^\x1b\[(\d+)\$/;

/** Reads a control sequence (`ESC [` ...) at the front of `text`. Undefined while it is incomplete. */
export function parseCsi(text: string): Parsed | undefined {
  if (text[2] === '[') return parseLinuxKey(text);
  if (text[2] === 'M') return text.length < 6 ? undefined : { length: 6, event: mouse(text.slice(0, 6)) };
  const front = text.slice(0, longestCsi);
  const shifted = rxvtShifted.exec(front);
  if (shifted) return { length: shifted[0].length, ...optional(pressNamed(tildeKeys[Number(shifted[1])], shifted[0])) };
  const match = shape.exec(front);
  if (!match) return front.length === longestCsi || /[^\x20-\x3f]/.test(front.slice(2)) ? { length: 2 } : undefined;
  const [sequence, params = '', intermediates = '', final = ''] = match;
  if (sequence === '\x1b[200~') return { length: sequence.length, pasteStarts: true };
  return { length: sequence.length, ...optional(eventOf(sequence, params, intermediates, final)) };
}

function parseLinuxKey(text: string): Parsed | undefined {
  if (text.length < 4) return undefined;
  const name = linuxKeys[text.charAt(3)];
  return { length: 4, ...optional(name ? press(namedKey(name), text.slice(0, 4)) : undefined) };
}

function eventOf(sequence: string, params: string, intermediates: string, final: string): InputEvent | undefined {
  if (params.startsWith('<') && /[Mm]/.test(final)) return isPlainMouse(params) ? mouse(sequence) : undefined;
  if (/^[?>=<]/.test(params) || intermediates || /[IOcntyxw]/.test(final)) return { kind: 'reply', sequence };
  const key = keyOf(numbersOf(params), final);
  return key === 'reply' ? { kind: 'reply', sequence } : key && press(key, sequence);
}

/** SGR mouse reports but the horizontal wheel and the back and forward buttons. */
function isPlainMouse(params: string): boolean {
  const button = Number(params.slice(1).split(';')[0]);
  return button < 128 && (button & 66) !== 66;
}

function keyOf(numbers: readonly (readonly number[])[], final: string): Key | 'reply' | undefined {
  const first = numbers[0]?.[0] ?? 0;
  const bits = Math.max(0, (numbers[1]?.[0] || 1) - 1) & 15;
  const isRelease = numbers[1]?.[1] === 3;
  if (isRelease) return undefined;
  switch (final) {
    case '~':
      return first === 27 ? codedKey(numbers[2]?.[0] ?? 0, bits) : withName(tildeKeys[first], bits);
    case 'u':
      return codedKey(first, bits);
    case '^':
      return withName(tildeKeys[first], 4);
    case '@':
      return withName(tildeKeys[first], 5);
    case 'Z':
      return namedKey('tab', { shift: true });
    case 'R':
      // A cursor report has a row and a column; F3 has 1 and its modifiers.
      return numbers.length === 2 && first !== 1 ? 'reply' : withName('f3', bits);
    default:
      return withName(letterKeys[final], /[a-d]/.test(final) ? 1 : bits);
  }
}

function withName(name: string | undefined, bits: number): Key | undefined {
  return name === undefined ? undefined : namedKey(name, modifiersFrom(bits));
}

/** A key of kitty's or xterm's extended protocols, by code point. */
function codedKey(code: number, bits: number): Key | undefined {
  const modifiers = modifiersFrom(bits);
  const name = codedKeys[code];
  if (name !== undefined && name !== 'space')
    return name.length === 1 ? characterKey(name, modifiers) : namedKey(name, modifiers);
  const isCharacter =
    code >= 0x20 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xf8ff) && !(code >= 0x7f && code < 0xa0);
  if (!isCharacter) return undefined;
  const character = String.fromCodePoint(code);
  return characterKey(modifiers.shift && !modifiers.ctrl ? character.toUpperCase() : character, modifiers);
}

function pressNamed(name: string | undefined, sequence: string): InputEvent | undefined {
  return name === undefined ? undefined : press(namedKey(name, { shift: true }), sequence);
}

function numbersOf(params: string): number[][] {
  return params.split(';').map((part) => part.split(':').map(Number));
}

function mouse(sequence: string): InputEvent {
  return { kind: 'mouse', sequence };
}

function press(key: Key, sequence: string): InputEvent {
  return { kind: 'key', key, sequence };
}

function optional(event: InputEvent | undefined): { event?: InputEvent } {
  return event ? { event } : {};
}
