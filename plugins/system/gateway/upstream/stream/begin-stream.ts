import type { AiError } from 'devmgr/plugin-api/contracts/ai';
import { HttpFailure } from '../../../providers/transport/http-failure.js';
import type { WireError } from '../../../providers/wire/wire-format.js';
import { EventBlocks } from './event-blocks.js';
import type { StreamReader } from './stream-reader.js';

/** A stream of which the first token is there: from here on nobody else is asked. */
export interface BegunStream {
  readonly reader: StreamReader;
  /** What came until then, in the client's format. */
  readonly first: string;
  /** The next complete events; `undefined`: that was all. Rejects with an `AiError`, or as the body does. */
  next(): Promise<string | undefined>;
  /** Ends the request. */
  close(): Promise<void>;
}

/** Characters before the first token: it is kept until then, and comments have no end. */
const MOST_BEFORE = 4 * 1024 * 1024;

/** `undefined`: the stream ended before it was complete. */
export type StreamFailure = (told: WireError | undefined) => AiError;

/**
 * Reads a provider's stream up to the first token. Rejects with an `AiError` when the provider tells an error before, or nothing at
 * all, and as the body does; then the request is over.
 */
export async function beginStream(
  body: AsyncIterable<Uint8Array>,
  reader: StreamReader,
  failure: StreamFailure,
): Promise<BegunStream> {
  const iterator = body[Symbol.asyncIterator]();
  const blocks = new EventBlocks();
  let isOver = false as boolean;
  const close = async () => {
    isOver = true;
    await iterator.return?.();
  };
  const take = async (): Promise<string | undefined> => {
    if (isOver) return undefined;
    const next = await iterator.next();
    if (next.done !== true) return reader.push(blocks.push(next.value));
    isOver = true;
    const text = reader.end(blocks.rest);
    if (!reader.error && !reader.isComplete) throw failure(undefined);
    return text;
  };
  let first = '';
  try {
    while (!isOver && !reader.hasBegun && !reader.isComplete && !reader.error) {
      if (first.length > MOST_BEFORE) throw new HttpFailure('too-large', 'there is much, and none of it an answer');
      first += (await take()) ?? '';
    }
    if (reader.error && !reader.hasBegun) throw failure(toWireError(reader.error));
  } catch (error) {
    await close().catch(() => undefined);
    throw error;
  }
  return {
    reader,
    first,
    close,
    async next() {
      if (reader.error) throw failure(toWireError(reader.error));
      return take();
    },
  };
}

function toWireError({ message, type, code }: NonNullable<StreamReader['error']>): WireError {
  return { message: message || undefined, type, code };
}
