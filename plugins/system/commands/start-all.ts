import type { CommandHandler } from 'devmgr/plugin-api';
import { isActive } from '../servers/server-record.js';
import type { SystemParts } from '../system-parts.js';
import { noServerReason } from './selected-server.js';

/** Starts every server that does not run, each after those that it depends on. */
export function startAll(parts: SystemParts): CommandHandler {
  const { manager, preferences } = parts;
  const waiting = () => manager.all.get().filter((server) => !isActive(server));
  return {
    async run() {
      await manager.discover();
      const names = waiting().map(({ name }) => name);
      if (names.length > 0) await manager.startAll(names, (name) => preferences.startOptions(name));
    },
    disabledReason() {
      if (manager.all.get().length === 0) return noServerReason(parts);
      return waiting().length === 0 ? 'All servers run already' : undefined;
    },
  };
}
