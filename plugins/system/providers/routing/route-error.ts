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

/** The last error; of those before it a line each. */
export function routeError(failed: readonly FailedTarget[]): AiError {
  const last = failed.at(-1);
  if (!last) return nobodyReady();
  if (failed.length === 1) return last.error;
  const earlier = failed.slice(0, -1).map(({ error }) => error.message);
  const { message, hint, failure } = last.error;
  return new AiError({
    message: [message, 'Before it:', ...earlier.map((line) => `- ${line}`)].join('\n'),
    hint,
    failure,
    cause: last.error,
  });
}

function nobodyReady(): AiError {
  return new AiError({
    message: 'No AI provider is ready',
    hint: 'Run `devmgr providers` to see what each of them needs.',
    failure: { kind: 'needs-setup', providerId: '', modelId: undefined },
  });
}
