import type { FineTuningCheck, TrainingFileReport } from 'devmgr/plugin-api/contracts/finetuning';
import type { FineTuningRequest } from 'devmgr/plugin-api/contracts/finetuning-adapter';
import type { FineTuningJob } from 'devmgr/plugin-api/contracts/finetuning-job';
import { join } from 'node:path';
import { GatewayError } from '../gateway-error.js';
import type { GatewayParts } from '../gateway-parts.js';
import { findBaseModel } from './find-adapter.js';
import { readWishes, type JobBody } from './read-job-request.js';
import { forgetTrainingPath, trainingFolder, trainingPath } from './training-files.js';

/** Told of one file. */
const mostProblems = 5;

type Parts = Pick<GatewayParts, 'finetuning' | 'files' | 'context'>;

/** Starts a job for a client. Files of the gateway are checked first; others are ids that the provider knows. Rejects with a `GatewayError`. */
export async function createJob(body: JobBody, parts: Parts, signal: AbortSignal): Promise<FineTuningJob> {
  const { finetuning } = parts;
  const wishes = readWishes(body);
  const { adapter, baseModel } = await findBaseModel(body.model, finetuning, signal);
  const paths: string[] = [];
  const given = async (id: string, param: string) => {
    const path = await pathOf(id, param, parts);
    if (path !== id) paths.push(path);
    return path;
  };
  try {
    const trainingFile = await given(body.training_file, 'training_file');
    const validation = body.validation_file ?? undefined;
    const validationFile = validation === undefined ? undefined : await given(validation, 'validation_file');
    const request: FineTuningRequest = { ...wishes, baseModel, trainingFile, validationFile };
    if (paths.includes(trainingFile)) assertGood(await finetuning.check(adapter.id, request, { signal }));
    const job = await finetuning.create(adapter.id, request, { signal });
    const kept = [job.trainingFile, job.validationFile];
    await forget(paths.filter((path) => !kept.includes(path)));
    return job;
  } catch (error) {
    await forget(paths);
    throw error;
  }
}

async function pathOf(id: string, param: string, { files, context }: Parts): Promise<string> {
  const file = await files.find(id);
  if (file) return trainingPath(file, { files, folder: join(context.storage.workspaceDir, trainingFolder) });
  // A path would be one of this machine, which is none of the client's business.
  if (/^file[-_][\w-]{1,100}$/.test(id)) return id;
  const message = `${param} must be the id of a file: send it to /v1/files first.`;
  throw new GatewayError({ kind: 'invalid-request', message, param, code: 'invalid_value' });
}

async function forget(paths: readonly string[]): Promise<void> {
  for (const path of paths) await forgetTrainingPath(path);
}

function assertGood({ training, validation, isGood }: FineTuningCheck): void {
  if (isGood) return;
  const isTraining = training.problemCount.errors > 0;
  const report = isTraining ? training : (validation ?? training);
  const param = isTraining ? 'training_file' : 'validation_file';
  const message = `The file has ${report.problemCount.errors} errors. ${problemsOf(report).join(' ')}`;
  throw new GatewayError({ kind: 'invalid-request', message, param, code: 'invalid_training_file' });
}

function problemsOf({ problems }: TrainingFileReport): readonly string[] {
  const errors = problems.filter(({ severity }) => severity === 'error').slice(0, mostProblems);
  return errors.map(({ line, message }) =>
    `${line === undefined ? '' : `Line ${line}: `}${message}.`.replace(/\.\.$/, '.'),
  );
}
