import type { ProcessExit } from 'devmgr/plugin-api';
import type { ServerNext, ServerState } from 'devmgr/plugin-api/contracts/servers';
import { shortTarget } from './short-target.js';
import { isOnlyRunning } from '../servers/health/process-look.js';
import { exitText } from '../servers/describe-server.js';
import { faultPlace, faultText } from '../servers/phase-text.js';
import { secondsText, tryText } from '../servers/restart/retry-text.js';
import { exitFault } from '../servers/run/exit-fault.js';

export interface ChangeText {
  /** Sentences about servers that are well go to stdout. */
  readonly isGood: boolean;
  readonly text: string;
}

/** What is said of a server that runs in the foreground when its state changes; `undefined`: nothing. `root`: of the project. */
export function changeText(state: ServerState, root: string, now: number): ChangeText | undefined {
  switch (state.status) {
    case 'stopped':
      return stoppedText(state);
    case 'starting':
      return startingText(state);
    case 'stopping':
      return undefined;
    case 'running':
      return runningText(state);
    case 'crashed':
      return bad(crashText(state, root, now));
  }
}

function stoppedText({ name, completedAt, killedAfterMs }: Extract<ServerState, { status: 'stopped' }>): ChangeText {
  if (completedAt !== undefined) return bad(`✓ ${name} completed`);
  return bad(`○ ${name} ${killedAfterMs === undefined ? 'stopped' : `killed after ${secondsText(killedAfterMs)}`}`);
}

/** Nothing is said before there is a process: it may yet wait for others, or be refused. */
function startingText(state: Extract<ServerState, { status: 'starting' }>): ChangeText | undefined {
  const { name, phase, waitsFor, target, url, pid } = state;
  if (phase === 'waiting') return bad(`◐ ${name} waits for ${waitsFor.join(', ')}`);
  if (pid === undefined && state.ssh === undefined) return undefined;
  return bad(`◐ ${name} starting ${shortTarget(target, state.ssh)}${url === '' ? '' : ` at ${url}`}`);
}

function runningText(state: Extract<ServerState, { status: 'running' }>): ChangeText | undefined {
  const { name, health, reload, url, pid, settingsChanged } = state;
  if (reload?.phase === 'broken')
    return bad(`✗ ${name} is broken: ${faultText(reload.fault)}\n  The last good code answers`);
  if (reload) return bad(`◐ ${name} reloading${reload.file === '' ? '' : `: ${reload.file} changed`}`);
  if (health.kind === 'unhealthy') return bad(`! ${name} is unhealthy: ${health.reason}`);
  if (settingsChanged) return bad(`! ${name}: settings changed; apply them: devmgr server restart ${name}`);
  if (health.kind === 'unknown') return undefined;
  return {
    isGood: true,
    text: `● ${name} ${isOnlyRunning(health) ? 'running' : 'healthy'}${url === '' ? '' : ` at ${url}`}${pid === undefined ? '' : ` (pid ${pid})`}`,
  };
}

/** The whole output was printed already: here only where it ended, why, and what comes now. */
function crashText(state: Extract<ServerState, { status: 'crashed' }>, root: string, now: number): string {
  const { name, exit, lastLines, fault, next } = state;
  const cause = fault ? { place: faultPlace(fault), message: fault.message } : causeIn(exit, lastLines, root);
  const lines = [`✗ ${name} ${exitText(exit)}`, cause.place, cause.message, fault?.hint, nextText(name, next, now)];
  return lines.filter((line) => line !== undefined).join('\n  ');
}

function causeIn(exit: ProcessExit, lines: readonly string[], root: string) {
  const found = exitFault(exit, lines, root);
  return { message: found?.message, place: found && faultPlace(found) };
}

function nextText(name: string, next: ServerNext, now: number): string | undefined {
  if (next.kind === 'change') return 'It is started again when a file changes';
  if (next.kind === 'retry') return `It is tried again in ${secondsText(next.at - now)} (${tryText(next)})`;
  return next.reason && `${next.reason}\n  Mend it, then: devmgr server start ${name}`;
}

function bad(text: string): ChangeText {
  return { isGood: false, text };
}
