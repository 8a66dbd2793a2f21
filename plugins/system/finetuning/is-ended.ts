import type { FineTuningStatus } from 'devmgr/plugin-api/contracts/finetuning-job';

const ENDS: readonly FineTuningStatus[] = ['succeeded', 'failed', 'cancelled'];

/** Nothing more comes of a job with this status. */
export function isEnded({ status }: { readonly status: FineTuningStatus }): boolean {
  return ENDS.includes(status);
}
