import type { FineTuningJob } from 'devmgr/plugin-api/contracts/finetuning-job';

/** `Fine-tuning job ftjob-1 of openai succeeded: ft:gpt-4.1-mini:acme::1`. */
export function endedLine({ id, adapterId, status, resultModel, error }: FineTuningJob): string {
  const told = status === 'succeeded' ? resultModel : error?.message;
  return `Fine-tuning job ${id} of ${adapterId} ${status}${told === undefined ? '' : `: ${told}`}`;
}
