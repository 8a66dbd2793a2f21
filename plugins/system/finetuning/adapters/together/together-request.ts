import { DevmgrError } from 'devmgr/plugin-api';
import type { FineTuningRequest } from 'devmgr/plugin-api/contracts/finetuning-adapter';
import type { RequestFiles } from '../upload/with-files.js';
import { togetherMethods } from './together-methods.js';

const LORA = ['lora_r', 'lora_alpha', 'lora_dropout'];
const METHOD = ['train_on_inputs', 'dpo_beta'];

/** The body of `POST /fine-tunes`. Throws a `DevmgrError` for a method that there is not. */
export function togetherRequest(request: FineTuningRequest, files: RequestFiles): object {
  const { baseModel, suffix, seed, parameters } = request;
  const { lr_scheduler: scheduler, ...plain } = others(parameters, [...LORA, ...METHOD]);
  return {
    model: baseModel,
    training_file: files.trainingFile,
    ...(files.validationFile !== undefined && { validation_file: files.validationFile }),
    ...plain,
    ...(scheduler !== undefined && { lr_scheduler: { lr_scheduler_type: scheduler } }),
    ...trainingOf(request),
    ...(suffix !== undefined && suffix !== '' && { suffix }),
    ...(seed !== undefined && { random_seed: seed }),
  };
}

/** `training_method` and `training_type`; what LoRA must have is filled with the defaults. */
export function trainingOf({ method = 'sft-lora', parameters }: FineTuningRequest): object {
  if (!togetherMethods.some(({ id }) => id === method)) throw unknownMethod(method);
  const [kind, type] = method.split('-');
  const own = only(parameters, METHOD);
  const trainedOn = { train_on_inputs: flagOf(own['train_on_inputs'] ?? 'auto') };
  return {
    training_method:
      kind === 'dpo' ? { method: 'dpo', ...others(own, ['train_on_inputs']) } : { method: 'sft', ...trainedOn },
    training_type:
      type === 'full' ? { type: 'Full' } : { type: 'Lora', lora_r: 8, lora_alpha: 16, ...only(parameters, LORA) },
  };
}

function flagOf(value: string | number | boolean): string | number | boolean {
  return value === 'true' ? true : value === 'false' ? false : value;
}

type Values = FineTuningRequest['parameters'];

function only(values: Values, names: readonly string[]): Values {
  return Object.fromEntries(Object.entries(values).filter(([name]) => names.includes(name)));
}

function others(values: Values, names: readonly string[]): Values {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !names.includes(name)));
}

function unknownMethod(method: string): DevmgrError {
  return new DevmgrError({
    code: 'DEVMGR_USAGE',
    message: `Together has no method ${method}`,
    hint: `Choose one of: ${togetherMethods.map(({ id }) => id).join(', ')}`,
  });
}
