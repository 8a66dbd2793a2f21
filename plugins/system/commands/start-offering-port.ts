import type { ServerStartOptions } from 'devmgr/plugin-api/contracts/servers';
import { PortTakenError } from '../servers/port-error.js';
import type { SystemParts } from '../system-parts.js';

/** Starts or restarts a server with what was chosen for it; a taken port may be changed for the next free one. */
export async function startOfferingPort(
  parts: SystemParts,
  name: string,
  start: (options: ServerStartOptions) => Promise<void>,
): Promise<void> {
  const options = parts.preferences.startOptions(name);
  try {
    await start(options);
  } catch (error) {
    if (!(error instanceof PortTakenError) || error.freePort === undefined) throw error;
    const port = error.freePort;
    if (!(await isWanted(parts, name, error, port))) return;
    // The form shows it, so that a restart keeps it.
    await parts.preferences.change(name, { port });
    await start({ ...options, port });
  }
}

function isWanted({ context }: SystemParts, name: string, taken: PortTakenError, port: number): Promise<boolean> {
  return context.screen.confirm({
    title: `Port ${taken.port} is taken`,
    detail: `${taken.message}. ${name} can listen on port ${port} instead.`,
    action: `Use port ${port}`,
  });
}
