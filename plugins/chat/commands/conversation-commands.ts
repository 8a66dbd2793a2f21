import type { CommandHandler } from 'devmgr/plugin-api';
import type { ConversationHead } from '../conversation/conversation.js';
import { ageText, countText } from '../tab/number-text.js';
import { onTalk, type TalkParts } from './talk-parts.js';

/** Conversations as a whole; by the names of the commands after the plugin's id. */
export function conversationCommands(parts: TalkParts): Readonly<Record<string, CommandHandler>> {
  const { session } = parts;
  const isEmpty = () => session.state.get().conversation.messages.length === 0;
  const nothing = () => (isEmpty() ? 'The conversation is empty' : undefined);
  return {
    'new-conversation': onTalk(parts, (view) => {
      session.startNew();
      view.write();
    }),
    'clear-conversation': onTalk(parts, (view) => {
      session.startNew();
      view.emptyComposer();
      view.write();
    }),
    'show-history': onTalk(parts, async (view, { argument }) => {
      if (await openFromHistory(parts, argument)) view.readConversation();
    }),
    'rename-conversation': {
      run: ({ argument }) => rename(parts, argument),
      disabledReason: nothing,
    },
    'delete-conversation': { run: () => remove(parts), disabledReason: nothing },
  };
}

/** True when one was chosen. */
async function openFromHistory({ context, session }: TalkParts, words: string | undefined): Promise<boolean> {
  const heads = await session.list(words);
  if (heads.length === 0) {
    const message = words === undefined ? 'No conversation was kept yet' : `No conversation has "${words}"`;
    context.screen.notify({ severity: 'info', message });
    return false;
  }
  const current = session.state.get().conversation.id;
  const id = await context.screen.pick({
    title: words === undefined ? 'Conversations' : `Conversations with "${words}"`,
    items: heads.map((head) => ({
      label: head.title,
      detail: detailOf(head, context.clock.now()),
      isCurrent: head.id === current,
      value: head.id,
    })),
  });
  if (id === undefined) return false;
  await session.open(id);
  return true;
}

function detailOf({ messages, updatedAt, isSingle }: ConversationHead, now: number): string {
  const kind = isSingle === true ? 'single question' : countText(messages, 'message');
  return `${kind} · ${ageText(now - updatedAt)}`;
}

async function rename({ context: { screen }, session }: TalkParts, given: string | undefined): Promise<void> {
  const { title } = session.state.get().conversation;
  const wanted = given ?? (await screen.prompt({ title: 'Name of the conversation', value: title }));
  if (wanted !== undefined) await session.rename(wanted);
}

async function remove({ context: { screen }, session }: TalkParts): Promise<void> {
  const { id, title, messages } = session.state.get().conversation;
  const isSure = await screen.confirm({
    title: `Delete the conversation "${title}"?`,
    detail: `${countText(messages.length, 'message')} and what is kept of them. It cannot be undone.`,
    action: 'Delete',
  });
  if (isSure) await session.remove(id);
}
