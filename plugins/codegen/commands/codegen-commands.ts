import { askingCommands } from './asking-commands.js';
import type { CommandParts, Handlers } from './command-parts.js';
import { contextCommands } from './context-commands.js';
import { pageCommands } from './page-commands.js';
import { paneCommands } from './pane-commands.js';
import { reviewCommands } from './review-commands.js';

/** All commands of the tab, by their names after the plugin's id. */
export function codegenCommands(parts: CommandParts): Handlers {
  return {
    ...askingCommands(parts),
    ...reviewCommands(parts),
    ...paneCommands(parts),
    ...contextCommands(parts),
    ...pageCommands(parts),
  };
}
