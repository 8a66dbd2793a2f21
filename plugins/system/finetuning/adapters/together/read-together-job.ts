import type { FineTuningJob, FineTuningStatus } from 'devmgr/plugin-api/contracts/finetuning-job';
import type { Fields } from '../../../providers/json/fields.js';
import { plainValues } from '../api/plain-values.js';

/** All of Together's document (`FinetuneJobStatus`, April 2026). */
const STATUSES: ReadonlyMap<string, FineTuningStatus> = new Map([
  ['pending', 'queued'],
  ['queued', 'queued'],
  ['running', 'running'],
  ['compressing', 'running'],
  ['uploading', 'running'],
  ['cancel_requested', 'cancelling'],
  ['cancelled', 'cancelled'],
  ['error', 'failed'],
  ['completed', 'succeeded'],
]);

const PARAMETERS = [
  'n_epochs',
  'n_checkpoints',
  'n_evals',
  'batch_size',
  'learning_rate',
  'warmup_ratio',
  'max_grad_norm',
  'weight_decay',
  'max_seq_length',
  'packing',
  'random_seed',
] as const;

/** A job in the shape of Together's `/fine-tunes`; `undefined` without an id. `now` stands in for a time that is missing. */
export function readTogetherJob(fields: Fields, adapterId: string, now: number): FineTuningJob | undefined {
  const id = fields.text('id');
  if (id === undefined) return undefined;
  const rawStatus = fields.text('status') ?? 'unknown';
  const status = STATUSES.get(rawStatus) ?? 'running';
  const isDone = status === 'succeeded';
  const ended = isDone || status === 'failed' || status === 'cancelled';
  const resultModel = isDone ? (fields.text('model_output_name') ?? fields.text('output_name')) : undefined;
  return {
    id,
    adapterId,
    baseModel: fields.text('model') ?? fields.text('from_checkpoint') ?? '',
    status,
    rawStatus,
    createdAt: time(fields, 'created_at') ?? now,
    startedAt: time(fields, 'started_at'),
    finishedAt: ended ? time(fields, 'updated_at') : undefined,
    estimatedFinishAt: ended ? undefined : estimatedFinish(fields, now),
    progress: ended ? undefined : epochs(fields),
    trainedTokens: fields.count('token_count') || undefined,
    costUsd: price(fields),
    resultModel,
    resultSelection: resultModel === undefined ? undefined : `${adapterId}/${resultModel}`,
    error: status === 'failed' ? lastError(fields) : undefined,
    method: methodOf(fields),
    hyperparameters: hyperparameters(fields),
    suffix: fields.text('suffix'),
    trainingFile: fields.text('training_file'),
    validationFile: fields.text('validation_file'),
  };
}

/** ISO 8601 as milliseconds since the epoch. */
export function time(fields: Fields, name: string): number | undefined {
  const at = Date.parse(fields.text(name) ?? '');
  return Number.isNaN(at) || at <= 0 ? undefined : at;
}

/** `{estimate_available, seconds_remaining}`. */
function estimatedFinish(fields: Fields, now: number): number | undefined {
  const progress = fields.fields('progress');
  const seconds = progress?.boolean('estimate_available') ? progress.number('seconds_remaining') : undefined;
  return seconds === undefined ? undefined : now + seconds * 1_000;
}

function epochs(fields: Fields): FineTuningJob['progress'] {
  const epoch = fields.count('epochs_completed');
  const totalEpochs = fields.count('n_epochs');
  if (epoch === undefined && totalEpochs === undefined) return undefined;
  return { epoch, totalEpochs, ...(epoch && totalEpochs && { fraction: Math.min(1, epoch / totalEpochs) }) };
}

/** No job costs as much. */
const NO_DOLLARS = 1_000_000;

/** Billionths of a dollar, as Together's own command line reads it; the document names no unit, so a small number is dollars. */
function price(fields: Fields): number | undefined {
  const told = fields.number('total_price');
  if (told === undefined || told <= 0) return undefined;
  return told >= NO_DOLLARS ? told / 1_000_000_000 : told;
}

/** Together has no field for it: the last event that tells of an error. */
function lastError(fields: Fields): FineTuningJob['error'] {
  const events = fields.objects('events');
  const told = events.findLast((event) => event.text('type') === 'job_error' || event.text('level') === 'error');
  return { message: told?.text('message') ?? 'Together says nothing about it: look at the events of the job' };
}

function methodOf(fields: Fields): string | undefined {
  const method = fields.fields('training_method')?.text('method');
  const type = fields.fields('training_type')?.text('type')?.toLowerCase();
  return [method, type].filter((word) => word !== undefined).join('-') || undefined;
}

function hyperparameters(fields: Fields): FineTuningJob['hyperparameters'] {
  const plain = plainValues(fields);
  const own = PARAMETERS.flatMap((name) => (plain[name] === undefined ? [] : [[name, plain[name]] as const]));
  const { type: _type, ...lora } = plainValues(fields.fields('training_type'));
  const { method: _method, ...method } = plainValues(fields.fields('training_method'));
  return { ...Object.fromEntries(own), ...lora, ...method };
}
