import type { TextSpan } from 'devmgr/plugin-api';
import type { Conversation } from '../../conversation/conversation.js';

/** Of the conversation's title beside the question. */
const mostTitleChars = 24;

/**
 * `Conversation: about orders`, and from the second question on also which one is looked at: `Conversation: about orders › 2: and its
 * tests?`. `messageId`: what is looked at; else the last.
 */
export function conversationTitle(
  { title, messages }: Conversation,
  messageId: string | undefined,
): readonly TextSpan[] {
  if (messages.length === 0) return [{ text: 'Conversation' }];
  const chosen = messages.findIndex(({ id }) => id === messageId);
  const seen = chosen < 0 ? messages : messages.slice(0, chosen + 1);
  const questions = seen.filter(({ role }) => role === 'user');
  const question = questions.at(-1)?.text.replace(/\s+/g, ' ').trim() ?? '';
  if (questions.length < 2) return [{ text: `Conversation: ${title}` }];
  return [
    { text: `Conversation: ${shortened(title)}`, style: 'muted' },
    { text: ` › ${questions.length}: ${question}` },
  ];
}

/** Cut between words. */
function shortened(text: string): string {
  if (text.length <= mostTitleChars) return text;
  const cut = text.slice(0, mostTitleChars - 1);
  const end = cut.lastIndexOf(' ');
  return `${(end > mostTitleChars / 3 ? cut.slice(0, end) : cut).trimEnd()}…`;
}
