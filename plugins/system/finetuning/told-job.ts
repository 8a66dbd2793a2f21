import type { FineTuningDetail, FineTuningJob, FineTuningProgress } from 'devmgr/plugin-api/contracts/finetuning-job';
import { Pace } from './data/pace.js';

/** What a provider says of a job is shown everywhere: of its texts no more than this, in characters. */
const LONGEST = 2_000;
const LONGEST_WORD = 200;
/** The year 2100: a time beyond is none. */
const LATEST_MS = 4_102_444_800_000;
const MOST_EPOCHS = 1_000_000;

export interface TellOptions {
  readonly redact: (text: string) => string;
  /** Stands in for a time of creation that is none; milliseconds since the epoch. */
  readonly now: number;
}

/** A job as it may be shown: without secrets and endless texts, and with times and numbers only where they can be true. */
export function toldJob(job: FineTuningJob, { redact, now }: TellOptions): FineTuningJob {
  const { error, rawStatus, hyperparameters, createdAt, startedAt, finishedAt, estimatedFinishAt, progress } = job;
  const short = (text: string, most: number) => cut(redact(text.slice(0, 2 * most)), most);
  const values = Object.entries(hyperparameters).map(
    ([name, value]) => [name, typeof value === 'string' ? short(value, LONGEST_WORD) : value] as const,
  );
  return {
    ...job,
    rawStatus: short(rawStatus, LONGEST_WORD),
    createdAt: time(createdAt) ?? now,
    ...(startedAt !== undefined && { startedAt: time(startedAt) }),
    ...(finishedAt !== undefined && { finishedAt: time(finishedAt) }),
    ...(estimatedFinishAt !== undefined && { estimatedFinishAt: time(estimatedFinishAt) }),
    ...(progress && { progress: trueProgress(progress) }),
    ...(error && {
      error: {
        ...error,
        message: short(error.message, LONGEST),
        ...(error.code !== undefined && { code: short(error.code, LONGEST_WORD) }),
      },
    }),
    hyperparameters: Object.fromEntries(values),
    ...(job.metadata && {
      metadata: Object.fromEntries(
        Object.entries(job.metadata).map(([name, value]) => [name, short(value, LONGEST)] as const),
      ),
    }),
  };
}

/** The same of what is known besides. An event without a time has 0. Rejects with the signal's reason. */
export async function toldDetail(
  detail: FineTuningDetail,
  { redact, signal }: Pick<TellOptions, 'redact'> & { readonly signal: AbortSignal },
): Promise<FineTuningDetail> {
  const pace = new Pace(signal);
  const events: FineTuningDetail['events'][number][] = [];
  for (const event of detail.events) {
    const message = cut(redact(event.message.slice(0, 2 * LONGEST)), LONGEST);
    events.push({ ...event, message, at: time(event.at) ?? 0 });
    if (pace.isDue) await pace.rest();
  }
  const timed = <T extends { readonly at?: number | undefined }>(each: T): T =>
    each.at === undefined ? each : { ...each, at: time(each.at) };
  return {
    ...detail,
    events,
    metrics: detail.metrics.map(timed),
    checkpoints: detail.checkpoints.map(timed),
    ...(detail.output && { output: { ...detail.output, lines: redact(detail.output.lines.join('\n')).split('\n') } }),
  };
}

function time(ms: number): number | undefined {
  return ms > 0 && ms <= LATEST_MS ? ms : undefined;
}

/** More steps than there are, or none at all, are no share of them. */
function trueProgress({ fraction, step, totalSteps, epoch, totalEpochs }: FineTuningProgress): FineTuningProgress {
  const isBeyond = step !== undefined && totalSteps !== undefined && step > totalSteps;
  const hasTotal = !isBeyond && totalSteps !== undefined && totalSteps > 0;
  const isShare = fraction !== undefined && fraction >= 0 && fraction <= 1;
  return {
    ...(isShare && !isBeyond && { fraction }),
    ...(step !== undefined && { step }),
    ...(hasTotal && { totalSteps }),
    ...(epoch !== undefined && epoch <= MOST_EPOCHS && { epoch }),
    ...(totalEpochs !== undefined && totalEpochs > 0 && totalEpochs <= MOST_EPOCHS && { totalEpochs }),
  };
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most)}…`;
}
