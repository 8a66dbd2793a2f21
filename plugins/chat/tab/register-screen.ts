import type { PluginContext, SlashCommand } from 'devmgr/plugin-api';
import { Chat } from 'devmgr/plugin-api/contracts/chat';
import type { CodeIndex } from 'devmgr/plugin-api/contracts/code-index';
import { createAnswerQuestion } from '../answer/create-answer-question.js';
import { createChat } from '../ask/create-chat.js';
import { indexCommands } from '../commands/index-commands.js';
import { openLink } from '../commands/open-link.js';
import { pasteLarge } from '../commands/paste-large.js';
import { talkCommands } from '../commands/talk-commands.js';
import { viewCommands } from '../commands/view-commands.js';
import type { ChatSession } from '../conversation/chat-session.js';
import { createChatSession } from '../conversation/create-chat-session.js';
import { openProjectConversations } from '../conversation/open-project-conversations.js';
import { SearchSession } from '../find/search-session.js';
import { FolderPaths } from '../slash/folder-paths.js';
import { SlashValues } from '../slash/slash-values.js';
import { submitText } from '../slash/submit-text.js';
import { suggestSlash } from '../slash/suggest-slash.js';
import { ChatTab, type ChatTabParts } from './chat-tab.js';
import { followAttachments } from './draft/follow-attachments.js';
import { KeptDraft } from './draft/kept-draft.js';
import { showChatStatus } from './status/show-chat-status.js';

/** The tab, the commands that work on it, and the service that other tabs ask through. */
export function registerScreen(context: PluginContext, index: CodeIndex): void {
  const { manifest, subscriptions, services, tabs, storage } = context;
  const search = subscriptions.add(new SearchSession(index));
  const answer = createAnswerQuestion({ context, index });
  const session = subscriptions.add(
    createChatSession({
      context,
      answer,
      openStore: (options) => openProjectConversations(storage.workspaceDir, options),
    }),
  );
  const draft = subscriptions.add(new KeptDraft(context));
  const open: { tab?: ChatTab | undefined; toWrite?: string | undefined } = {};
  registerCommands(context, { index, search, session, tab: () => open.tab });
  showChatStatus(context, session);
  tabs.register(manifest.id, (tab) => {
    const made = new ChatTab(tab, tabParts(context, { index, search, session, draft, tab: () => open.tab }));
    open.tab = made;
    tab.own(followAttachments({ context, session, draft }));
    tab.own({ dispose: () => void (open.tab = undefined) });
    tab.own(index.watch());
    if (open.toWrite !== undefined) made.talk.write(open.toWrite);
    open.toWrite = undefined;
  });
  const write = (text: string) => {
    open.tab?.show('talk');
    if (open.tab) open.tab.talk.write(text);
    else open.toWrite = text;
  };
  if (manifest.services?.includes(Chat.id)) services.provide(Chat, createChat({ context, session, answer, write }));
}

const clearedMessage = {
  severity: 'info',
  message: 'The message was emptied',
  hint: 'Ctrl-Z brings it back. Ctrl-C once more quits devmgr.',
} as const;

interface ScreenParts {
  readonly draft: KeptDraft;
  readonly index: CodeIndex;
  readonly search: SearchSession;
  readonly session: ChatSession;
  readonly tab: () => ChatTab | undefined;
}

function registerCommands(context: PluginContext, { index, search, session, tab }: Omit<ScreenParts, 'draft'>): void {
  const handlers = {
    ...indexCommands(index),
    ...viewCommands({
      context,
      session: search,
      view: () => tab()?.find,
      show: () => tab()?.show('find'),
      showChat: () => backToChat(tab()),
    }),
    ...talkCommands({ context, session, index, view: () => tab()?.talk, show: () => tab()?.show('talk') }),
  };
  for (const [name, handler] of Object.entries(handlers))
    context.commands.register(`${context.manifest.id}.${name}`, handler);
}

function backToChat(tab: ChatTab | undefined): void {
  tab?.show('talk');
  tab?.talk.readConversation();
}

function tabParts(context: PluginContext, { index, search, session, draft, tab }: ScreenParts): ChatTabParts {
  const folders = new FolderPaths(context.workspace.root, () => context.clock.now());
  const values = new SlashValues({ context, session, files: () => tab()?.talk.files ?? [], folders });
  const suggestions = {
    commands: () => context.commands.slashCommands(),
    values: (command: SlashCommand, typed: string) => values.of(command, typed),
  };
  return {
    find: { context, index, session: search },
    talk: {
      context,
      index,
      session,
      draft,
      didClear: () => context.screen.notify(clearedMessage),
      submit: (text) => submitText(text, { context, session }),
      pasteLarge: (text) => pasteLarge(text, { context, session }),
      suggest: (text, cursor) => suggestSlash(text, cursor, suggestions),
      openLink: (link, answer) => openLink(link, answer, context, (place) => tab()?.talk.showCode(place)),
    },
  };
}
