import { HttpFailure } from './http-failure.js';
import type { ServerSentEvent } from './server-sent-event.js';

const FIELD = 'data: ';
const MOST_EVENT_BYTES = 32 * 1024 * 1024;

/**
 * Events of a `text/event-stream` body, each one as soon as its last byte is there. An event that the end of the body cuts is
 * not given: whoever reads knows whether the terminator of the stream has come. Rejects with `HttpFailure('too-large')`
 * when one event has more than `maxEventBytes`, and with whatever reading the body rejects with.
 */
export async function* readEvents(
  body: AsyncIterable<Uint8Array>,
  maxEventBytes = MOST_EVENT_BYTES,
): AsyncGenerator<ServerSentEvent, void, undefined> {
  const { createParser } = await import('eventsource-parser');
  let events: ServerSentEvent[] = [];
  const over = { limit: false };
  const parser = createParser({
    // In characters, which are at least as many bytes; with the name of the field before the last line.
    maxBufferSize: maxEventBytes + FIELD.length,
    onEvent: ({ event, data }) => {
      if (exceeds(data, maxEventBytes)) over.limit = true;
      if (!over.limit) events.push({ event, data });
    },
    // Unknown fields are to be ignored, says the standard.
    onError: ({ type }) => (over.limit ||= type === 'max-buffer-size-exceeded'),
  });
  const lines = lineFeeds();
  for await (const bytes of body) {
    parser.feed(lines(bytes));
    const ready = events;
    events = [];
    yield* ready;
    if (over.limit) throw new HttpFailure('too-large', `an event has more than ${maxEventBytes} bytes`);
  }
}

/**
 * Bytes to text whose lines all end with LF. The parser waits at a CR for what follows it, which would hold an event back
 * until the next one comes.
 */
function lineFeeds(): (bytes: Uint8Array) => string {
  const decoder = new TextDecoder();
  let endsWithCr = false;
  return (bytes) => {
    const text = decoder.decode(bytes, { stream: true });
    if (text === '') return text;
    const rest = endsWithCr && text.startsWith('\n') ? text.slice(1) : text;
    endsWithCr = text.endsWith('\r');
    return rest.includes('\r') ? rest.replace(/\r\n?/g, '\n') : rest;
  };
}

/** A character is three bytes at most per UTF-16 unit: short ones need not be counted. */
function exceeds(text: string, bytes: number): boolean {
  return text.length * 3 > bytes && Buffer.byteLength(text) > bytes;
}
