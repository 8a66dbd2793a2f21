import type { Clock, LineBuffer } from 'devmgr/plugin-api';

/** Lines of another devmgr come a moment after they were asked for. */
const PATIENCE_MS = 1_000;

/** The last `count` lines of a buffer and all that come after them. Resolves when what there is has come. */
export async function lastLines(buffer: LineBuffer, count: number, clock: Clock): Promise<LineBuffer> {
  if (buffer.endLine === buffer.firstLine) await firstLines(buffer, clock);
  const from = buffer.endLine - count;
  return {
    get firstLine() {
      return Math.max(buffer.firstLine, from);
    },
    get endLine() {
      return buffer.endLine;
    },
    lines: (first, limit) => buffer.lines(first, limit),
    onDidAppend: buffer.onDidAppend,
  };
}

function firstLines(buffer: LineBuffer, clock: Clock): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      void watch.dispose();
      void timer.dispose();
      resolve();
    };
    const watch = buffer.onDidAppend(end);
    const timer = clock.setTimeout(end, PATIENCE_MS);
  });
}
