import type { AiTarget } from 'devmgr/plugin-api/contracts/ai';
import type { AnswerStep } from '../answer/answer-event.js';
import { remainingText } from '../tab/number-text.js';

/** What is done for the answer just now: `asking openai gpt-6-luna at api.openai.com`. */
export function chatStepText(step: AnswerStep): string {
  switch (step.kind) {
    case 'indexing':
      return indexingText(step);
    case 'rewriting':
      return 'putting the question so that it stands alone';
    case 'searching':
      return 'searching the code';
    case 'summarising':
      return 'putting in short what was said before';
    case 'asking':
      return `asking ${targetText(step.target)}`;
    case 'answering':
      return `${targetText(step.target)} answers`;
  }
}

/** `openai gpt-6-luna at api.openai.com`; without a host when nothing leaves this machine. */
export function targetText({ providerId, modelId, host }: AiTarget): string {
  const name = modelId === '' ? providerId : `${providerId} ${modelId}`;
  return host === undefined ? name : `${name} at ${host}`;
}

function indexingText({ done, total, remainingMs }: Extract<AnswerStep, { readonly kind: 'indexing' }>): string {
  const share = total === undefined || total === 0 ? '' : ` ${Math.floor(Math.min(1, done / total) * 100)} %`;
  const left = remainingMs === undefined ? '' : `, ${remainingText(remainingMs)}`;
  return `indexing the code${share}${left}`;
}
