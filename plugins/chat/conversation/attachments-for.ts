import type { AssistantMessage, Attachment, Conversation } from './conversation.js';

/** What was put beside the question that an answer is for. */
export function attachmentsFor({ messages }: Conversation, answer: AssistantMessage): readonly Attachment[] {
  const question = messages[messages.findIndex(({ id }) => id === answer.id) - 1];
  return question?.role === 'user' ? question.attachments : [];
}
