import type { ServerStartOptions } from 'devmgr/plugin-api/contracts/servers';
import { describeHolder } from '../servers/ports/describe-holder.js';
import { freeRefusal } from '../servers/ports/free-refusal.js';
import { isPortTaken } from '../servers/ports/is-port-taken.js';
import { otherPorts } from '../servers/ports/other-ports.js';
import { nextFreePort } from '../servers/ports/port.js';
import type { PortTakenError } from '../servers/ports/port-error.js';
import type { PortHolder } from '../servers/ports/port-holder.js';
import { screenHint } from '../servers/screen-hint.js';
import type { SystemParts } from '../system-parts.js';
import { offerFree } from './offer-free.js';
import { serverHolding } from './server-holding.js';

type Way =
  | { readonly kind: 'free'; readonly holder: PortHolder }
  | { readonly kind: 'stop'; readonly server: string }
  | { readonly kind: 'other'; readonly port: number }
  | { readonly kind: 'leave' };

interface Wanted {
  readonly name: string;
  readonly host: string;
}

interface Choice {
  readonly label: string;
  readonly detail: string;
  readonly isCurrent?: boolean;
}

/** A server could not be started: a taken port may be freed, or changed for the next free one. Rejects with `error` when it is about anything else. */
export async function offerPort(
  parts: SystemParts,
  name: string,
  error: unknown,
  start: (options: ServerStartOptions) => Promise<void>,
): Promise<void> {
  if (!isPortTaken(error)) throw error;
  const options = parts.preferences.startOptions(name);
  const way = await choose(parts, { name, host: options.host ?? parts.manager.plannedPlace(name).host }, error);
  // What is in the way stands beside the server.
  if (way === undefined || way.kind === 'leave') return;
  if (way.kind === 'free') {
    if (await offerFree(parts, error.port, way.holder)) await start(options);
    return;
  }
  if (way.kind === 'stop') {
    if (await stopHolder(parts, way.server, error.port)) await start(options);
    return;
  }
  // The form shows it, so that a restart keeps it.
  await parts.preferences.change(name, { port: way.port });
  await start({ ...options, port: way.port });
}

/** After the person has agreed: what was typed ahead narrows a list down, and Enter may take another entry than was meant. */
async function stopHolder({ manager, context }: SystemParts, server: string, port: number): Promise<boolean> {
  const isMeant = await context.screen.confirm({
    title: `Stop ${server}?`,
    detail: `It listens on port ${port}.`,
    action: `Stop ${server}`,
  });
  if (isMeant) await manager.stop(server);
  return isMeant;
}

/** `undefined`: there is nothing to choose from, which is told, or the person wants neither. */
async function choose(parts: SystemParts, wanted: Wanted, taken: PortTakenError): Promise<Way | undefined> {
  const { context } = parts;
  const [holder, freePort] = await Promise.all([
    holderOf(parts, wanted.host, taken),
    unplannedPort(parts, wanted, taken.freePort),
  ]);
  const ways = holder ? wayToFree(holder, context.clock.now()) : [];
  const other = freePort === undefined ? [] : [useOther(wanted.name, freePort)];
  if (other.length + ways.length > 0) {
    const title = ways.length > 0 ? `Port ${taken.port} is taken` : taken.message;
    // The cursor begins on what ends nothing.
    const leave: Choice & { readonly value: Way } = {
      label: 'Cancel',
      detail: 'everything stays as it is',
      ...(other.length === 0 && { isCurrent: true }),
      value: { kind: 'leave' },
    };
    return context.screen.pick<Way>({ title, items: [...other, ...ways, leave] });
  }
  context.screen.notify({ severity: 'error', message: taken.message, hint: screenHint(taken) });
  return undefined;
}

/** Who has the port now, and which server of this project that is. */
async function holderOf(parts: SystemParts, host: string, taken: PortTakenError): Promise<PortHolder | undefined> {
  const { ports } = await parts.servers();
  const holder = (await ports.holder(taken.port, host)) ?? taken.holder;
  return holder && { ...holder, server: serverHolding(parts, holder) };
}

/** The next free port that no other server of the project would have. */
async function unplannedPort({ manager }: SystemParts, { name, host }: Wanted, first: number | undefined) {
  const planned = otherPorts(manager, name);
  let port = first;
  while (port !== undefined && planned.has(port)) port = await nextFreePort(host, port);
  return port;
}

function wayToFree(holder: PortHolder, now: number): readonly (Choice & { readonly value: Way })[] {
  const { server, port } = holder;
  if (server !== undefined)
    return [{ label: `Stop ${server}`, detail: `it listens on port ${port}`, value: { kind: 'stop', server } }];
  if (freeRefusal(holder, now) !== undefined) return [];
  const detail = `ends ${describeHolder(holder, now)}`;
  return [{ label: `Free port ${port}`, detail, value: { kind: 'free', holder } }];
}

function useOther(name: string, port: number): Choice & { readonly value: Way } {
  return { label: `Use port ${port}`, detail: `${name} listens there from now on`, value: { kind: 'other', port } };
}
