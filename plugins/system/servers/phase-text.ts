import type { StyledText, TextStyle } from 'devmgr/plugin-api';
import type { ServerFault, ServerState } from 'devmgr/plugin-api/contracts/servers';
import { secondsText as shortSeconds } from './restart/retry-text.js';

/** One word for what a server is doing: `waiting`, `importing`, `draining`, `broken`, `retrying`, `completed`. */
export function phaseWord(state: ServerState): string {
  switch (state.status) {
    case 'stopped':
      return state.completedAt === undefined ? 'stopped' : 'completed';
    case 'starting':
      return state.phase;
    case 'stopping':
      return 'stopping';
    case 'crashed':
      return state.next.kind === 'retry' ? 'retrying' : 'crashed';
    case 'running':
      return state.reload?.phase ?? 'running';
  }
}

/** The style of that word; `undefined`: as other text. */
export function phaseStyle(state: ServerState): TextStyle | undefined {
  if (state.status === 'crashed') return state.next.kind === 'retry' ? 'warning' : 'error';
  if (state.status === 'starting' || state.status === 'stopping') return 'info';
  if (state.status === 'stopped') return state.completedAt === undefined ? 'muted' : 'success';
  if (!state.reload) return undefined;
  return state.reload.phase === 'broken' ? 'error' : 'info';
}

/** What is to be said beside the word: `for db`, `app/main.py`, `in 4s (2 of 5)`. `now`: milliseconds; `most`: tries that there are. */
export function phaseNote(state: ServerState, now: number, most?: number): string {
  if (state.status === 'starting') return state.waitsFor.length > 0 ? `for ${state.waitsFor.join(', ')}` : '';
  if (state.status === 'running') {
    if (state.reload) return reloadNote(state.reload);
    return state.settingsChanged ? 'settings changed: restart it with r' : '';
  }
  if (state.status === 'stopped' && state.killedAfterMs !== undefined)
    return `killed after ${shortSeconds(state.killedAfterMs)}`;
  if (state.status !== 'crashed') return '';
  const { next, fault } = state;
  if (next.kind === 'retry') return `in ${secondsText(next.at - now)} (${tryText(next.attempt, next.most ?? most)})`;
  // What it is comes before why: little of it may fit.
  const isLoop = next.kind === 'nothing' && next.reason !== undefined;
  return [...(isLoop ? [next.reason] : []), ...(fault ? [faultText(fault)] : [])].join(' · ');
}

/** Where it runs, when not in this devmgr: `background`, `other devmgr`, `watched`: somebody else started it. Empty: here. */
export function placeNote({ kind, detached, owner }: ServerState): string {
  if (kind === 'url') return 'watched';
  if (detached) return 'background';
  return owner === undefined ? '' : 'other devmgr';
}

/** `app/main.py:7 SyntaxError: invalid syntax` */
export function faultText(fault: ServerFault): string {
  const place = faultPlace(fault);
  return place === undefined ? fault.message : `${place} ${fault.message}`;
}

/** `app/main.py:7` */
export function faultPlace({ path, line }: ServerFault): string | undefined {
  return path === undefined || line === undefined ? path : `${path}:${line}`;
}

/** The steps of a reload, the present one standing out: `app/main.py changed → importing → draining`. */
export function reloadLine(reload: NonNullable<Extract<ServerState, { status: 'running' }>['reload']>): StyledText {
  const { file, phase } = reload;
  if (phase === 'broken') return [{ text: file }, { text: ' changed → ' }, { text: 'broken', style: 'error' }];
  const at = STEPS.indexOf(phase);
  const steps = STEPS.flatMap((step, index) => [
    ...(index > 0 ? [{ text: ' → ', style: 'muted' as const }] : []),
    { text: step, style: index === at ? ('info' as const) : index < at ? ('default' as const) : ('muted' as const) },
  ]);
  return [{ text: `${file} ` }, ...steps];
}

const STEPS = ['changed', 'importing', 'draining'] as const;

function reloadNote(reload: NonNullable<Extract<ServerState, { status: 'running' }>['reload']>): string {
  return reload.phase === 'broken' ? faultText(reload.fault) : reload.file;
}

function tryText(attempt: number, most: number | undefined): string {
  return most === undefined ? `try ${attempt}` : `${attempt} of ${most}`;
}

function secondsText(ms: number): string {
  return `${Math.max(0, Math.ceil(ms / 1000))}s`;
}
