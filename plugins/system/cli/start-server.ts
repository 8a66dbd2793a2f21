import { ExitCode, type CliInvocation } from 'devmgr/plugin-api';
import type { ServerStartOptions } from 'devmgr/plugin-api/contracts/servers';
import type { SystemParts } from '../system-parts.js';
import { Foreground } from './foreground.js';
import { namesToStart } from './names-to-start.js';
import { startOptions } from './start-options.js';

/**
 * `server start [name..]`: in the foreground until all of them have ended, with what they depend on. What another devmgr ran before is started
 * there again, and followed.
 *
 * Lines of the servers go to stdout; with `--json` stdout has one JSON document for every change of state, and the lines
 * go to stderr. Resolves to 130 after Ctrl-C, 1 when a server crashed, 0 when another terminal stopped them.
 */
export async function startServer(invocation: CliInvocation, parts: SystemParts): Promise<number> {
  if (invocation.flags.boolean('detach')) return (await import('./start-detached.js')).startDetached(invocation, parts);
  const { manager } = parts;
  const options = startOptions(invocation);
  const wanted = await namesToStart(invocation, parts, options);
  const { startWhereTheyRan } = await import('./start-where-they-ran.js');
  const names = await startWhereTheyRan(wanted, options, invocation, parts);
  if (names.length === 0) return (await import('./follow-servers.js')).followServers(invocation, parts, wanted);
  const foreground = new Foreground(invocation, parts, names);
  // Not waited for: the servers come first.
  const settings = invocation.followSettings?.();
  settings?.catch((error: unknown) => parts.context.log.warn(`Settings are not watched: ${String(error)}`));
  try {
    const outcome = await Promise.race([onAbort(invocation.signal), runToEnd(names, options, foreground, parts)]);
    if (outcome === 'interrupted') sayForce(invocation, foreground);
    // What was started only for them goes with them.
    await manager.stopAll(foreground.begun);
    return outcome === 'interrupted' ? ExitCode.interrupted : outcome;
  } finally {
    await (await settings?.catch(() => undefined))?.dispose();
    await foreground.dispose();
  }
}

/** Resolves when all have ended: 0 or 1. Of several, one that cannot even be tried leaves the others alone. */
async function runToEnd(
  names: readonly string[],
  options: ServerStartOptions,
  foreground: Foreground,
  { manager }: SystemParts,
): Promise<number> {
  const [first, ...more] = names;
  if (first === undefined) return ExitCode.ok;
  // A single one that cannot even be tried rejects, and that is the answer; of several it was told.
  if (more.length === 0) await manager.start(first, options);
  else await manager.startAll(names).catch(() => undefined);
  const states = await foreground.ended();
  const failure = names.map((name) => manager.failure(name)).find((each) => each !== undefined);
  if (failure !== undefined && more.length === 0) throw failure;
  return failure !== undefined || states.some(({ status }) => status === 'crashed') ? ExitCode.notGood : ExitCode.ok;
}

function sayForce({ stderr }: CliInvocation, { begun }: Foreground): void {
  if (stderr.isTTY && begun.length > 0) stderr.write('Stopping. Ctrl-C again ends everything by force.\n');
}

function onAbort(signal: AbortSignal): Promise<'interrupted'> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve('interrupted');
    else signal.addEventListener('abort', () => resolve('interrupted'), { once: true });
  });
}
