import type { Clock, ManagedProcess } from 'devmgr/plugin-api';
import type { ServerDefinition } from '../definition/server-definition.js';

export interface PoliteStopOptions {
  readonly signal: ServerDefinition['stop']['signal'];
  /** Until the whole group gets SIGTERM and then SIGKILL. */
  readonly timeoutMs: number;
  readonly clock: Clock;
}

/** Ends a process with the signal that it understands, and then, with all that it has started, by force. */
export async function politeStop(
  child: ManagedProcess,
  { signal, timeoutMs, clock }: PoliteStopOptions,
): Promise<void> {
  if (signal !== 'SIGTERM' && child.signal(signal)) {
    await new Promise<void>((resolve) => {
      const timer = clock.setTimeout(resolve, timeoutMs);
      void child.exit.then(() => (timer.dispose(), resolve()));
    });
  }
  await child.stop();
}
