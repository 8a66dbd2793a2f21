import type { TextSink } from 'devmgr/plugin-api';

/** Controls that `JSON.stringify` leaves as they are, and signs that turn the direction of text. Some terminals obey them. */
const unsafe = /[\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Where JSON is written: inside its strings a terminal finds nothing to obey. The document means the same. */
export function jsonSink(sink: TextSink): TextSink {
  const escaped = (sign: string) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return {
    write: (text) => sink.write(text.replace(unsafe, escaped)),
    get isBroken() {
      return sink.isBroken ?? false;
    },
    get isTTY() {
      return sink.isTTY;
    },
    get columns() {
      return sink.columns;
    },
    get color() {
      return sink.color;
    },
    paint: sink.paint,
  };
}
