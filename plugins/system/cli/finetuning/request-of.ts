import { DevmgrError, ExitCode, type CliInvocation } from 'devmgr/plugin-api';
import type {
  FineTuningAdapter,
  FineTuningMethod,
  FineTuningRequest,
} from 'devmgr/plugin-api/contracts/finetuning-adapter';
import { dataFile } from '../../finetuning/draft/data-file.js';
import { readParameter, type ParameterValue } from '../../finetuning/draft/parameter-value.js';
import { nearestModels } from '../../providers/catalogue/nearest-models.js';

export interface RequestOptions {
  readonly adapter: FineTuningAdapter;
  /** The training file where it stands behind the action. */
  readonly file?: string | undefined;
  /** Whether a base model must be named. */
  readonly needsModel: boolean;
}

/** Throws a `DevmgrError` where no training file is named: that is missing whoever trains. */
export function requireFile({ args, flags }: Pick<CliInvocation, 'args' | 'flags'>): void {
  if ((args[1] ?? flags.string('training-file')) === undefined)
    throw missing('training file', '--training-file train.jsonl');
}

/** The request that flags describe. Paths are from the working directory. Throws a `DevmgrError` for what is missing or unknown. */
export function requestOf({ flags }: Pick<CliInvocation, 'flags'>, options: RequestOptions): FineTuningRequest {
  const { adapter, needsModel } = options;
  const file = options.file ?? flags.string('training-file');
  if (file === undefined) throw missing('training file', '--training-file train.jsonl');
  const baseModel = flags.string('model') ?? '';
  if (baseModel === '' && needsModel)
    throw missing('base model', `--model NAME (see: devmgr finetune models ${adapter.id})`);
  const method = methodOf(adapter, baseModel, flags.string('method'));
  const validationFile = flags.string('validation-file');
  const suffix = flags.string('suffix');
  const seed = seedOf(flags.number('seed'));
  requireTaken(adapter, { suffix, seed });
  return {
    baseModel,
    trainingFile: dataFile(file, process.cwd()),
    parameters: parametersOf(flags.strings('set'), method),
    ...(validationFile !== undefined && { validationFile: dataFile(validationFile, process.cwd()) }),
    ...(flags.string('method') !== undefined && method && { method: method.id }),
    ...(suffix !== undefined && { suffix }),
    ...(seed !== undefined && { seed }),
  };
}

/** A flag that would do nothing is refused. */
function requireTaken({ id, title, capabilities }: FineTuningAdapter, given: Record<'suffix' | 'seed', unknown>): void {
  for (const name of ['suffix', 'seed'] as const) {
    if (given[name] === undefined || capabilities[name]) continue;
    const hint = id === 'local' ? `Write {${name}} where its command takes it.` : `Leave --${name} out.`;
    throw usage(`${title} takes no ${name}`, hint);
  }
}

function seedOf(given: number | undefined): number | undefined {
  if (given === undefined || (Number.isSafeInteger(given) && given >= 0 && given <= LARGEST_SEED)) return given;
  throw usage('--seed takes a whole number', `From 0 to ${LARGEST_SEED}: --seed 7`);
}

/** Of 32 bits: larger ones are refused by the libraries that train. */
const LARGEST_SEED = 2 ** 32 - 1;

function methodOf(adapter: FineTuningAdapter, model: string, id: string | undefined): FineTuningMethod | undefined {
  const methods = adapter.methods(model === '' ? undefined : model);
  if (id === undefined) return methods[0];
  const found = methods.find((method) => method.id.toLowerCase() === id.toLowerCase());
  const names = methods.map((method) => method.id).join(', ');
  if (!found)
    throw usage(`${adapter.title} has no method "${id}"`, names === '' ? 'It has none.' : `Take one of: ${names}`);
  return found;
}

function parametersOf(texts: readonly string[], method: FineTuningMethod | undefined): Record<string, ParameterValue> {
  return Object.fromEntries(texts.map((text) => parameterOf(text, method)));
}

function parameterOf(text: string, method: FineTuningMethod | undefined): [string, ParameterValue] {
  const at = text.indexOf('=');
  if (at < 1) throw usage(`"${text}" is no name=value`, 'For example: --set n_epochs=3');
  const name = text.slice(0, at);
  const parameters = method?.parameters ?? [];
  const parameter = parameters.find((each) => each.name === name);
  if (!parameter) throw usage(`There is no parameter "${name}"`, nearParameters(name, parameters));
  const read = readParameter(parameter, text.slice(at + 1));
  if ('problem' in read) throw usage(`${name}: ${text.slice(at + 1)} cannot be taken`, read.problem);
  return [name, read.value];
}

function nearParameters(name: string, parameters: FineTuningMethod['parameters']): string {
  const names = parameters.map((each) => each.name);
  const near = nearestModels(name, names);
  if (near.length > 0) return `Did you mean ${near.join(' or ')}?`;
  return names.length === 0 ? 'There are none to set.' : `There are: ${names.join(', ')}`;
}

function missing(what: string, flag: string): DevmgrError {
  return usage(`The ${what} is missing`, `Name it: ${flag}`);
}

function usage(message: string, hint: string): DevmgrError {
  return new DevmgrError({ code: 'DEVMGR_USAGE', message, hint, exitCode: ExitCode.usage });
}
