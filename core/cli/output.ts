import type { TextSink } from 'devmgr/plugin-api';

/** A stream of the process as CLI handlers see it. */
export function textSink(stream: NodeJS.WriteStream, env: Readonly<Record<string, string>>): TextSink {
  return {
    write: (text) => void stream.write(text),
    get isTTY() {
      return stream.isTTY;
    },
    get columns() {
      return stream.columns > 0 ? stream.columns : 80;
    },
    get color() {
      return stream.isTTY && env['NO_COLOR'] === undefined && env['TERM'] !== 'dumb';
    },
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
