import type { AiFailureKind } from 'devmgr/plugin-api/contracts/ai';
import type { FailureContext } from './failure-context.js';
import { maskedText } from './masked-text.js';
import { providerText } from './provider-text.js';
import { ToldError } from '../told-error.js';

export interface FailureWords {
  /** What happened, after the name of the provider: `does not accept the key`. */
  readonly event: string;
  /** The provider's own words. */
  readonly told?: string | undefined;
  /** What to do. */
  readonly hint: string | undefined;
}

/**
 * `OpenAI does not accept the key (gpt-6-luna): Incorrect API key provided`. Names of models and addresses come from outside too:
 * everything is masked.
 */
export function aiError(
  context: FailureContext,
  words: FailureWords,
  failure: { kind: AiFailureKind; status?: number | undefined; retryAfterMs?: number | undefined; cause?: unknown },
): ToldError {
  const { cause, ...rest } = failure;
  const told = providerText(context, words.told);
  const model = context.modelId === undefined ? '' : ` (${providerText(context, context.modelId) ?? 'no name'})`;
  const message = `${context.definition.title} ${words.event}${model}${told === undefined ? '' : `: ${told}`}`;
  return new ToldError({
    told,
    message: maskedText(context, message),
    hint: words.hint && maskedText(context, words.hint),
    failure: { providerId: context.definition.id, modelId: context.modelId, ...rest },
    cause,
  });
}
