import type { FineTuningJob } from 'devmgr/plugin-api/contracts/finetuning-job';
import { shortDuration } from '../../servers/short-duration.js';
import { isEnded } from '../is-ended.js';

const FULL = '█';
const EMPTY = '░';

/** From 0 to 1, as far as somebody says it: a share, steps, or epochs. `undefined`: nobody knows. */
export function jobFraction({ status, progress }: Pick<FineTuningJob, 'status' | 'progress'>): number | undefined {
  if (status === 'succeeded') return 1;
  const { fraction, step, totalSteps, epoch, totalEpochs } = progress ?? {};
  return inRange(fraction ?? share(step, totalSteps) ?? share(epoch, totalEpochs));
}

/**
 * `███████░░░░ 62% 4m`: a bar of so many cells, how far the job is, and how long it will last. Without a share what is known of steps; empty
 * for a job that has not begun.
 */
export function progressText(job: FineTuningJob, now: number, barCells: number): string {
  const fraction = jobFraction(job);
  if (fraction === undefined) return stepText(job);
  const full = Math.round(fraction * barCells);
  const bar = barCells === 0 ? '' : `${FULL.repeat(full)}${EMPTY.repeat(barCells - full)} `;
  const left = timeLeft(job, now);
  const percent = `${Math.floor(fraction * 100)}%`.padStart(4);
  return `${bar}${percent}${left === undefined ? '' : ` ${shortDuration(left)}`}`;
}

/** `step 12`, `epoch 2`; empty when neither is known. */
export function stepText({ progress }: Pick<FineTuningJob, 'progress'>): string {
  const { step, totalSteps, epoch, totalEpochs } = progress ?? {};
  if (step !== undefined) return `step ${step}${totalSteps === undefined ? '' : ` of ${totalSteps}`}`;
  if (epoch === undefined) return '';
  return `epoch ${round(epoch)}${totalEpochs === undefined ? '' : ` of ${round(totalEpochs)}`}`;
}

/** Milliseconds until the job ends, as its provider says or as fast as it was until now. `undefined`: nobody knows, or it does not run. */
export function timeLeft(job: FineTuningJob, now: number): number | undefined {
  if (isEnded(job) || job.status !== 'running') return undefined;
  if (job.estimatedFinishAt !== undefined && job.estimatedFinishAt > now) return job.estimatedFinishAt - now;
  const fraction = jobFraction(job);
  if (fraction === undefined || fraction < LEAST_SHARE || job.startedAt === undefined) return undefined;
  return Math.max(0, ((now - job.startedAt) * (1 - fraction)) / fraction);
}

/** Of less nobody can say how long the rest will last. */
const LEAST_SHARE = 0.02;

function share(done: number | undefined, total: number | undefined): number | undefined {
  return done === undefined || total === undefined || total <= 0 ? undefined : done / total;
}

function inRange(fraction: number | undefined): number | undefined {
  return fraction === undefined || Number.isNaN(fraction) ? undefined : Math.min(1, Math.max(0, fraction));
}

function round(epochs: number): string {
  return String(Math.round(epochs * 100) / 100);
}
