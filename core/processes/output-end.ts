import type { ChildProcess } from 'node:child_process';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';

export interface RawExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

const silenceMs = 500;
/** A descendant that keeps on writing is not waited for longer than this. */
const longestMs = 2_000;

/**
 * Resolves when a child has ended and its pipes are read to the end. A descendant may hold them open: then 500 ms
 * without output are taken for the end.
 *
 * @param chunks how many chunks have been read so far from all pipes together
 */
export async function outputEnd(child: ChildProcess, chunks: () => number): Promise<RawExit> {
  const pipes = { areClosed: false };
  const whenClosed = new Promise<void>((resolve) => child.once('close', () => resolve())).then(
    () => (pipes.areClosed = true),
  );
  const exit = await new Promise<RawExit>((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
  const deadline = performance.now() + longestMs;
  for (let before = -1; !pipes.areClosed && before !== chunks() && performance.now() < deadline;) {
    before = chunks();
    const timer = new AbortController();
    const silence = sleep(silenceMs, undefined, { signal: timer.signal }).catch(() => undefined);
    await Promise.race([whenClosed, silence]);
    timer.abort();
    // After a long block of the event loop timers come before the pipes: what waits there is read first.
    await nextTurn();
  }
  return exit;
}
