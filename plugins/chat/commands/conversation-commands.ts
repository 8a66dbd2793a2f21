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
      if (!(await openFromHistory(parts, argument))) return;
      view.readConversation();
      // What is typed next goes on with it.
      view.write();
    }),
    'rename-conversation': {
      run: ({ argument }) => rename(parts, argument),
      disabledReason: nothing,
    },
    'delete-conversation': {
      run() {
        const { conversation } = session.state.get();
        return remove(parts, conversation, conversation.messages.length);
      },
      disabledReason: nothing,
    },
  };
}

type Chosen = { readonly id: string } | { readonly deed: 'search' | 'rename' | 'delete' };

/** True when one was chosen and opened. */
async function openFromHistory(parts: TalkParts, words: string | undefined): Promise<boolean> {
  const { context, session } = parts;
  const heads = await session.list(words);
  if (heads.length === 0) {
    const message = words === undefined ? 'No conversation was kept yet' : `No conversation has "${words}"`;
    context.screen.notify({ severity: 'info', message });
    return false;
  }
  const current = session.state.get().conversation.id;
  const chosen = await context.screen.pick<Chosen>({
    title: words === undefined ? 'Conversations' : `Conversations with "${words}"`,
    items: [...headItems(parts, heads).map((item) => ({ ...item, isCurrent: item.value.id === current })), ...deeds],
  });
  if (chosen === undefined) return false;
  if ('deed' in chosen) return actOnHistory(parts, chosen.deed, heads);
  await session.open(chosen.id);
  return true;
}

/** Under the conversations; typing narrows down titles only. */
const deeds = [
  { label: 'Search what was said…', detail: 'in all conversations: /history words', value: { deed: 'search' } },
  { label: 'Rename a conversation…', detail: 'it is opened: /rename', value: { deed: 'rename' } },
  { label: 'Delete a conversation…', value: { deed: 'delete' } },
] as const;

function headItems({ context }: TalkParts, heads: readonly ConversationHead[]) {
  return heads.map((head) => ({
    label: head.title,
    detail: detailOf(head, context.clock.now()),
    value: { id: head.id },
  }));
}

async function actOnHistory(
  parts: TalkParts,
  deed: 'search' | 'rename' | 'delete',
  heads: readonly ConversationHead[],
): Promise<boolean> {
  const { context, session } = parts;
  if (deed === 'search') {
    const words = await context.screen.prompt({ title: 'Search what was said', placeholder: 'words' });
    return words === undefined || words.trim() === '' ? false : openFromHistory(parts, words.trim());
  }
  const title = deed === 'rename' ? 'Rename which conversation?' : 'Delete which conversation?';
  const chosen = await context.screen.pick({ title, items: headItems(parts, heads) });
  const head = chosen && heads.find(({ id }) => id === chosen.id);
  if (!head) return false;
  if (deed === 'delete') {
    await remove(parts, head, head.messages);
    return false;
  }
  await session.open(head.id);
  await rename(parts, undefined);
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

async function remove(
  { context: { screen }, session }: TalkParts,
  { id, title }: Pick<ConversationHead, 'id' | 'title'>,
  messages: number,
): Promise<void> {
  const isSure = await screen.confirm({
    title: `Delete the conversation "${title}"?`,
    detail: `${countText(messages, 'message')} and what is kept of them. It cannot be undone.`,
    action: 'Delete',
  });
  if (isSure) await session.remove(id);
}
