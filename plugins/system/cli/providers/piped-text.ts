import { fstatSync } from 'node:fs';
import type { CliInvocation, Clock } from 'devmgr/plugin-api';

/** In characters; a model would not read more. */
const MOST = 256 * 1024;
/** Milliseconds until it is said that devmgr waits, and until it does not wait any longer. */
const NOTICE_MS = 1000;
const LIMIT_MS = 5000;

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
 * The text that is piped in, up to its end; empty when there is none. A pipe that stays open and gives nothing is left after
 * five seconds: scripts often hand theirs on without knowing.
 */
export async function pipedText(
  { stdin, stderr, signal }: Pick<CliInvocation, 'stdin' | 'stderr' | 'signal'>,
  clock: Clock,
): Promise<string> {
  const lines = stdin[Symbol.asyncIterator]();
  const stopped = aborted(signal);
  let text = '';
  let next = await inTime(Promise.race([lines.next(), stopped]), stderr, clock);
  while (next && next.done !== true && text.length <= MOST) {
    text += `${next.value}\n`;
    next = await Promise.race([lines.next(), stopped]);
  }
  // One that hangs never comes back: nobody waits for it.
  lines.return?.().catch(() => undefined);
  if (text.length > MOST) stderr.write('of what is piped in only the first 256 KB are sent\n');
  return text.slice(0, MOST).trimEnd();
}

/** `undefined`: nothing came in time. */
async function inTime<T>(work: Promise<T>, stderr: CliInvocation['stderr'], clock: Clock): Promise<T | undefined> {
  const notice = clock.setTimeout(() => stderr.write('waiting for the text that is piped in…\n'), NOTICE_MS);
  let limit: ReturnType<Clock['setTimeout']> | undefined;
  const silence = new Promise<undefined>((resolve) => {
    limit = clock.setTimeout(() => {
      stderr.write('nothing was piped in; to wait for it without end, say --ask -\n');
      resolve(undefined);
    }, LIMIT_MS);
  });
  try {
    return await Promise.race([work, silence]);
  } finally {
    void notice.dispose();
    void limit?.dispose();
  }
}

function aborted(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(undefined);
    else signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
}
