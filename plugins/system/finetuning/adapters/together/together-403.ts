import { AiError, aiFailure } from 'devmgr/plugin-api/contracts/ai';
import { ToldError } from '../../../providers/told-error.js';

/** Of a question 403 means that it is too long; of a job it means what it usually means. Always throws. */
export function together403(error: unknown): never {
  const failure = aiFailure(error);
  if (failure?.status !== 403) throw error;
  const told = error instanceof ToldError && error.told !== undefined ? `: ${error.told}` : '';
  throw new AiError({
    message: `Together does not allow this${told}`,
    hint: 'Check the rights of the key, and the credit at api.together.ai/settings',
    failure: { ...failure, kind: 'forbidden' },
    cause: error,
  });
}
