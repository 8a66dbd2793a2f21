import type { FineTuningJob, FineTuningStatus } from 'devmgr/plugin-api/contracts/finetuning-job';
import { seconds } from '../files/file-document.js';
import type { JsonObject } from '../gateway-protocol.js';
import { trainingFileId } from './training-files.js';

/** OpenAI's own words know neither pauses nor ends that are on their way: what is not over is running. */
const statuses: Readonly<Record<FineTuningStatus, string>> = {
  queued: 'queued',
  running: 'running',
  paused: 'running',
  cancelling: 'running',
  succeeded: 'succeeded',
  failed: 'failed',
  cancelled: 'cancelled',
};
const methods = ['supervised', 'dpo', 'reinforcement'];
/** Those that OpenAI's shape has. */
const shared = ['n_epochs', 'batch_size', 'learning_rate_multiplier'];

/** A job of any provider in OpenAI's shape; what that has no place for is in `devmgr`. `id`: by which it is found again. */
export function jobDocument(job: FineTuningJob, id: string): JsonObject {
  const { status, rawStatus, method, hyperparameters, createdAt, finishedAt, estimatedFinishAt, error } = job;
  const known = knownParameters(hyperparameters);
  return {
    id,
    object: 'fine_tuning.job',
    model: job.baseModel,
    created_at: seconds(createdAt),
    finished_at: finishedAt === undefined ? null : seconds(finishedAt),
    estimated_finish: estimatedFinishAt === undefined ? null : seconds(estimatedFinishAt),
    status: rawStatus === 'validating_files' ? rawStatus : statuses[status],
    fine_tuned_model: job.resultSelection ?? job.resultModel ?? null,
    trained_tokens: job.trainedTokens ?? null,
    training_file: trainingFileId(job.trainingFile) ?? '',
    validation_file: trainingFileId(job.validationFile) ?? null,
    error: error ? { code: error.code ?? 'failed', message: error.message, param: null } : null,
    hyperparameters: known,
    ...(method !== undefined && methods.includes(method) && { method: methodDocument(method, known) }),
    user_provided_suffix: job.suffix ?? null,
    organization_id: '',
    result_files: [],
    seed: 0,
    integrations: [],
    metadata: job.metadata ?? null,
    devmgr: ownFields(job),
  };
}

/** A grader, without which OpenAI's shape has no reinforcement, is not known. */
function methodDocument(type: string, hyperparameters: JsonObject): JsonObject {
  return type === 'reinforcement' ? { type } : { type, [type]: { hyperparameters } };
}

function knownParameters(given: FineTuningJob['hyperparameters']): JsonObject {
  const entries = Object.entries(given);
  return Object.fromEntries(
    entries.filter(([name, value]) => shared.includes(name) && (typeof value === 'number' || value === 'auto')),
  );
}

function ownFields(job: FineTuningJob): JsonObject {
  const { adapterId, id, status, rawStatus, method, hyperparameters, progress, loss, costUsd, resultModel } = job;
  return {
    provider: adapterId,
    job: id,
    status,
    raw_status: rawStatus,
    method: method ?? null,
    hyperparameters,
    progress: progress?.fraction ?? null,
    step: progress?.step ?? null,
    total_steps: progress?.totalSteps ?? null,
    loss: loss ?? null,
    cost_usd: costUsd ?? null,
    result: resultModel ?? null,
  };
}
