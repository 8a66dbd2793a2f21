import type { Readable } from 'node:stream';
import type { Response } from 'node-fetch';
import type { Exchange } from './exchange.js';
import type { HttpResponse } from './http-client.js';
import { HttpFailure } from './http-failure.js';

/** What `exchange` was answered; the exchange ends with the body. */
export function responseOf(response: Response, exchange: Exchange): HttpResponse {
  const stream = response.body as Readable;
  watch(stream, exchange);
  const body = pieces(stream, exchange);
  return {
    status: response.status,
    header: (name) => response.headers.get(name) ?? undefined,
    body,
    text: (limit) => textOf(body, limit),
  };
}

/** Sees the first byte, and the end of an empty body, also when nobody reads. */
function watch(stream: Readable, exchange: Exchange): void {
  stream.once('readable', () => {
    exchange.bodyBegun();
    // Readable without anything to read: it is the end, which comes only to who asks for it.
    if (stream.readableLength === 0) stream.resume();
  });
  stream.once('end', () => exchange.finish());
  exchange.signal.addEventListener('abort', () => stream.destroy(), { once: true });
}

async function* pieces(stream: Readable, exchange: Exchange): AsyncGenerator<Uint8Array, void, undefined> {
  const iterator = stream[Symbol.asyncIterator]() as AsyncIterator<Uint8Array, undefined>;
  try {
    for (;;) {
      exchange.awaitPiece();
      const next = await iterator.next();
      exchange.pieceCame();
      if (next.done) return exchange.finish();
      yield next.value;
    }
  } catch (error) {
    throw exchange.explain(error);
  } finally {
    // Without effect when it was.
    exchange.fail(new HttpFailure('torn', 'the answer was not read to its end'));
  }
}

async function textOf(body: AsyncIterable<Uint8Array>, limit: number): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let left = limit;
  for await (const piece of body) {
    text += decoder.decode(piece.subarray(0, left), { stream: true });
    left -= piece.length;
    if (left <= 0) return text;
  }
  return text + decoder.decode();
}
