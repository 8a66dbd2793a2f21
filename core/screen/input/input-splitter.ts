import type { InputEvent, Parsed } from './input-event.js';
import { namedKey } from './make-key.js';
import { metaKey, parseEscape } from './parse-escape.js';
import { keyOfCharacter } from './parse-plain.js';

const pasteEnd = '\x1b[201~';
const longestEscape = 4096;

/**
 * Cuts the text that a terminal sends into whole keys, mouse reports, pastes and replies. How the text was cut into
 * chunks makes no difference, unless `flush` is called between them.
 */
export class InputSplitter {
  #pending = '';
  #paste: string[] | undefined;
  #pasteLength = 0;
  readonly #maxPaste: number;

  /** Of a longer paste the first `maxPaste` characters are kept. */
  constructor(maxPaste = 8 << 20) {
    this.#maxPaste = maxPaste;
  }

  /** True while the beginning of an escape sequence waits for its rest. */
  get isWaiting(): boolean {
    return this.#pending !== '' && this.#paste === undefined;
  }

  push(chunk: string): InputEvent[] {
    const text = this.#pending + chunk;
    const events: InputEvent[] = [];
    this.#pending = '';
    let at = 0;
    while (at < text.length) {
      const parsed = this.#paste ? this.#readPaste(text, at, events) : this.#readOne(text, at, events);
      if (parsed === undefined) break;
      at += parsed.length;
    }
    return events;
  }

  /** Nothing followed in time: what waits is the Escape key, an alt key, or broken and dropped. */
  flush(): InputEvent[] {
    if (!this.isWaiting) return [];
    const waiting = this.#pending;
    this.#pending = '';
    if (/^\x1b+$/.test(waiting))
      return [...waiting].map(() => ({ kind: 'key', key: namedKey('escape'), sequence: '\x1b' }));
    const meta = waiting.length === 2 ? metaKey(waiting).event : undefined;
    return meta ? [meta] : [];
  }

  #readOne(text: string, at: number, events: InputEvent[]): Parsed | undefined {
    if (text[at] !== '\x1b') return readCharacter(text, at, events);
    const parsed = parseEscape(text.slice(at, at + longestEscape));
    if (parsed === undefined) {
      this.#pending = text.slice(at);
      return undefined;
    }
    if (parsed.pasteStarts) this.#paste = [];
    if (parsed.event) events.push(parsed.event);
    return parsed;
  }

  #readPaste(text: string, at: number, events: InputEvent[]): Parsed | undefined {
    const end = text.indexOf(pasteEnd, at);
    if (end >= 0) {
      this.#keep(text.slice(at, end));
      events.push({ kind: 'paste', text: (this.#paste ?? []).join('') });
      this.#paste = undefined;
      this.#pasteLength = 0;
      return { length: end - at + pasteEnd.length };
    }
    const tail = lengthOfBeginning(text, at);
    this.#keep(text.slice(at, text.length - tail));
    this.#pending = text.slice(text.length - tail);
    return undefined;
  }

  #keep(piece: string): void {
    const room = this.#maxPaste - this.#pasteLength;
    const kept = piece.slice(0, Math.max(0, room));
    this.#pasteLength += kept.length;
    this.#paste?.push(kept);
  }
}

function readCharacter(text: string, at: number, events: InputEvent[]): Parsed {
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
  const key = keyOfCharacter(character);
  if (key) events.push({ kind: 'key', key, sequence: character });
  return { length: character.length };
}

/** How many characters at the end of `text` may be the beginning of the paste's end mark. */
function lengthOfBeginning(text: string, from: number): number {
  for (let length = Math.min(pasteEnd.length - 1, text.length - from); length > 0; length--) {
    if (text.endsWith(pasteEnd.slice(0, length))) return length;
  }
  return 0;
}
