import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';

/** How long nothing may be heard of a process that makes an answer. It writes every five seconds. */
const silenceMs = 20_000;

const processToken = randomUUID();

/** This process, as answers that it makes are marked: `<pid>@<host>#<random>`. */
export const ownMark = `${process.pid}@${hostname()}#${processToken}`;

/**
 * Whether the process that made the mark is there. Who runs elsewhere (a container, the same home on another machine) or has
 * the number of one that ended is told by what was last heard of it. Times in milliseconds since the epoch.
 */
export function isAlive(mark: string | undefined, beatAt: number, now: number): boolean {
  if (mark === undefined || mark === ownMark) return mark !== undefined;
  const { pid, host } = /^(?<pid>\d+)@(?<host>.*)#/.exec(mark)?.groups ?? {};
  if (host === hostname() && !isProcess(Number(pid))) return false;
  return Math.abs(now - beatAt) < silenceMs;
}

function isProcess(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
