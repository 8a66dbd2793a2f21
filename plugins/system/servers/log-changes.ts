import type { Logger } from 'devmgr/plugin-api';
import type { ServerFault, ServerState } from 'devmgr/plugin-api/contracts/servers';
import { exitText } from './describe-server.js';
import { isOnlyRunning } from './health/process-look.js';
import { describeLook } from './health/describe-look.js';
import { secondsText, tryText } from './restart/retry-text.js';
import type { ServerChange } from './server-host.js';

type StateOf<Status extends ServerState['status']> = Extract<ServerState, { status: Status }>;

/** Writes what becomes of servers into the log stream. */
export function logChange(log: Logger, { before, after }: ServerChange): void {
  if (before === after) return;
  const { name } = after;
  switch (after.status) {
    case 'stopped':
      if (before.status === 'stopped') return;
      return logStop(log, after);
    case 'starting':
      return logStart(log, before, after);
    case 'running':
      return logRunning(log, before.status === 'running' ? before : undefined, after);
    case 'stopping':
      return before.status === 'stopping' ? undefined : log.info(`${name} is stopping`);
    case 'crashed':
      return before.status === 'crashed' ? undefined : logCrash(log, after);
  }
}

function logStop(log: Logger, { name, completedAt, killedAfterMs }: StateOf<'stopped'>): void {
  if (killedAfterMs !== undefined)
    return log.warn(`${name} did not stop, and was killed after ${secondsText(killedAfterMs)}`);
  log.info(completedAt === undefined ? `${name} is stopped` : `${name} has done its job and ended`);
}

function logStart(log: Logger, before: ServerState, after: StateOf<'starting'>): void {
  const { name, target, url, phase, waitsFor } = after;
  const waited = before.status === 'starting' ? before.waitsFor.join(', ') : '';
  if (phase === 'waiting' && waitsFor.join(', ') !== waited) log.info(`${name} waits for ${waitsFor.join(', ')}`);
  if (before.status !== 'starting')
    log.info(`${name} starts ${target}${url === '' || url === target ? '' : ` at ${url}`}`);
}

function logRunning(log: Logger, before: StateOf<'running'> | undefined, after: StateOf<'running'>): void {
  const { name, health, url, pid, reload } = after;
  if (health.kind === 'healthy' && before?.health.kind !== 'healthy') {
    const at = url === '' ? '' : ` at ${url}`;
    if (isOnlyRunning(health)) log.info(`${name} runs${at}${pid === undefined ? '' : ` (pid ${pid})`}`);
    else log.info(`${name} is healthy${at} (${pid === undefined ? '' : `pid ${pid}, `}${describeLook(health.path)})`);
  }
  if (health.kind === 'unhealthy' && before?.health.kind !== 'unhealthy')
    log.warn(`${name} is unhealthy: ${health.reason}`);
  if (after.settingsChanged && !before?.settingsChanged)
    log.warn(`${name}: its settings have changed: a restart applies them`);
  if (reload === before?.reload) return;
  if (!reload) log.info(`${name} is reloaded: ${before?.reload?.file} (pid ${pid})`);
  else if (reload.phase === 'changed' && before?.reload?.phase !== 'changed')
    log.info(`${name}: ${reload.file || 'a person'} ${reload.file === '' ? 'asked for a reload' : 'changed'}`);
  else if (reload.phase === 'broken') log.error(`${name}: the new code is broken: ${faultText(reload.fault)}`);
}

function logCrash(log: Logger, { name, exit, fault, next, at }: StateOf<'crashed'>): void {
  log.error(`${name} ${exitText(exit)}${fault ? `: ${faultText(fault)}` : ''}`);
  if (next.kind === 'retry') log.info(`${name} is started again in ${secondsText(next.at - at)} (${tryText(next)})`);
  if (next.kind === 'change') log.info(`${name} is started again when its code changes`);
  if (next.kind === 'nothing' && next.reason !== undefined) log.error(`${name}: ${next.reason}`);
}

function faultText({ message, path, line }: ServerFault): string {
  return path === undefined ? message : `${message} (${path}${line === undefined ? '' : `:${line}`})`;
}
