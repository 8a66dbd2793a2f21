import type { FineTuning } from 'devmgr/plugin-api/contracts/finetuning';
import type { FineTuningJob } from 'devmgr/plugin-api/contracts/finetuning-job';
import type { JobsParts } from '../../jobs-parts.js';

export type SteerAction = Parameters<FineTuning['steer']>[1];

/** Steers a job and says what came of it. */
export async function steered(
  { context, finetuning }: Pick<JobsParts, 'context' | 'finetuning'>,
  job: FineTuningJob,
  { action, signal }: { readonly action: SteerAction; readonly signal: AbortSignal },
): Promise<void> {
  const after = await finetuning.steer(job, action, { signal });
  const { jobWord } = await import('../../finetuning/view/describe-job.js');
  const message = `${job.id} ${after ? `is ${jobWord(after)}` : 'is forgotten'}`;
  context.screen.notify({ severity: 'info', message });
}

/** Why an action cannot be done with a job; `undefined`: it can. */
export function steerRefusal(
  { finetuning }: Pick<JobsParts, 'finetuning'>,
  job: FineTuningJob,
  action: Exclude<SteerAction, 'remove'>,
): string | undefined {
  const adapter = finetuning.adapters.get().find(({ id }) => id === job.adapterId);
  if (!adapter) return `There is no provider ${job.adapterId} any more`;
  return adapter.capabilities[action] ? undefined : `${adapter.title} cannot ${action} a job`;
}
