import type {
  FineTuningAdapter,
  FineTuningMethod,
  FineTuningRequest,
} from 'devmgr/plugin-api/contracts/finetuning-adapter';
import { dataFile } from './data-file.js';
import type { ParameterValue } from './parameter-value.js';

/** What a person has chosen for a job that does not exist yet. Empty texts: nothing. Immutable. */
export interface JobDraft {
  readonly adapterId: string;
  readonly baseModel: string;
  /** Empty: the first of the provider. */
  readonly method: string;
  /** As typed: paths are from the project's root. */
  readonly trainingFile: string;
  readonly validationFile: string;
  readonly suffix: string;
  readonly seed: string;
  /** By names of parameters; only what was chosen. */
  readonly parameters: Readonly<Record<string, ParameterValue>>;
}

export const EMPTY_DRAFT: JobDraft = {
  adapterId: '',
  baseModel: '',
  method: '',
  trainingFile: '',
  validationFile: '',
  suffix: '',
  seed: '',
  parameters: {},
};

/** The method that a draft means; `undefined` where the provider has none. */
export function methodOf(draft: JobDraft, adapter: FineTuningAdapter | undefined): FineTuningMethod | undefined {
  const methods = adapter?.methods(draft.baseModel === '' ? undefined : draft.baseModel) ?? [];
  return methods.find(({ id }) => id === draft.method) ?? methods[0];
}

/** What is missing until the job can be created; empty: nothing. */
export function missingText(draft: JobDraft): string {
  const lacks = [
    ...(draft.adapterId === '' ? ['a provider'] : []),
    ...(draft.baseModel === '' ? ['a base model'] : []),
    ...(draft.trainingFile === '' ? ['a training file'] : []),
  ];
  return lacks.length === 0 ? '' : `Choose ${lacks.join(', ').replace(/, ([^,]*)$/, ' and $1')}`;
}

/** The request of a draft. What its provider or its method does not take is left out, so that going back to another keeps it. */
export function requestOfDraft(draft: JobDraft, adapter: FineTuningAdapter, root: string): FineTuningRequest {
  const { capabilities } = adapter;
  const method = methodOf(draft, adapter);
  const known = new Set(method?.parameters.map(({ name }) => name));
  const chosen = Object.entries(draft.parameters).filter(([name]) => known.has(name));
  return {
    baseModel: draft.baseModel,
    trainingFile: dataFile(draft.trainingFile, root),
    parameters: Object.fromEntries(chosen),
    ...(draft.method !== '' && method && { method: method.id }),
    ...(capabilities.validationFile &&
      draft.validationFile !== '' && { validationFile: dataFile(draft.validationFile, root) }),
    ...(capabilities.suffix && draft.suffix !== '' && { suffix: draft.suffix }),
    ...(capabilities.seed && draft.seed !== '' && { seed: Number(draft.seed) }),
  };
}
