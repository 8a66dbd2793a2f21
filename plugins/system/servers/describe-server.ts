import type { ProcessExit, TextSpan, TextStyle } from 'devmgr/plugin-api';
import type { ServerState } from 'devmgr/plugin-api/contracts/servers';
import { isOnlyRunning } from './health/process-look.js';

/** The sign of a state and its meaning: `●` healthy, `◐` on the way, `○` stopped, `✗` crashed, `!` unhealthy, or its changed code is broken. */
export function serverSign(state: ServerState): TextSpan & { readonly style: TextStyle } {
  switch (state.status) {
    case 'stopped':
      return { text: '○', style: 'muted' };
    case 'starting':
    case 'stopping':
      return { text: '◐', style: 'info' };
    case 'crashed':
      return { text: '✗', style: 'error' };
    case 'running':
      if (state.reload?.phase === 'broken') return { text: '!', style: 'error' };
      if (state.health.kind === 'unhealthy') return { text: '!', style: 'warning' };
      return state.health.kind === 'healthy' ? { text: '●', style: 'success' } : { text: '◐', style: 'info' };
  }
}

/** One or two words: `healthy`, `unhealthy`, `starting`, `reloading`, `crashed`. */
export function serverWord(state: ServerState): string {
  if (state.status !== 'running') return state.status;
  if (state.reload) return state.reload.phase === 'broken' ? 'broken' : 'reloading';
  return state.health.kind === 'unknown' || isOnlyRunning(state.health) ? 'running' : state.health.kind;
}

/** `ended with code 1`, `was ended by SIGKILL`. */
export function exitText(exit: ProcessExit): string {
  if (exit.kind === 'exited') return `ended with code ${exit.code}`;
  if (exit.kind === 'not-started') return `could not be started: ${exit.error.message}`;
  return `was ended by ${exit.signal}`;
}
