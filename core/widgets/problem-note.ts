import { wrap } from '../screen/text/wrap.js';

const MOST_ROWS = 4;
/** Of a message; nobody reads more of it here. */
const MOST_CHARS = 1000;
const SIGN = '^ ';

/** A mistake as it stands below its line of code, in rows of at most `room` cells. */
export function problemNote(message: string, room: number): readonly string[] {
  const indent = ' '.repeat(SIGN.length);
  const rows = wrap(message.slice(0, MOST_CHARS), Math.max(1, room - SIGN.length)).slice(0, MOST_ROWS);
  return rows.map((spans, index) => (index === 0 ? SIGN : indent) + spans.map(({ text }) => text).join(''));
}
