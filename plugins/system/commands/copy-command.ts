import type { CommandHandler } from 'devmgr/plugin-api';
import type { SystemParts } from '../system-parts.js';
import { shellLine } from '../tab/server/shell-line.js';
import { noServerReason, selectedServer } from './selected-server.js';

/** Copies what a person would type to run the server without devmgr. */
export function copyCommand(parts: SystemParts): CommandHandler {
  const { screen } = parts.context;
  const words = () => {
    const server = selectedServer(parts);
    const definition = server && parts.manager.definition(server.name);
    const facts = server && parts.manager.facts(server.name);
    const known = facts?.equivalent.length ? facts.equivalent : facts?.command;
    if (known && known.length > 0) return known;
    return definition?.runs.kind === 'command' ? definition.runs.command : undefined;
  };
  return {
    run() {
      const command = words();
      if (!command) return;
      screen.copy(shellLine(command));
      screen.notify({ severity: 'info', message: "The command line was sent to the terminal's clipboard" });
    },
    disabledReason() {
      const server = selectedServer(parts);
      if (!server) return noServerReason(parts);
      return words() ? undefined : `The command line of ${server.name} is known after its first start`;
    },
  };
}
