import { randomBytes } from 'node:crypto';

const BYTES = 9;
const AT_ONCE = 256;

/** Makes ids of calls: nobody can guess one. Random bytes are taken from the system for many at once, which costs as much as for one. */
export function callIds(): () => string {
  let bytes = Buffer.alloc(0);
  let at = 0;
  return () => {
    if (at >= bytes.length) [bytes, at] = [randomBytes(BYTES * AT_ONCE), 0];
    const id = bytes.toString('base64url', at, at + BYTES);
    at += BYTES;
    return `call-${id}`;
  };
}
