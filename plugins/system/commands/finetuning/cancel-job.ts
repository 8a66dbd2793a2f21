import type { CommandHandler } from 'devmgr/plugin-api';
import { isEnded } from '../../finetuning/is-ended.js';
import { NO_JOB, selectedJob, type JobsParts } from '../../jobs-parts.js';
import { steered, steerRefusal } from './steered.js';

/** Cancels the selected job after asking: what it has learnt is lost. */
export function cancelJob(parts: JobsParts): CommandHandler {
  return {
    async run({ signal }) {
      const job = selectedJob(parts);
      if (!job) return;
      const isWanted = await parts.context.screen.confirm({
        title: `Cancel ${job.id}?`,
        detail: `${job.baseModel} at ${job.adapterId}. What it has learnt since its last checkpoint is lost.`,
        action: 'Cancel the job',
        keep: 'Keep it',
      });
      if (isWanted) await steered(parts, job, { action: 'cancel', signal });
    },
    disabledReason() {
      const job = selectedJob(parts);
      if (!job) return NO_JOB;
      if (isEnded(job)) return `${job.id} has ended: ${job.status}`;
      if (job.status === 'cancelling') return `${job.id} is being cancelled`;
      return steerRefusal(parts, job, 'cancel');
    },
  };
}
