import { EMPTY_DRAFT, type JobDraft } from './job-draft.js';
import type { ParameterValue } from './parameter-value.js';

const TEXTS = ['adapterId', 'baseModel', 'method', 'trainingFile', 'validationFile', 'suffix', 'seed'] as const;

/** A draft that this or another version of devmgr kept; what cannot be read of it is empty. */
export function readKeptDraft(value: unknown): JobDraft {
  if (!isFields(value)) return EMPTY_DRAFT;
  const texts = TEXTS.flatMap((name) => (typeof value[name] === 'string' ? [[name, value[name]] as const] : []));
  const { parameters } = value;
  const chosen = Object.entries(isFields(parameters) ? parameters : {}).filter(isChosen);
  return { ...EMPTY_DRAFT, ...Object.fromEntries(texts), parameters: Object.fromEntries(chosen) };
}

function isChosen(entry: [string, unknown]): entry is [string, ParameterValue] {
  return ['string', 'number', 'boolean'].includes(typeof entry[1]);
}

function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
