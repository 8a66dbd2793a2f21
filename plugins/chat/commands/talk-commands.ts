import type { CommandHandler } from 'devmgr/plugin-api';
import { answerCommands } from './answer-commands.js';
import { askingCommands } from './asking-commands.js';
import { contextCommands } from './context-commands.js';
import { conversationCommands } from './conversation-commands.js';
import { excludeCommands } from './exclude-commands.js';
import { manageIndex } from './manage-index.js';
import { paneCommands } from './pane-commands.js';
import type { TalkParts } from './talk-parts.js';

/** All commands of conversations, by their names after the plugin's id. */
export function talkCommands(parts: TalkParts): Readonly<Record<string, CommandHandler>> {
  return {
    ...askingCommands(parts),
    ...paneCommands(parts),
    ...conversationCommands(parts),
    ...contextCommands(parts),
    ...answerCommands(parts),
    ...excludeCommands(parts),
    'manage-index': manageIndex(parts),
  };
}
