import type { TextTools } from 'devmgr/plugin-api';
import type { AnswerRequest } from '../answer/answer-event.js';
import type { Attachment, ChatMessage } from '../conversation/conversation.js';

/** The request without the secrets in all that may leave the machine with it. */
export function redactedRequest(request: AnswerRequest, { redact }: Pick<TextTools, 'redact'>): AnswerRequest {
  return {
    ...request,
    question: redact(request.question),
    attachments: request.attachments.map((each) => redactedAttachment(each, redact)),
    history: request.history.map((message) => redactedMessage(message, redact)),
  };
}

function redactedAttachment(attachment: Attachment, redact: TextTools['redact']): Attachment {
  const title = redact(attachment.title);
  return attachment.kind === 'text'
    ? { ...attachment, title, text: redact(attachment.text) }
    : { ...attachment, title };
}

function redactedMessage(message: ChatMessage, redact: TextTools['redact']): ChatMessage {
  const text = redact(message.text);
  if (message.role === 'assistant') return { ...message, text };
  return { ...message, text, attachments: message.attachments.map((each) => redactedAttachment(each, redact)) };
}
