import type { IncomingMessage } from 'node:http';
import { pipeline, type Duplex, type Readable } from 'node:stream';
import { constants, createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';

/** The body without its content encoding; each piece as soon as it can be read. An encoding that is not known stays. */
export function decodedBody(message: IncomingMessage): Readable {
  const decoder = decoderOf(message.headers['content-encoding']?.trim().toLowerCase());
  if (!decoder) return message;
  // An error of either ends both, and is the decoder's: whoever reads it gets to know.
  pipeline(message, decoder, () => undefined);
  return decoder;
}

function decoderOf(encoding: string | undefined): Duplex | undefined {
  // A stream of events is flushed by the server, and must not wait here for more.
  const flush = { flush: constants.Z_SYNC_FLUSH, finishFlush: constants.Z_SYNC_FLUSH };
  if (encoding === 'gzip' || encoding === 'x-gzip') return createGunzip(flush);
  if (encoding === 'deflate') return createInflate(flush);
  return encoding === 'br' ? createBrotliDecompress({ flush: constants.BROTLI_OPERATION_FLUSH }) : undefined;
}
