import { HttpFailure } from '../../../providers/transport/http-failure.js';

const MOST_CHARACTERS = 32 * 1024 * 1024;

/**
 * Cuts the bytes of a `text/event-stream` after complete events: each call gives the text of those that are complete now, lines
 * ending with LF, and keeps the rest. Throws an `HttpFailure` when one event is larger than any event can be.
 */
export class EventBlocks {
  readonly #decoder = new TextDecoder();
  #rest = '';
  /** Asked of `#rest` itself, each piece of a long event would have all of it copied. */
  #endsWithLf = false;
  #endsWithCr = false;

  push(bytes: Uint8Array): string {
    const text = this.#lineFeeds(this.#decoder.decode(bytes, { stream: true }));
    if (text === '') return '';
    const before = this.#rest;
    const end = this.#endOf(text);
    this.#rest = end === 0 ? before + text : text.slice(end);
    this.#endsWithLf = this.#rest !== '' && text.endsWith('\n');
    if (end > 0) return before + (end === text.length ? text : text.slice(0, end));
    if (this.#rest.length > MOST_CHARACTERS)
      throw new HttpFailure('too-large', 'an event is larger than an answer can be');
    return '';
  }

  /** What is left when the body has ended: an event that was cut, or one whose blank line is missing. */
  get rest(): string {
    return this.#rest;
  }

  /** Where the last event that is complete now ends in the new text; 0: none is. */
  #endOf(text: string): number {
    const found = text.lastIndexOf('\n\n') + 2;
    return found === 1 ? Number(this.#endsWithLf && text.startsWith('\n')) : found;
  }

  #lineFeeds(text: string): string {
    if (text === '') return text;
    const rest = this.#endsWithCr && text.startsWith('\n') ? text.slice(1) : text;
    this.#endsWithCr = text.endsWith('\r');
    return rest.includes('\r') ? rest.replace(/\r\n?/g, '\n') : rest;
  }
}
