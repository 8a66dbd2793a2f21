import type { FineTuningJob } from 'devmgr/plugin-api/contracts/finetuning-job';
import { NO_JOB } from '../../jobs-parts.js';

/** Why the model of a job cannot be asked; `undefined`: it can. */
export function resultRefusal(job: FineTuningJob | undefined): string | undefined {
  if (!job) return NO_JOB;
  if (job.resultSelection !== undefined) return undefined;
  if (job.status !== 'succeeded') return `${job.id} has made no model: it is ${job.status}`;
  if (job.resultModel === undefined) return `${job.id} does not say which model it made`;
  // The events of the job say how, where devmgr knows it: notices have room for one line.
  return job.adapterId === 'local'
    ? 'Serve it first: the events of the job say how (Enter)'
    : 'No provider of devmgr answers with this model: serve it first';
}
