import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';

/** In bytes: about two milliseconds. */
const slice = 1 << 20;

/** SHA-256 in hex. Large contents are taken in slices, so that the screen goes on. */
export async function hashOf(bytes: Uint8Array): Promise<string> {
  const hash = createHash('sha256');
  for (let at = 0; at < bytes.length; at += slice) {
    if (at > 0) await setImmediate();
    hash.update(bytes.subarray(at, at + slice));
  }
  return hash.digest('hex');
}
