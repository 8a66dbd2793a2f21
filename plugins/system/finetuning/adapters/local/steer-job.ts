import { DevmgrError, ExitCode, type PluginContext } from 'devmgr/plugin-api';
import type { FineTuningStatus } from 'devmgr/plugin-api/contracts/finetuning-job';
import { isEnded } from '../../is-ended.js';
import type { JobWish } from './jobs/job-wishes.js';
import { lostRecord } from './jobs/lost-record.js';
import type { JobStore, StoredJob } from './jobs/job-store.js';

const PATIENCE_MS = 15_000;
const LOOK_EVERY_MS = 100;
/** Of a wish that was taken: so long it may last until the state is written, where the disk has room for it. */
const WRITTEN_AFTER_MS = 3_000;

export interface SteerOptions {
  readonly store: JobStore;
  readonly context: Pick<PluginContext, 'clock' | 'processes'>;
  readonly id: string;
  readonly signal: AbortSignal;
}

/** The job of an id; rejects with a `DevmgrError` when there is none. */
export async function requireJob(store: JobStore, id: string): Promise<StoredJob> {
  const job = await store.find(id);
  if (job) return job;
  throw refused(`There is no fine-tuning job "${id}" on this machine`, 'See them all: devmgr finetune list');
}

/** Ends a job that waits or runs, with everything that it has started. Resolves as soon as somebody is at it. */
export async function cancelJob(options: SteerOptions): Promise<StoredJob> {
  const { store, id } = options;
  const job = await requireJob(store, id);
  if (isEnded(job.record)) throw refused(`Job ${id} has ended: ${job.record.status}`, 'There is nothing to cancel.');
  if (job.record.status === 'queued' && (await cancelWaiting(options))) return requireJob(store, id);
  if (job.record.rawStatus === 'unsupervised') return stopUnsupervised(options, job);
  await job.folder.wishes.make('cancel').catch((error: unknown) => diskRefused(id, error));
  return fulfilled(options, 'cancel', 'cancelling');
}

/** Throws a `DevmgrError` for a job that goes on. */
export function requireEnd({ order, record }: StoredJob): void {
  if (isEnded(record)) return;
  throw refused(`Job ${order.id} is ${record.status}`, `Cancel it first: devmgr finetune cancel ${order.id}`);
}

/** Stops a job for a while, or lets it go on. */
export async function pauseJob(options: SteerOptions, wish: 'pause' | 'resume'): Promise<StoredJob> {
  const { store, id } = options;
  const job = await requireJob(store, id);
  const [from, to] = wish === 'pause' ? (['running', 'paused'] as const) : (['paused', 'running'] as const);
  if (job.record.status === to) return job;
  if (job.record.status !== from)
    throw refused(`Job ${id} is ${job.record.status}`, `Only a job that is ${from} can be ${wish}d.`);
  await job.folder.wishes.make(wish).catch((error: unknown) => diskRefused(id, error));
  return fulfilled(options, wish, to);
}

/** Nobody runs it: it is ended here. False when somebody was faster. */
async function cancelWaiting({ store, id, context }: SteerOptions): Promise<boolean> {
  if (await store.claims.take(id)) return false;
  try {
    const job = await requireJob(store, id);
    if (job.record.status !== 'queued') return false;
    const record = { status: 'cancelled', rawStatus: 'cancelled', finishedAt: context.clock.now() } as const;
    await job.folder.writeRecord(record).catch((error: unknown) => diskRefused(id, error));
    await store.announce();
    return true;
  } finally {
    await store.claims.release(id);
  }
}

/** Its devmgr and the watchdog of that are gone, and its process goes on. */
async function stopUnsupervised(
  { store, id, context }: SteerOptions,
  { folder, record }: StoredJob,
): Promise<StoredJob> {
  const { pid, pidStart } = record;
  if (pid !== undefined && pidStart !== undefined) await context.processes.stopForeign(pid, pidStart);
  const lost = lostRecord(record, context.clock.now(), true);
  await folder.writeRecord(lost).catch((error: unknown) => diskRefused(id, error));
  await store.announce();
  return requireJob(store, id);
}

/** The job as soon as it is `wanted` or has ended. On a full disk nobody can write that: then it is as it must be, once the wish was taken. */
async function fulfilled(
  { store, id, context, signal }: SteerOptions,
  wish: JobWish,
  wanted: FineTuningStatus,
): Promise<StoredJob> {
  const until = context.clock.now() + PATIENCE_MS;
  let takenAt: number | undefined;
  for (;;) {
    const job = await requireJob(store, id);
    if (job.record.status === wanted || isEnded(job.record)) return job;
    if (!(await job.folder.wishes.isWaiting(wish))) takenAt ??= context.clock.now();
    if (takenAt !== undefined && context.clock.now() - takenAt > WRITTEN_AFTER_MS)
      return { ...job, record: { ...job.record, status: wanted, rawStatus: wanted } };
    signal.throwIfAborted();
    if (context.clock.now() > until)
      throw new DevmgrError({
        code: 'PLUGIN_SYSTEM_FINETUNING_FAILED',
        message: `The devmgr that runs job ${id} does not answer to "${wish}"`,
        hint: 'It is done as soon as it does. Look at the job again in a moment.',
        exitCode: ExitCode.unavailable,
      });
    await new Promise<void>((resolve) => context.clock.setTimeout(resolve, LOOK_EVERY_MS));
  }
}

function diskRefused(id: string, cause: unknown): never {
  throw new DevmgrError({
    code: 'PLUGIN_SYSTEM_FINETUNING_FAILED',
    message: `Job ${id} cannot be told of it: ${cause instanceof Error ? cause.message : String(cause)}`,
    hint: 'Make room on the disk, then try again.',
    exitCode: ExitCode.unavailable,
    cause,
  });
}

function refused(message: string, hint: string): DevmgrError {
  return new DevmgrError({ code: 'DEVMGR_USAGE', message, hint, exitCode: ExitCode.usage });
}
