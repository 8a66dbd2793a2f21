import type { Clock, ManagedProcess, Processes } from 'devmgr/plugin-api';
import type { RunRequest } from './server-run.js';

const SHORTEST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 1_000;

/**
 * Resolves to true as soon as this process, and no other, listens at its port: an answer of somebody else's there says nothing of it. At once
 * where there is no port or where it cannot be told; to false when `signal` is aborted.
 */
export async function whenListening(
  { place, definition }: RunRequest,
  { pid }: ManagedProcess,
  processes: Pick<Processes, 'listens'>,
  clock: Clock,
  signal: AbortSignal,
): Promise<boolean> {
  if (pid === undefined) return false;
  if (place.port === 0 || definition.ssh) return true;
  for (let pauseMs = SHORTEST_PAUSE_MS; !signal.aborted; pauseMs = Math.min(pauseMs * 1.5, LONGEST_PAUSE_MS)) {
    if ((await processes.listens(pid, place.port)) !== false) return !signal.aborted;
    await pause(pauseMs, clock, signal);
  }
  return false;
}

function pause(ms: number, clock: Clock, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = clock.setTimeout(resolve, ms);
    signal.addEventListener('abort', () => (void timer.dispose(), resolve()), { once: true });
  });
}
