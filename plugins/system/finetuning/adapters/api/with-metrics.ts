import type { FineTuningJob, FineTuningMetric } from 'devmgr/plugin-api/contracts/finetuning-job';

/** So many losses a sparkline shows. */
const RECENT = 40;

/** A job with what its metrics say of loss. Metrics by step. */
export function withMetrics(job: FineTuningJob, metrics: readonly FineTuningMetric[]): FineTuningJob {
  const losses = metrics.flatMap(({ loss }) => loss ?? []);
  if (losses.length === 0) return job;
  return { ...job, loss: losses.at(-1), recentLosses: losses.slice(-RECENT) };
}
