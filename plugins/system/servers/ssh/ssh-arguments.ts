import { tunnelArgument, type Tunnel } from './tunnel.js';

const CONNECT_SECONDS = 10;
/** A connection that is dead is noticed after three of these. */
const ALIVE_SECONDS = 10;

/**
 * How the person's ssh is called: it never asks anything, has no terminal, and follows the person's configuration in everything else.
 *
 * A connection of its own, for one that is shared would stay in the background with our pipes. `host` never begins with a dash.
 */
export function sshArguments(host: string, command: string, tunnel?: Tunnel): readonly string[] {
  const options = {
    BatchMode: 'yes',
    ConnectTimeout: CONNECT_SECONDS,
    ServerAliveInterval: ALIVE_SECONDS,
    ServerAliveCountMax: 3,
    ControlMaster: 'no',
    RemoteCommand: 'none',
    RequestTTY: 'no',
    // What the person's own settings forward may be taken by another connection of theirs.
    ...(tunnel && { ClearAllForwardings: 'no', ExitOnForwardFailure: tunnel.isOnly ? 'yes' : 'no' }),
  };
  const forward = tunnel ? ['-L', tunnelArgument(tunnel)] : [];
  const given = Object.entries(options).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
  return ['-T', ...given, ...forward, '--', host, command];
}
