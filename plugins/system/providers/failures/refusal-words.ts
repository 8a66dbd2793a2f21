import type { FailureWords } from './ai-error.js';
import { askAgain } from './ask-again.js';
import { baseUrlHint } from './base-url-hint.js';
import type { FailureContext } from './failure-context.js';
import { keyHint } from './key-hint.js';
import { missingModelHint } from './missing-model-hint.js';
import { quotaHint } from '../status/quota.js';
import type { Refusal } from './refusal.js';

/** What a person is told of a provider's no. */
export function refusalWords(context: FailureContext, refusal: Refusal): FailureWords {
  const { title } = context.definition;
  const again = askAgain(context, refusal.retryAfterMs);
  switch (refusal.kind) {
    case 'unauthorised':
      return { event: context.endpoint?.key ? 'does not accept the key' : 'asks for a key', hint: keyHint(context) };
    case 'forbidden':
      return { event: 'does not allow this', hint: forbiddenHint(context) };
    case 'not-found':
      return notFoundWords(context, refusal);
    case 'rate-limited':
      return { event: 'takes no more requests for now', hint: again };
    case 'quota-exhausted':
      return {
        event: 'answers no more: the quota or the credit is used up',
        hint: quotaHint(title),
      };
    case 'context-too-long':
      return {
        event: 'cannot read that much at once',
        hint: 'Send less (fewer files, a shorter conversation), or choose a model with a larger context window',
      };
    case 'overloaded':
      return { event: 'is overloaded or not ready yet', hint: `${again}, or choose another provider` };
    case 'timeout':
      return { event: 'gave up waiting for its own answer', hint: `${again}, or ask for less` };
    case 'server-error':
      return { event: `failed${statusText(refusal)}`, hint: `The fault is on the side of ${title}. ${again}` };
    case 'refused-request':
    case 'needs-key':
    case 'needs-setup':
    case 'unreachable':
    case 'broken-stream':
      return refusedWords(refusal);
  }
}

function forbiddenHint({ definition, endpoint, modelId }: FailureContext): string {
  const key = endpoint?.keyVariable ?? definition.keyVariables?.[0];
  const what = modelId === undefined ? 'this' : `${modelId}`;
  const whose = key === undefined ? 'The account' : `The key in ${key}`;
  return `${whose} may have no access to ${what}, or requests from here are blocked`;
}

/** A server that has no such path answers 404 as well. */
function notFoundWords(context: FailureContext, { wire }: Refusal): FailureWords {
  const { modelId, modelIds } = context;
  const isModel = modelId !== undefined && (isAboutModel(wire.message, modelId) || wire.code === 'model_not_found');
  if (modelId !== undefined && (isModel || (modelIds.length > 0 && !modelIds.includes(modelId)))) {
    return { event: 'has no such model', hint: missingModelHint(context, modelId) };
  }
  return { event: 'has nothing at the address that was asked', hint: baseUrlHint(context) };
}

function isAboutModel(message: string | undefined, modelId: string): boolean {
  return message !== undefined && (message.includes(modelId) || /\bmodel\b/i.test(message));
}

function refusedWords({ status }: Refusal): FailureWords {
  if (status === 413) {
    return { event: 'takes no request that large', hint: 'Send less: fewer or smaller images, fewer files' };
  }
  return { event: 'refuses the request', hint: 'The log has the whole answer (Logs tab, or devmgr logs)' };
}

function statusText({ status }: Refusal): string {
  return status === undefined ? '' : ` with status ${status}`;
}
