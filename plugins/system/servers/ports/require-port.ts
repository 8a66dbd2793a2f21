import { DevmgrError, ExitCode, type Processes } from 'devmgr/plugin-api';
import { chooseHolder } from './choose-holder.js';
import { PortTakenError } from './port-error.js';
import { checkPort, nextFreePort } from './port.js';

/** Throws for what cannot be a port of any machine. */
export function requirePortNumber(port: number): void {
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return;
  throw refused(`${port} is no port`, 'Choose one from 1 to 65535', ExitCode.usage);
}

export interface PortWish {
  /** The port is held by the server itself, which is about to let go of it. */
  readonly isOwn?: boolean;
  /** Ports that other servers of the project have for their own: they are not offered instead. */
  readonly isPromised?: (port: number) => boolean;
}

/** Resolves when a server can listen there. Rejects with who holds the port, or why it cannot be had. */
export async function requirePort(
  processes: Pick<Processes, 'portListeners'>,
  host: string,
  port: number,
  { isOwn = false, isPromised }: PortWish = {},
): Promise<void> {
  requirePortNumber(port);
  const check = await checkPort(host, port);
  if (check.kind === 'refused') throw refused(sentence(check.reason), hintFor(check.reason), ExitCode.unavailable);
  if (check.kind === 'free' || isOwn) return;
  const [listeners, freePort] = await Promise.all([
    processes.portListeners(port),
    nextFreePort(host, port, isPromised),
  ]);
  throw new PortTakenError(port, chooseHolder(listeners, host), freePort);
}

function refused(message: string, hint: string, exitCode: number): DevmgrError {
  return new DevmgrError({ code: 'PLUGIN_SYSTEM_PORT_REFUSED', message, hint, exitCode });
}

function hintFor(reason: string): string {
  return reason.includes('administrator')
    ? 'Choose a port from 1024 on'
    : 'Use 127.0.0.1, or 0.0.0.0 for every address of this machine';
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
