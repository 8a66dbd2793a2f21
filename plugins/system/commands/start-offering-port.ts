import type { ServerStartOptions } from 'devmgr/plugin-api/contracts/servers';
import { PortTakenError } from '../servers/port-error.js';
import type { SystemParts } from '../system-parts.js';

/** Starts a server with what was chosen for it; when its port is taken the person may take the next free one. */
export async function startOfferingPort(parts: SystemParts, name: string): Promise<void> {
  const options = parts.preferences.startOptions(name);
  try {
    await parts.manager.start(name, options);
  } catch (error) {
    if (!(error instanceof PortTakenError) || error.freePort === undefined) throw error;
    await offer(parts, name, options, error, error.freePort);
  }
}

async function offer(
  { context, manager, preferences }: SystemParts,
  name: string,
  options: ServerStartOptions,
  { message, port: taken }: PortTakenError,
  port: number,
): Promise<void> {
  const detail = `${message}. ${name} can listen on port ${port} instead.`;
  const isWanted = await context.screen.confirm({
    title: `Port ${taken} is taken`,
    detail,
    action: `Use port ${port}`,
  });
  if (!isWanted) return;
  // The form shows it, so that a restart keeps it.
  await preferences.change(name, { port });
  await manager.start(name, { ...options, port });
}
