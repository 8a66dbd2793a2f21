import type { FineTuningDetail, FineTuningJob } from 'devmgr/plugin-api/contracts/finetuning-job';

/** A job in documents of the command line: as in the contract, with times as ISO 8601 and the name that it is called by. */
export function reportJob(job: FineTuningJob) {
  const { id, adapterId, createdAt, startedAt, finishedAt, estimatedFinishAt, ...facts } = job;
  return {
    name: jobName(job),
    id,
    provider: adapterId,
    ...facts,
    createdAt: isoTime(createdAt),
    startedAt: isoTime(startedAt),
    finishedAt: isoTime(finishedAt),
    estimatedFinishAt: isoTime(estimatedFinishAt),
  };
}

/** What is known of a job besides itself. */
export function reportDetail({ events, metrics, checkpoints, output }: FineTuningDetail) {
  return {
    events: events.map((event) => ({ ...event, at: isoTime(event.at) })),
    metrics: metrics.map((metric) => ({ ...metric, at: isoTime(metric.at) })),
    checkpoints: checkpoints.map((checkpoint) => ({ ...checkpoint, at: isoTime(checkpoint.at) })),
    output,
  };
}

/** Names a job among all: `openai:ftjob-1`. */
export function jobName({ adapterId, id }: Pick<FineTuningJob, 'adapterId' | 'id'>): string {
  return `${adapterId}:${id}`;
}

function isoTime(ms: number | undefined): string | undefined {
  return ms === undefined || Number.isNaN(new Date(ms).getTime()) ? undefined : new Date(ms).toISOString();
}
