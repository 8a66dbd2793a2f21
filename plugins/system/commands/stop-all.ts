import type { CommandHandler } from 'devmgr/plugin-api';
import type { ServerState } from 'devmgr/plugin-api/contracts/servers';
import type { SystemParts } from '../system-parts.js';
import { noServerReason } from './selected-server.js';

/**
 * Stops every server of this devmgr that runs or is about to, each after those that depend on it; those that run in the background or in another
 * devmgr only when the person says so.
 */
export function stopAll(parts: SystemParts): CommandHandler {
  const { manager } = parts;
  const up = () => manager.all.get().filter(isUp);
  return {
    async run() {
      const [own, others] = [up().filter(isOwn), up().filter((server) => !isOwn(server))];
      // The question does not hold up what needs none.
      await Promise.all([manager.stopAll(own.map(({ name }) => name)), stopOthers(parts, others)]);
    },
    disabledReason() {
      if (manager.all.get().length === 0) return noServerReason(parts);
      return up().length === 0 ? 'No server runs' : undefined;
    },
  };
}

async function stopOthers({ manager, context }: SystemParts, others: readonly ServerState[]): Promise<void> {
  if (others.length === 0) return;
  const names = others.map(({ name }) => name);
  const isMeant = await context.screen.confirm({
    title: `Stop ${names.join(', ')} too?`,
    detail: `${others.map(whereText).join('; ')}.`,
    action: others.length === 1 ? 'Stop it' : 'Stop them',
  });
  if (isMeant) await manager.stopAll(names);
}

function whereText({ name, detached, owner }: ServerState): string {
  return detached || owner === undefined
    ? `${name} runs in the background and goes on when devmgr ends`
    : `${name} is run by another devmgr (pid ${owner})`;
}

function isOwn({ owner, detached }: ServerState): boolean {
  return owner === undefined && !detached;
}

function isUp(server: ServerState): boolean {
  if (server.status === 'crashed') return server.next.kind !== 'nothing';
  return server.status === 'starting' || server.status === 'running';
}
