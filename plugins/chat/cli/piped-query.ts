import { fstatSync } from 'node:fs';
import type { CliInvocation, Clock } from 'devmgr/plugin-api';
import { TextEnds } from './text-ends.js';

/** Characters of each end of what is piped in. An error is there: a query has no use for more. */
const endRoom = 8_000;
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
 * What is piped in, to its end, of a long text both ends (`room`: characters of each); empty when nothing comes. Without a clock it
 * waits for as long as it takes.
 */
export async function pipedQuery(
  { stdin, signal }: Pick<CliInvocation, 'stdin' | 'signal'>,
  clock: Clock | undefined,
  room = endRoom,
): Promise<string> {
  const lines = stdin[Symbol.asyncIterator]();
  const ended = endOf(signal);
  const ends = new TextEnds(room);
  const first = await inTime(Promise.race([lines.next(), ended]), clock);
  // One race for all of them: each would hold what came of it as long as `ended` is there.
  if (first && first.done !== true) await Promise.race([takeAll(first.value, lines, { ends, signal }), ended]);
  // One that hangs never comes back: nobody waits for it.
  lines.return?.().catch(() => undefined);
  signal.throwIfAborted();
  return ends.text.trim();
}

async function takeAll(
  first: string,
  lines: AsyncIterator<string>,
  { ends, signal }: { readonly ends: TextEnds; readonly signal: AbortSignal },
): Promise<void> {
  ends.add(first);
  for (let next = await lines.next(); next.done !== true && !signal.aborted; next = await lines.next())
    ends.add(next.value);
}

/** `undefined`: nothing came in time. */
async function inTime<T>(work: Promise<T>, clock: Clock | undefined): Promise<T | undefined> {
  if (!clock) return work;
  let timer: ReturnType<Clock['setTimeout']> | undefined;
  const silence = new Promise<undefined>((resolve) => {
    timer = clock.setTimeout(() => resolve(undefined), silenceMs);
  });
  try {
    return await Promise.race([work, silence]);
  } finally {
    void timer?.dispose();
  }
}

function endOf(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(undefined);
    else signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
}
