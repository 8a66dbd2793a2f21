import { fstatSync } from 'node:fs';
import type { CliInvocation, Clock, Disposable } from 'devmgr/plugin-api';
import { usageError } from './usage-error.js';

/** More than any model reads. In characters. */
const mostChars = 2_000_000;
/** How long a pipe may stay silent that nobody has spoken of: scripts often hand theirs on without knowing. */
const silenceMs = 5_000;

/** Whether stdin is a file or a pipe: nobody types there. */
export function isPiped(): boolean {
  try {
    const stdin = fstatSync(0);
    return stdin.isFile() || stdin.isFIFO() || stdin.isSocket();
  } catch {
    // It is closed.
    return false;
  }
}

/**
 * What is piped in, to its end; empty when nothing comes in time, for which nobody looks where no clock is given. Rejects with a usage error for
 * what is no text or too long, and with the signal's reason when aborted.
 */
export async function pipedText(
  { stdin, signal }: Pick<CliInvocation, 'stdin' | 'signal'>,
  clock: Pick<Clock, 'setTimeout'> | undefined,
): Promise<string> {
  const lines = stdin[Symbol.asyncIterator]();
  const aborted = new Promise<undefined>((resolve) => {
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
  const first = await inTime(Promise.race([lines.next(), aborted]), clock);
  const text = first && first.done !== true ? await Promise.race([toEnd(first.value, lines, signal), aborted]) : '';
  // One that hangs never comes back: nobody waits for it.
  lines.return?.().catch(() => undefined);
  signal.throwIfAborted();
  return (text ?? '').trimEnd();
}

async function toEnd(first: string, lines: AsyncIterator<string>, signal: AbortSignal): Promise<string> {
  const read: string[] = [];
  let chars = 0;
  for (let line: string | undefined = first; line !== undefined && !signal.aborted;) {
    if (line.includes('\0')) throw usageError('What is piped in is no text', 'Pipe in text: a diff, an error, a file');
    chars += line.length + 1;
    if (chars > mostChars) throw usageError('What is piped in is too long', 'Pipe in the part that matters');
    read.push(line);
    const next = await lines.next();
    line = next.done === true ? undefined : next.value;
  }
  return read.join('\n');
}

/** `undefined`: nothing came in time. */
async function inTime<T>(work: Promise<T>, clock: Pick<Clock, 'setTimeout'> | undefined): Promise<T | undefined> {
  if (!clock) return work;
  let timer: Disposable | undefined;
  const silence = new Promise<undefined>((resolve) => {
    timer = clock.setTimeout(() => resolve(undefined), silenceMs);
  });
  try {
    return await Promise.race([work, silence]);
  } finally {
    void timer?.dispose();
  }
}
