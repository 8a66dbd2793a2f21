import { fstatSync } from 'node:fs';
import type { CliInvocation } from 'devmgr/plugin-api';

/** Milliseconds until it is said that devmgr waits, and until it does not wait any longer. */
const noticeMs = 1_000;
const silenceMs = 5_000;

type Streams = Pick<CliInvocation, 'stdin' | 'stderr' | 'signal'>;

/** See `CliInvocation.pipedLines`. `isPiped`: whether stdin is anything else than a terminal; looked at when lines are wanted. */
export function pipedLines(streams: Streams, isPiped = isStdinPiped): CliInvocation['pipedLines'] {
  return async function* ({ waits = false } = {}) {
    if (!waits && !isPiped()) return;
    const lines = streams.stdin[Symbol.asyncIterator]();
    const next = nextLine(lines, streams.signal);
    try {
      let line = await firstLine(next, streams, waits);
      while (line && line.done !== true) {
        yield line.value;
        line = await next();
      }
    } finally {
      // One that hangs never comes back: nobody waits for it.
      lines.return?.().catch(() => undefined);
    }
  };
}

/** Whether stdin is a file or a pipe: nobody types there. */
function isStdinPiped(): boolean {
  try {
    const stdin = fstatSync(0);
    return stdin.isFile() || stdin.isFIFO() || stdin.isSocket();
  } catch {
    // It is closed.
    return false;
  }
}

type Line = IteratorResult<string, unknown>;

/** Gives one line after the other; rejects with the signal's reason as soon as it is aborted. */
function nextLine(lines: AsyncIterator<string, unknown>, signal: AbortSignal): () => Promise<Line> {
  let refuse: (reason: unknown) => void = () => undefined;
  // One listener for all lines: one for each would stay until the end.
  signal.addEventListener('abort', () => refuse(signal.reason), { once: true });
  return () => {
    signal.throwIfAborted();
    return new Promise((resolve, reject) => {
      refuse = reject;
      lines.next().then(resolve, reject);
    });
  };
}

/** `undefined`: nothing came in time. */
async function firstLine(next: () => Promise<Line>, { stderr }: Streams, waits: boolean): Promise<Line | undefined> {
  const notice = setTimeout(() => stderr.write('waiting for what is piped in…\n'), noticeMs);
  let limit: NodeJS.Timeout | undefined;
  const silence = new Promise<undefined>((resolve) => {
    if (!waits) limit = setTimeout(() => resolve(undefined), silenceMs);
  });
  try {
    const line = await Promise.race([next(), silence]);
    if (!line) stderr.write('nothing was piped in; say - to wait for it without end\n');
    return line;
  } finally {
    clearTimeout(notice);
    clearTimeout(limit);
  }
}
