import { shortDuration } from '../short-duration.js';
import type { PortHolder } from './port-holder.js';

const MAX_COMMAND = 80;

/**
 * Who holds a port, for people: `pid 4711 (python -m http.server), running for 3m`, `pid 812 (postgres) of user postgres, running for 9d`,
 * `a process of user root`. `now`: milliseconds since the epoch.
 */
export function describeHolder(holder: PortHolder | undefined, now: number): string {
  const { owner, user, server } = holder ?? {};
  if (!owner) return user === undefined ? 'another process' : `a process of user ${user}`;
  const whose = owner.isOurs ? '' : ` of user ${owner.user}`;
  const since = owner.startedAt === undefined ? '' : `, running for ${shortDuration(now - owner.startedAt)}`;
  const name = server === undefined ? '' : `, the server ${server} of this project`;
  return `pid ${owner.pid} (${short(owner.command)})${whose}${since}${name}`;
}

function short(command: string): string {
  const line = command.replace(/\s+/g, ' ').trim();
  return line.length > MAX_COMMAND ? `${line.slice(0, MAX_COMMAND - 1)}…` : line;
}
