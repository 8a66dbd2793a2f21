import { resolve } from 'node:path';
import { findWriter } from '../../save/find-writer.js';
import { writtenPath } from '../../save/written-path.js';
import { ageText, countText } from '../../tab/number-text.js';
import { usageError } from '../usage-error.js';
import { say } from './say.js';
import { showExchange } from './show-exchange.js';
import type { RunTalkCommand, TalkParts } from './talk-command.js';

const mostListed = 15;

const startNew: RunTalkCommand = (parts) => {
  parts.session.startNew();
  say(parts, ['A new conversation']);
};

/** Conversations as a whole; by the names of the commands of the screen after the plugin's id. */
export const conversationCommands: Readonly<Record<string, RunTalkCommand>> = {
  'new-conversation': startNew,
  'clear-conversation': startNew,
  'show-history': listHistory,
  'rename-conversation': rename,
  'export-conversation': exportConversation,
};

async function listHistory(parts: TalkParts, words: string): Promise<void> {
  const found = await parts.session.list(words === '' ? undefined : words);
  parts.listed = found.slice(0, mostListed);
  const lines = parts.listed.map(({ title, updatedAt, messages, isSingle }, at) => {
    const age = ageText(parts.context.clock.now() - updatedAt);
    const kind = isSingle === true ? 'single question' : countText(messages, 'message');
    return `${String(at + 1).padStart(2)}  ${title}  ${kind}, ${age}`;
  });
  const more =
    found.length > mostListed ? [`and ${found.length - mostListed} more: /history with words of one finds it`] : [];
  say(parts, lines.length === 0 ? ['There are none'] : [...lines, ...more, 'To go on with one: /open and its number']);
}

/** Goes on with one of `/history`, and shows what was said last in it. */
export async function openListed(parts: TalkParts, argument: string): Promise<void> {
  const head = parts.listed[Number(argument) - 1];
  if (!head) throw usageError('Which one?', 'Say /history, then /open with the number that stands before it.');
  await parts.session.open(head.id);
  const { conversation } = parts.session.state.get();
  say(parts, [`On with: ${conversation.title}`]);
  showExchange(conversation, parts);
}

async function rename(parts: TalkParts, name: string): Promise<void> {
  assertSaid(parts);
  if (name === '') throw usageError('Which name?', 'For example: /rename Coupons and discounts');
  await parts.session.rename(name);
  say(parts, [`Its name is: ${parts.session.state.get().conversation.title}`]);
}

/** Nobody is asked here whether a file may be replaced: one that is there stays. */
async function exportConversation(parts: TalkParts, path: string): Promise<void> {
  assertSaid(parts);
  if (path === '') throw usageError('To which file?', 'For example: /export chats/coupons.md');
  const writer = await findWriter(parts.context);
  const target = await writer.read(resolve(process.cwd(), await writtenPath(path)));
  if (target.text !== undefined) throw usageError(`${target.path} exists already`, 'Choose another name.');
  const text = parts.session.exportMarkdown();
  const title = `Exported the conversation to ${target.path}`;
  await writer.write([{ path: target.path, text, base: undefined }], { title });
  say(parts, [`Saved ${target.path}, ${countText(text.split('\n').length - 1, 'line')}`]);
}

function assertSaid({ session }: TalkParts): void {
  if (session.state.get().conversation.messages.length === 0)
    throw usageError('The conversation is empty', 'Ask a question first.');
}
