import type { AnswerEvent } from '../answer/answer-event.js';
import type { AssistantMessage } from './conversation.js';

type AnswerEnd = Extract<AnswerEvent, { readonly type: 'answer-end' }>;

/** The answer after something has come of it. */
export function applyAnswerEvent(message: AssistantMessage, event: AnswerEvent): AssistantMessage {
  switch (event.type) {
    case 'step':
      return 'target' in event.step ? { ...message, target: event.step.target } : message;
    case 'sources':
      return { ...message, sources: event.sources, isExtractive: event.isExtractive };
    case 'note':
      return message.notes.includes(event.message) ? message : { ...message, notes: [...message.notes, event.message] };
    case 'text-delta':
      return { ...message, text: message.text + event.text };
    case 'reasoning-delta':
      return message;
    case 'answer-end':
      return endOf(message, event);
  }
}

function endOf(message: AssistantMessage, { reason, target, usage, citations }: AnswerEnd): AssistantMessage {
  return { ...message, status: reason === 'aborted' ? 'stopped' : 'done', target, usage, citations };
}
