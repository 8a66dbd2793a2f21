import type { CommandHandler } from 'devmgr/plugin-api';
import type { SystemParts } from '../system-parts.js';
import type { ServerPagePanes, SystemView } from '../tab/system-view.js';
import { selectedServer } from './selected-server.js';

const CLIENT_ACTIONS = [
  'send-request',
  'stop-request',
  'save-request',
  'open-request',
  'remove-request',
  'copy-request',
  'save-answer',
  'show-headers',
  'use-request',
  'look-at-routes',
] as const;

export type ClientAction = (typeof CLIENT_ACTIONS)[number];

/** Commands on the client, by their names. What they do is loaded with the first of them. */
export function clientCommands(parts: SystemParts, view: SystemView): Readonly<Record<string, CommandHandler>> {
  const disabledReason = () => (view.isOpen && selectedServer(parts) ? undefined : 'No server is selected');
  const command = (action: ClientAction): CommandHandler => ({
    async run() {
      const made = new Promise<ServerPagePanes>((resolve) => view.withPages(resolve));
      const [{ clientActions }, pages] = await Promise.all([import('./client-actions.js'), made]);
      const name = selectedServer(parts)?.name;
      if (view.pages && name !== undefined) await clientActions(parts, view)[action](pages, name);
    },
    disabledReason,
  });
  const commands = Object.fromEntries(CLIENT_ACTIONS.map((action) => [action, command(action)]));
  // At once: what is typed right after it is meant for the path, where letters are no commands.
  return { ...commands, 'edit-request': { run: () => view.withPages(({ client }) => client.edit()), disabledReason } };
}
