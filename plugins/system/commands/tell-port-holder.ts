import type { ServerState } from 'devmgr/plugin-api/contracts/servers';
import { describeHolder } from '../servers/ports/describe-holder.js';
import type { SystemParts } from '../system-parts.js';
import { listeningPlace } from './listening-place.js';
import { offerFree } from './offer-free.js';
import { serverHolding } from './server-holding.js';

/** Tells who holds the port of a server, and offers to end a foreign holder. */
export async function tellPortHolder(parts: SystemParts, server: ServerState): Promise<void> {
  const { context } = parts;
  const { host, port } = listeningPlace(parts, server);
  const { ports } = await parts.servers();
  const found = await ports.holder(port, host);
  const holder = found && { ...found, server: serverHolding(parts, found) };
  if (!holder) return context.screen.notify({ severity: 'info', message: `Nobody listens on port ${port}` });
  const { severity, message } = { severity: 'info' as const, message: told(port, holder, context.clock.now()) };
  if (holder.server !== undefined) return context.screen.notify({ severity, message });
  await offerFree(parts, port, holder);
}

function told(port: number, holder: Parameters<typeof describeHolder>[0], now: number): string {
  return `Port ${port} is held by ${describeHolder(holder, now)}`;
}
