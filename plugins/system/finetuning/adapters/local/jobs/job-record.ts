import type { FineTuningJob, FineTuningProgress, FineTuningStatus } from 'devmgr/plugin-api/contracts/finetuning-job';
import type { JobOrder } from './job-order.js';

/** How a job is: written by whoever has it, as a whole. */
export interface JobRecord {
  readonly status: FineTuningStatus;
  /** In words of our own: `waiting`, `exit 1`, `unsupervised`. */
  readonly rawStatus: string;
  /** Of the command. */
  readonly pid?: number | undefined;
  readonly pidStart?: string | undefined;
  readonly startedAt?: number | undefined;
  readonly finishedAt?: number | undefined;
  /** When something was told last. */
  readonly updatedAt?: number | undefined;
  readonly progress?: FineTuningProgress | undefined;
  readonly loss?: number | undefined;
  readonly recentLosses?: readonly number[] | undefined;
  readonly trainedTokens?: number | undefined;
  readonly resultModel?: string | undefined;
  readonly resultSelection?: string | undefined;
  readonly error?: { readonly message: string; readonly code?: string | undefined } | undefined;
}

export const WAITING: JobRecord = { status: 'queued', rawStatus: 'waiting' };

const STATUSES: readonly FineTuningStatus[] = [
  'queued',
  'running',
  'paused',
  'cancelling',
  'succeeded',
  'failed',
  'cancelled',
];

/** `undefined` for anything else than a record. */
export function readJobRecord(text: string): JobRecord | undefined {
  try {
    const value = JSON.parse(text) as Partial<JobRecord> | null;
    return value && STATUSES.some((status) => status === value.status)
      ? ({ rawStatus: '', ...value } as JobRecord)
      : undefined;
  } catch {
    return undefined;
  }
}

export const ADAPTER_ID = 'local';

/** As the service shows it. */
export function jobOf(order: JobOrder, record: JobRecord): FineTuningJob {
  const estimatedFinishAt = estimatedEnd(record);
  const { id, createdAt, request, recipe, parameters } = order;
  const { pid: _, pidStart: __, updatedAt: ___, ...shown } = record;
  return {
    id,
    adapterId: ADAPTER_ID,
    baseModel: request.baseModel,
    createdAt,
    ...shown,
    ...(estimatedFinishAt !== undefined && { estimatedFinishAt }),
    method: recipe,
    hyperparameters: { ...parameters, ...(request.seed !== undefined && { seed: request.seed }) },
    suffix: request.suffix,
    trainingFile: request.trainingFile,
    validationFile: request.validationFile,
    metadata: request.metadata,
  };
}

/** When it goes on as it went so far. */
function estimatedEnd({ status, startedAt, progress, updatedAt }: JobRecord): number | undefined {
  const fraction = progress?.fraction ?? 0;
  if (status !== 'running' || startedAt === undefined || updatedAt === undefined || fraction < 0.02) return undefined;
  return Math.round(startedAt + (updatedAt - startedAt) / fraction);
}
