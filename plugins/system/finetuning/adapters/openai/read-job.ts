import type { FineTuningJob, FineTuningStatus } from 'devmgr/plugin-api/contracts/finetuning-job';
import type { Fields } from '../../../providers/json/fields.js';
import { plainValues } from '../api/plain-values.js';
import { trainingPrice } from './training-price.js';

/** OpenAI's document names the first six; its reference shows the pauses too. */
const STATUSES: ReadonlyMap<string, FineTuningStatus> = new Map([
  ['validating_files', 'queued'],
  ['queued', 'queued'],
  ['pending', 'queued'],
  ['running', 'running'],
  ['pausing', 'running'],
  ['paused', 'paused'],
  ['cancelling', 'cancelling'],
  ['cancel_requested', 'cancelling'],
  ['succeeded', 'succeeded'],
  ['completed', 'succeeded'],
  ['failed', 'failed'],
  ['error', 'failed'],
  ['cancelled', 'cancelled'],
]);

/**
 * A job in the shape of OpenAI's `fine_tuning.job`; `undefined` without an id. `now`, in milliseconds since the epoch, stands in for a
 * time that is missing.
 */
export function readJob(fields: Fields, adapterId: string, now: number): FineTuningJob | undefined {
  const id = fields.text('id');
  if (id === undefined) return undefined;
  const rawStatus = fields.text('status') ?? 'unknown';
  const status = STATUSES.get(rawStatus) ?? 'running';
  const baseModel = fields.text('model') ?? '';
  const resultModel = fields.text('fine_tuned_model');
  const trainedTokens = fields.count('trained_tokens');
  const method = fields.fields('method')?.text('type');
  const ended = status === 'succeeded' || status === 'failed' || status === 'cancelled';
  return {
    id,
    adapterId,
    baseModel,
    status,
    rawStatus,
    createdAt: time(fields, 'created_at') ?? now,
    finishedAt: ended ? time(fields, 'finished_at') : undefined,
    estimatedFinishAt: ended ? undefined : time(fields, 'estimated_finish'),
    trainedTokens,
    costUsd: costOf(adapterId, baseModel, trainedTokens),
    resultModel,
    resultSelection: resultModel === undefined ? undefined : `${adapterId}/${resultModel}`,
    error: jobError(fields),
    method,
    hyperparameters: hyperparameters(fields, method),
    suffix: fields.text('user_provided_suffix') ?? fields.text('suffix'),
    trainingFile: fields.text('training_file'),
    validationFile: fields.text('validation_file'),
    metadata: metadataOf(fields),
  };
}

function metadataOf(fields: Fields): FineTuningJob['metadata'] {
  const texts = Object.entries(fields.fields('metadata')?.members() ?? {}).filter(
    (pair): pair is [string, string] => typeof pair[1] === 'string',
  );
  return texts.length > 0 ? Object.fromEntries(texts) : undefined;
}

/**
 * Whether what is listed is a job: some servers list their models at any path. Where `object` is left out, or called otherwise, a job has at
 * least a state and the model that it began with.
 */
export function isListedJob(fields: Fields): boolean {
  const isNamed = /^fine[_-]?tun(e|ing)\b/.test(fields.text('object') ?? '');
  return isNamed || (fields.text('status') !== undefined && fields.text('model') !== undefined);
}

/** Seconds since the epoch as milliseconds. */
function time(fields: Fields, name: string): number | undefined {
  const seconds = fields.number(name);
  return seconds === undefined || seconds <= 0 ? undefined : seconds * 1_000;
}

/** Without an error it is `null`, or an object of nulls. */
function jobError(fields: Fields): FineTuningJob['error'] {
  const error = fields.fields('error');
  const message = error?.text('message') ?? error?.text('code');
  return message === undefined ? undefined : { message, code: error?.text('code') };
}

/** The field at the top is the older place, and the one that other servers fill. */
function hyperparameters(fields: Fields, method: string | undefined): FineTuningJob['hyperparameters'] {
  const chosen = method === undefined ? undefined : fields.fields('method')?.fields(method)?.fields('hyperparameters');
  return { ...plainValues(fields.fields('hyperparameters')), ...plainValues(chosen) };
}

/** Prices are OpenAI's: nobody else's jobs are reckoned with them. */
function costOf(adapterId: string, baseModel: string, tokens: number | undefined): number | undefined {
  const price = adapterId === 'openai' ? trainingPrice(baseModel) : undefined;
  return price === undefined || tokens === undefined ? undefined : (tokens * price) / 1_000_000;
}
