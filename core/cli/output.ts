import type { TextSink } from 'devmgr/plugin-api';
import { paint } from './paint.js';

/** A stream of the process as CLI handlers see it. */
export function textSink(stream: NodeJS.WriteStream, env: Readonly<Record<string, string>>): TextSink {
  const wantsColor = () => stream.isTTY && env['NO_COLOR'] === undefined && env['TERM'] !== 'dumb';
  return {
    write: (text) => void stream.write(text),
    get isBroken() {
      return stream.destroyed || stream.errored !== null;
    },
    get isTTY() {
      return stream.isTTY;
    },
    get columns() {
      return stream.columns > 0 ? stream.columns : 80;
    },
    get color() {
      return wantsColor();
    },
    paint: (style, text) => paint(style, text, wantsColor()),
  };
}

/** Settles when what was written has left the process: pipes are asynchronous, and an exit would cut them off. */
export async function flush(...streams: readonly NodeJS.WriteStream[]): Promise<void> {
  await Promise.all(
    streams.map(
      (stream) => new Promise<void>((resolve) => (stream.destroyed ? resolve() : stream.write('', () => resolve()))),
    ),
  );
}
