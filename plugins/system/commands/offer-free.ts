import { describeHolder } from '../servers/ports/describe-holder.js';
import { freeRefusal } from '../servers/ports/free-refusal.js';
import type { PortHolder } from '../servers/ports/port-holder.js';
import type { SystemParts } from '../system-parts.js';

/**
 * Ends what holds a port, after the person has agreed to that. True: the port is free. Never asked about what is not ended from here: that is
 * told with its reason.
 */
export async function offerFree({ servers, context }: SystemParts, port: number, holder: PortHolder): Promise<boolean> {
  const { screen, clock } = context;
  const refusal = freeRefusal(holder, clock.now());
  if (refusal) {
    screen.notify({ severity: 'warning', message: refusal.message, hint: refusal.hint });
    return false;
  }
  const isMeant = await screen.confirm({
    title: `Free port ${port}?`,
    detail: `This ends ${describeHolder(holder, clock.now())} and what came from it. What it has not saved is lost.`,
    action: `End pid ${holder.owner?.pid}`,
  });
  if (!isMeant) return false;
  const { ports } = await servers();
  await ports.free(port, holder);
  screen.notify({ severity: 'success', message: `Port ${port} is free` });
  return true;
}
