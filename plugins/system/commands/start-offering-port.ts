import type { ServerStartOptions } from 'devmgr/plugin-api/contracts/servers';
import type { SystemParts } from '../system-parts.js';

/** Starts or restarts a server with what was chosen for it; a taken port may be freed, or changed for the next free one. */
export async function startOfferingPort(
  parts: SystemParts,
  name: string,
  start: (options: ServerStartOptions) => Promise<void>,
): Promise<void> {
  try {
    await start(parts.preferences.startOptions(name));
  } catch (error) {
    const { offerPort } = await import('./offer-port.js');
    await offerPort(parts, name, error, start);
  }
}
