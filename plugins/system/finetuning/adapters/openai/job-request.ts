import type { FineTuningRequest } from 'devmgr/plugin-api/contracts/finetuning-adapter';
import type { RequestFiles } from '../upload/with-files.js';

/** The body of `POST /fine_tuning/jobs`: only what was chosen. */
export function jobRequest(request: FineTuningRequest, files: RequestFiles): object {
  const { baseModel, method = 'supervised', parameters, suffix, seed, metadata } = request;
  const isPlain = method === 'supervised' && Object.keys(parameters).length === 0;
  return {
    model: baseModel,
    training_file: files.trainingFile,
    ...(files.validationFile !== undefined && { validation_file: files.validationFile }),
    ...(!isPlain && { method: { type: method, [method]: { hyperparameters: parameters } } }),
    ...(suffix !== undefined && suffix !== '' && { suffix }),
    ...(seed !== undefined && { seed }),
    ...(metadata !== undefined && { metadata }),
  };
}
