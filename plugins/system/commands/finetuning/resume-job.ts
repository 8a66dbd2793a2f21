import type { CommandHandler } from 'devmgr/plugin-api';
import { NO_JOB, selectedJob, type JobsParts } from '../../jobs-parts.js';
import { pauseJob } from './pause-job.js';

/** Lets a paused job go on: the key line says so while the selected one is. */
export function resumeJob(parts: JobsParts): CommandHandler {
  const { run, disabledReason } = pauseJob(parts);
  return {
    run,
    disabledReason() {
      const job = selectedJob(parts);
      if (!job) return NO_JOB;
      return job.status === 'paused' ? disabledReason?.() : `${job.id} is not paused`;
    },
  };
}
