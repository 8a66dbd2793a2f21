import { randomBytes } from 'node:crypto';
import type { Clock, Processes } from 'devmgr/plugin-api';
import { remoteBootstrap } from './remote-bootstrap.js';
import { remoteClearScript, type RemoteRun } from './remote-script.js';
import { sshArguments } from './ssh-arguments.js';

export interface ClearRemote {
  readonly host: string;
  readonly run: Omit<RemoteRun, 'token'>;
  readonly processes: Pick<Processes, 'spawn'>;
  readonly clock: Clock;
}

const CONNECT_MS = 15_000;

/** Ends through a connection of its own what a run has left on the other machine. False when that machine did not say that it is done. */
export async function clearRemote({ host, run, processes, clock }: ClearRemote): Promise<boolean> {
  const token = `devmgr-${randomBytes(8).toString('hex')}`;
  const args = sshArguments(host, remoteBootstrap(token));
  let isClean = false;
  const child = processes.spawn({
    title: `clear ${host}`,
    command: 'ssh',
    args,
    input: `${remoteClearScript({ ...run, token })}\n${token}\n`,
    ignoreLine: (text) => (isClean ||= text === `${token} clean`),
  });
  const timer = clock.setTimeout(() => void child.stop(), CONNECT_MS + run.graceMs);
  await child.exit;
  void timer.dispose();
  return isClean;
}
