import type { FineTuningEstimate } from 'devmgr/plugin-api/contracts/finetuning';
import type { FineTuningAdapter } from 'devmgr/plugin-api/contracts/finetuning-adapter';

/** Whether a job is paid for; where nobody knows the price it is, unless it runs on this machine: those adapters tell of changes themselves. */
export function costsMoney(
  { onDidChange }: Pick<FineTuningAdapter, 'onDidChange'>,
  estimate: FineTuningEstimate | undefined,
): boolean {
  return estimate?.costUsd === undefined ? onDidChange === undefined : estimate.costUsd > 0;
}
