import { constants } from 'node:os';
import type { ProcessExit } from 'devmgr/plugin-api';

/** How a process ended, from the status that a shell gives it: above 128 it was a signal. */
export function remoteExit(code: number, wasStopped: boolean): ProcessExit {
  const signal = Object.entries(constants.signals).find(([, number]) => number === code - 128)?.[0];
  if (code <= 128 || signal === undefined) return { kind: 'exited', code };
  return { kind: 'signalled', signal, forced: wasStopped && signal === 'SIGKILL' };
}
