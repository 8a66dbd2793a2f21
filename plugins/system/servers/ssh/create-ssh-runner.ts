import type { ProcessRunParts } from '../run/process-run.js';
import type { StartRun } from '../run/server-run.js';
import { SshRun } from './ssh-run.js';

/**
 * Runs servers with an `ssh` on that machine, through the person's own ssh. What runs there ends with the connection, also when this devmgr
 * is killed; where the machine does not notice that at once, the next start ends it first.
 */
export function createSshRunner(parts: ProcessRunParts): StartRun {
  return (request) => new SshRun(request, parts);
}
