import type { AssistantMessage, Conversation } from '../../conversation/conversation.js';
import { ChatTextPieces } from '../chat-text-pieces.js';
import type { SayParts } from './say.js';

/** Writes the last question and its answer, so that a person sees where the conversation goes on. */
export function showExchange(
  { messages }: Conversation,
  { invocation: { stderr }, context: { text } }: SayParts,
): void {
  const at = messages.findLastIndex(({ role }) => role === 'user');
  const question = messages[at];
  if (!question) return;
  const clean = (written: string) => new ChatTextPieces((piece) => text.clean(piece)).next(written).trimEnd();
  stderr.write(`${stderr.paint('accent', `> ${clean(question.text).replaceAll('\n', '\n  ')}`)}\n`);
  const answer = messages[at + 1];
  if (answer?.role === 'assistant') stderr.write(`${[clean(answer.text), endOf(answer)].filter(Boolean).join('\n')}\n`);
}

function endOf({ status, error }: AssistantMessage): string {
  if (status === 'failed') return `(failed: ${error?.message ?? 'no reason known'})`;
  return status === 'done' ? '' : `(${status})`;
}
