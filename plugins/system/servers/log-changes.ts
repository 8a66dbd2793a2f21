import type { Logger } from 'devmgr/plugin-api';
import { exitText } from './describe-server.js';
import type { ServerChange } from './server-book.js';

/** Writes what becomes of servers into the log stream. */
export function logChange(log: Logger, { before, after }: ServerChange): void {
  const { name } = after;
  if (after.status === 'running') {
    const health = before.status === 'running' ? before.health.kind : 'unknown';
    if (after.health.kind === health) return;
    if (after.health.kind === 'healthy')
      log.info(`${name} is healthy at ${after.url} (pid ${after.pid}, GET ${after.health.path})`);
    else if (after.health.kind === 'unhealthy') log.warn(`${name} is unhealthy: ${after.health.reason}`);
    return;
  }
  if (after.status === before.status) return;
  if (after.status === 'starting') log.info(`${name} starts ${after.target} at ${after.url}`);
  else if (after.status === 'crashed') log.error(`${name} ${exitText(after.exit)}`);
  else log.info(`${name} ${after.status === 'stopping' ? 'is stopping' : 'is stopped'}`);
}
