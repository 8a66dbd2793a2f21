import { EventEmitter } from 'node:events';
import { StringDecoder } from 'node:string_decoder';
import { Emitter } from 'devmgr/plugin-api';
import type { Key } from '../widgets/widget.js';
import type { InputEvent } from './input/input-event.js';
import { InputSplitter } from './input/input-splitter.js';

/** What is needed of `process.stdin`. */
export interface TerminalInput extends EventEmitter {
  readonly isTTY?: boolean;
  readonly isRaw?: boolean;
  setRawMode?(on: boolean): unknown;
  resume(): unknown;
  pause(): unknown;
}

/** Text without controls but tabs and newlines; a pasted CR is a line end. */
function pastedText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/g, '');
}

/**
 * Stands between stdin and blessed, whose own parser works on whatever chunk was read: it loses all but the first mouse
 * report of a chunk, types split escape sequences and the terminal's answers as text, and knows no paste.
 * Blessed gets whole keys as `keypress` events and one mouse report per `data` event.
 */
export class InputProxy extends EventEmitter {
  readonly isTTY = true;
  destroyed = false;
  /** Tells blessed's own key parser that the stream is taken care of. */
  readonly _keypressDecoder = true;
  readonly #keys = new Emitter<Key>();
  readonly #pastes = new Emitter<string>();
  readonly onKey = this.#keys.event;
  readonly onPaste = this.#pastes.event;
  readonly #source: TerminalInput;
  readonly #escapeMs: number;
  readonly #decoder = new StringDecoder('utf8');
  readonly #splitter = new InputSplitter();
  #timer: NodeJS.Timeout | undefined;

  /** `escapeMs`: how long a lone ESC waits for the rest of a sequence before it is the Escape key. */
  constructor(source: TerminalInput, escapeMs = 40) {
    super();
    this.setMaxListeners(0);
    this.#source = source;
    this.#escapeMs = escapeMs;
    source.on('data', this.#onData);
    source.on('end', this.#onEnd);
  }

  get isRaw(): boolean {
    return this.#source.isRaw ?? false;
  }

  setRawMode(on: boolean): this {
    this.#source.setRawMode?.(on);
    return this;
  }

  resume(): this {
    this.#source.resume();
    return this;
  }

  pause(): this {
    this.#source.pause();
    return this;
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#source.removeListener('data', this.#onData);
    this.#source.removeListener('end', this.#onEnd);
    this.#keys.dispose();
    this.#pastes.dispose();
    this.destroyed = true;
  }

  readonly #onData = (chunk: Buffer | string): void => {
    clearTimeout(this.#timer);
    this.#deliver(this.#splitter.push(typeof chunk === 'string' ? chunk : this.#decoder.write(chunk)));
    if (this.#splitter.isWaiting) this.#timer = setTimeout(() => this.#deliver(this.#splitter.flush()), this.#escapeMs);
  };

  readonly #onEnd = (): void => {
    this.emit('end');
  };

  #deliver(events: readonly InputEvent[]): void {
    for (const event of events) {
      if (this.destroyed) return;
      if (event.kind === 'key') this.#press(event.key, event.sequence);
      else if (event.kind === 'mouse') this.emit('data', Buffer.from(event.sequence));
      else if (event.kind === 'paste') this.#pastes.fire(pastedText(event.text));
      else this.emit('reply', event.sequence);
    }
  }

  #press(key: Key, sequence: string): void {
    this.#keys.fire(key);
    const { name, ctrl, meta, shift } = key;
    // Blessed writes into the object that it gets.
    if (!this.destroyed) this.emit('keypress', key.ch, { sequence, name, ctrl, meta, shift });
  }
}
