import type { AnswerStep } from '../../answer/answer-event.js';
import type { ChatState } from '../../conversation/chat-state.js';
import { remainingText } from '../number-text.js';

/** What is going on, with how long already where that grows: `indexing 40 %`, `asking gpt-6-luna`, `answering 3s`. */
export function stepText({ step, since }: NonNullable<ChatState['working']>, now: number): string {
  const seconds = Math.floor((now - since) / 1000);
  return seconds < 1 ? nameOf(step) : `${nameOf(step)} ${seconds}s`;
}

function nameOf(step: AnswerStep): string {
  switch (step.kind) {
    case 'indexing':
      return indexingText(step);
    case 'rewriting':
      return 'reading the question';
    case 'searching':
      return 'searching the code';
    case 'summarising':
      return 'summing up what was said';
    case 'asking':
      return `asking ${step.target.modelId}`;
    case 'answering':
      return `${step.target.modelId} answers`;
  }
}

/** `reading the project 40 % about 12s left`. */
export function indexingText({ done, total, remainingMs }: Extract<AnswerStep, { kind: 'indexing' }>): string {
  const share = total === undefined || total === 0 ? '' : ` ${Math.floor((done / total) * 100)} %`;
  const left = remainingMs === undefined ? '' : ` · ${remainingText(remainingMs)}`;
  return `reading the project${share}${left}`;
}
