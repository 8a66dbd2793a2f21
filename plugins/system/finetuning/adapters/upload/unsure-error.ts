import { AiError, aiFailure } from 'devmgr/plugin-api/contracts/ai';

/** Of a job that may have been created although its answer did not come: it costs, so nobody should create it once more unseen. */
export function unsureError(error: unknown): unknown {
  const failure = aiFailure(error);
  if (!failure) return error;
  return new AiError({
    message: `${(error as Error).message}. The job may have been created all the same`,
    hint: 'Look at devmgr finetune list before you create it again; the uploaded file stays at the provider',
    failure,
    cause: error,
  });
}
