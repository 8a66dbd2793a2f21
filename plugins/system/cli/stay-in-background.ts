import { DisposableStore, ExitCode, type CliInvocation } from 'devmgr/plugin-api';
import type { SystemParts } from '../system-parts.js';

/** A devmgr in the background that runs nothing has no reason to stay. */
const IDLE_MS = 60_000;

/**
 * The devmgr of the project in the background: runs what others ask it to, and ends when the last of it is stopped.
 *
 * Resolves to 0, at once when there is such a devmgr already.
 */
export async function stayInBackground({ signal, followSettings }: CliInvocation, parts: SystemParts): Promise<number> {
  const { context } = parts;
  const { publisher } = await parts.servers();
  if (await publisher.detach()) return ExitCode.ok;
  context.log.info('Servers of this project run in the background from now on');
  const owned = new DisposableStore();
  if (followSettings) owned.add(await followSettings());
  const reason = await new Promise<string>((resolve) => {
    // It is asked itself, not told by events: whoever looks on may have been loaded late, and a server runs without a change for days.
    const idle = () => publisher.isIdle && resolve(`Nothing runs in the background: ${unasked}`);
    owned.add(context.clock.setInterval(idle, IDLE_MS));
    owned.add(publisher.onDidBecomeIdle(() => resolve('The last server in the background was stopped')));
    owned.add(publisher.onDidAskToEnd(() => resolve('The devmgr in the background was asked to end')));
    const onAbort = () => resolve('The devmgr in the background is ended by a signal');
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
  });
  await owned.dispose();
  context.log.info(reason);
  return ExitCode.ok;
}

const unasked = `nobody asked for it within ${IDLE_MS / 1000} s`;
