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

/** Why an answer that ended may not be whole. */
const reasonNotes: Readonly<Partial<Record<AnswerEnd['reason'], string>>> = {
  length: 'The answer is cut off: the model may not write more at once',
  'content-filter': 'The answer is cut off by the filter of its provider',
};

function endOf(message: AssistantMessage, { reason, target, usage, citations }: AnswerEnd): AssistantMessage {
  const note = reasonNotes[reason];
  const notes = note === undefined ? message.notes : [...message.notes, note];
  return { ...message, status: reason === 'aborted' ? 'stopped' : 'done', target, usage, citations, notes };
}
