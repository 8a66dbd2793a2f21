import { AiError, aiFailure, type AiFailure } from 'devmgr/plugin-api/contracts/ai';
import { DevmgrError } from 'devmgr/plugin-api';

export interface FailedTarget {
  readonly name: string;
  readonly error: AiError;
}

/** Errors of other people's providers, too, as the contract has them. */
export function asAiError(error: unknown, providerId: string, modelId: string): AiError {
  if (error instanceof AiError) return error;
  const known = aiFailure(error);
  const failure: AiFailure = known ?? { kind: 'server-error', providerId, modelId };
  const text = error instanceof Error ? error.message : String(error);
  return new AiError({
    message: known ? text : `${providerId} (${modelId}): ${text}`,
    hint: DevmgrError.isInstance(error) ? error.hint : undefined,
    failure,
    cause: error,
  });
}

/** The first error and its hint; in the lines under it the others, each with its own hint. */
export function routeError(failed: readonly FailedTarget[]): AiError {
  const [first, ...others] = failed.map(({ error }) => error);
  if (!first) return nobodyReady();
  if (others.length === 0) return first;
  const { message, hint, failure } = first;
  const lines = others.flatMap((error) => [
    `- ${error.message}`,
    ...(error.hint === undefined ? [] : [`  ${error.hint}`]),
  ]);
  return new AiError({
    message,
    hint: [...(hint === undefined ? [] : [hint]), 'Nobody else answered:', ...lines].join('\n  '),
    failure,
    cause: first,
  });
}

function nobodyReady(): AiError {
  return new AiError({
    message: 'No AI provider is ready',
    hint: 'Run `devmgr providers` to see what each of them needs.',
    failure: { kind: 'needs-setup', providerId: '', modelId: undefined },
  });
}
