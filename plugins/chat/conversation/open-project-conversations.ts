import { join } from 'node:path';
import type { OpenedConversationStore, OpenStore } from './conversation-keeper.js';

/** Opens the conversations of a project: `chat.sqlite` in the folder that devmgr has for it. sqlite3 is loaded here and not before. */
export async function openProjectConversations(
  workspaceDir: string,
  options?: Parameters<OpenStore>[0],
): Promise<OpenedConversationStore> {
  const { openConversationStore } = await import('./sqlite/open-conversation-store.js');
  return openConversationStore(join(workspaceDir, 'chat.sqlite'), undefined, options);
}
