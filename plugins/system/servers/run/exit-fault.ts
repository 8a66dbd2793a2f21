import type { ProcessExit } from 'devmgr/plugin-api';
import type { ServerFault } from 'devmgr/plugin-api/contracts/servers';
import { crashCause } from '../crash-cause.js';

/** They come from outside: what a process said before has nothing to do with them. */
const FROM_OUTSIDE = new Set(['SIGKILL', 'SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT', 'SIGSTOP']);

/** What the last lines of a process tell of why it ended; `undefined` where they tell nothing or it ended well. */
export function exitFault(exit: ProcessExit, lines: readonly string[], root: string): ServerFault | undefined {
  if (exit.kind === 'not-started' || (exit.kind === 'exited' && exit.code === 0)) return undefined;
  if (exit.kind === 'signalled' && FROM_OUTSIDE.has(exit.signal)) return undefined;
  const { message, frame } = crashCause(lines, root);
  return message === undefined ? undefined : { kind: 'exit', message, ...frame };
}
