import type { ServerState } from 'devmgr/plugin-api/contracts/servers';
import type { SystemParts } from '../system-parts.js';

/** Resolves when each of the servers is well or has ended, and after `ms` in any case. Rejects with the signal's reason. */
export function untilSettled(
  names: readonly string[],
  { manager, context: { clock } }: SystemParts,
  ms: number,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (settle: () => void) => {
      void watch.dispose();
      void timer.dispose();
      signal.removeEventListener('abort', onAbort);
      settle();
    };
    const onAbort = () => end(() => reject(signal.reason as Error));
    const look = (all: readonly ServerState[]) => {
      if (all.filter(({ name }) => names.includes(name)).every(isSettled)) end(resolve);
    };
    const watch = manager.all.onDidChange(look);
    const timer = clock.setTimeout(() => end(resolve), ms);
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) onAbort();
    else look(manager.all.get());
  });
}

/** Nothing is to be expected of it now: what is tried again by itself may still come. */
function isSettled(state: ServerState): boolean {
  if (state.status === 'crashed') return state.next.kind !== 'retry';
  return state.status === 'stopped' || (state.status === 'running' && state.health.kind === 'healthy');
}
