import type { CommandHandler } from 'devmgr/plugin-api';
import { isEnded } from '../../finetuning/is-ended.js';
import { NO_JOB, selectedJob, type JobsParts } from '../../jobs-parts.js';
import { steered, steerRefusal } from './steered.js';

/** Pauses the selected job, or lets a paused one go on. */
export function pauseJob(parts: JobsParts): CommandHandler {
  return {
    async run({ signal }) {
      const job = selectedJob(parts);
      if (job) await steered(parts, job, { action: job.status === 'paused' ? 'resume' : 'pause', signal });
    },
    disabledReason() {
      const job = selectedJob(parts);
      if (!job) return NO_JOB;
      if (isEnded(job)) return `${job.id} has ended: ${job.status}`;
      if (job.status === 'cancelling') return `${job.id} is being cancelled`;
      return steerRefusal(parts, job, job.status === 'paused' ? 'resume' : 'pause');
    },
  };
}
