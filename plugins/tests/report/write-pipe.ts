import { constants, open } from 'node:fs';
import { Socket } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';

// The number alone: a handle would close it once more.
const openNumber = promisify(open);

/** After an interruption: who reads may take what is on its way. */
const graceMs = 1_000;

/**
 * Writes into a named pipe as fast as its reader takes it. Rejects when nobody has opened it for reading, when the reader leaves, and a second
 * after `signal` was aborted: no thread ever waits in the system for a reader that does not come.
 */
export async function writePipe(path: string, text: Iterable<string>, signal: AbortSignal): Promise<void> {
  const fd = await openNumber(path, constants.O_WRONLY | constants.O_NONBLOCK).catch((error: unknown) => {
    throw isNobody(error) ? new Error('nobody reads this pipe', { cause: error }) : error;
  });
  const giveUp = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const interrupted = () => (timer = setTimeout(() => giveUp.abort(), graceMs));
  if (signal.aborted) interrupted();
  signal.addEventListener('abort', interrupted, { once: true });
  try {
    const socket = new Socket({ fd, readable: false, writable: true });
    await pipeline(Readable.from(text), socket, { signal: giveUp.signal });
  } catch (error) {
    throw giveUp.signal.aborted ? new Error('its reader did not take it', { cause: error }) : error;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', interrupted);
  }
}

function isNobody(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENXIO';
}
