import type { FineTuningJob } from 'devmgr/plugin-api/contracts/finetuning-job';
import { shortDuration } from '../../servers/short-duration.js';
import { isEnded } from '../is-ended.js';
import { timeLeft } from './job-progress.js';

/** How long ago it was created: `11m`. */
export function ageText({ createdAt }: Pick<FineTuningJob, 'createdAt'>, now: number): string {
  return shortDuration(now - createdAt);
}

/** `created 3h ago · runs for 11m · about 4m left`, `created 2d ago · took 40m`. */
export function timesText(job: FineTuningJob, now: number): string {
  const { createdAt, startedAt, finishedAt } = job;
  const parts = [`created ${shortDuration(now - createdAt)} ago`];
  if (isEnded(job)) {
    const from = startedAt ?? createdAt;
    if (finishedAt !== undefined && finishedAt >= from) parts.push(`took ${shortDuration(finishedAt - from)}`);
  } else if (startedAt !== undefined) parts.push(`runs for ${shortDuration(now - startedAt)}`);
  const left = timeLeft(job, now);
  if (left !== undefined) parts.push(`about ${shortDuration(left)} left`);
  return parts.join(' · ');
}
