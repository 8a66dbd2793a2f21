import { setTimeout as pause } from 'node:timers/promises';

/** Resolves after `ms`, or as soon as the signal is aborted. */
export async function untilAborted(signal: AbortSignal, ms: number): Promise<void> {
  await pause(ms, undefined, { signal }).catch(() => undefined);
}
