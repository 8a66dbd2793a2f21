import type { CommandParts, Handlers } from './command-parts.js';
import { contextCommands } from './context-commands.js';
import { paneCommands } from './pane-commands.js';

/** All commands of the tab, by their names after the plugin's id. */
export function codegenCommands(parts: CommandParts): Handlers {
  return { ...paneCommands(parts), ...contextCommands(parts) };
}
