import type {
  FineTuningAdapter,
  FineTuningBaseModel,
  FineTuningParameter,
} from 'devmgr/plugin-api/contracts/finetuning-adapter';
import { windowText } from '../../providers/view/model-numbers.js';
import { availabilityNote, availabilityWord } from '../view/availability-text.js';
import { methodOf, type JobDraft } from './job-draft.js';
import { rangeText } from './parameter-value.js';

/** A row of the form for a new job. */
export interface DraftField {
  /** `provider`, `model`, `method`, `training`, `validation`, `suffix`, `seed`, or `set:` and the name of a parameter. */
  readonly id: string;
  readonly label: string;
  /** What is chosen; empty: nothing. */
  readonly value: string;
  /** What counts where nothing is chosen. */
  readonly standard: string;
  /** What it is, and what may be chosen. */
  readonly note: string;
  readonly isWarning: boolean;
  /** The job cannot be created without it. */
  readonly isRequired: boolean;
  readonly parameter?: FineTuningParameter | undefined;
}

/** The rows of the form, in their order. `models`: the provider's list, as far as it is known. */
export function draftFields(
  draft: JobDraft,
  adapter: FineTuningAdapter | undefined,
  models: readonly FineTuningBaseModel[],
): DraftField[] {
  const { capabilities } = adapter ?? {};
  const method = methodOf(draft, adapter);
  return [
    providerField(draft, adapter),
    modelField(draft, models),
    field('training', 'training file', draft.trainingFile, {
      note: 'examples, one JSON object a line',
      isRequired: true,
    }),
    ...(capabilities?.validationFile
      ? [
          field('validation', 'validation file', draft.validationFile, {
            standard: 'none',
            note: 'examples to measure with',
          }),
        ]
      : []),
    field('method', 'method', draft.method, { standard: method?.id ?? '', note: method?.title ?? '' }),
    ...(method?.parameters ?? []).map((parameter) => parameterField(draft, parameter)),
    ...(capabilities?.suffix
      ? [field('suffix', 'suffix', draft.suffix, { standard: 'none', note: 'part of the name of the new model' })]
      : []),
    ...(capabilities?.seed
      ? [field('seed', 'seed', draft.seed, { standard: 'by chance', note: 'the same seed gives about the same model' })]
      : []),
  ];
}

function field(id: string, label: string, value: string, more: Partial<DraftField> = {}): DraftField {
  return { id, label, value, standard: '', note: '', isWarning: false, isRequired: false, ...more };
}

function providerField({ adapterId }: JobDraft, adapter: FineTuningAdapter | undefined): DraftField {
  const availability = adapter?.availability();
  const isReady = availability?.kind === 'ready';
  const note = availability ? availabilityNote(availability) : '';
  const word = availability && !isReady ? `${availabilityWord(availability)}: ` : '';
  return field('provider', 'provider', adapterId, { note: `${word}${note}`, isWarning: note !== '', isRequired: true });
}

function modelField({ baseModel }: JobDraft, models: readonly FineTuningBaseModel[]): DraftField {
  const known = models.find(({ id }) => id === baseModel);
  const isUnlisted = baseModel !== '' && models.length > 0 && !known;
  const note = isUnlisted ? 'not in the list of the provider' : known ? modelNote(known) : '';
  return field('model', 'base model', baseModel, { note, isWarning: isUnlisted, isRequired: true });
}

/** `examples up to 65k tokens · $3.00 a million · until 2027-01-06`. */
export function modelNote({ note, maxExampleTokens, pricePerMillion }: FineTuningBaseModel): string {
  return [
    ...(maxExampleTokens === undefined ? [] : [`examples up to ${windowText(maxExampleTokens)} tokens`]),
    ...(pricePerMillion === undefined ? [] : [`$${pricePerMillion.toFixed(2)} a million tokens`]),
    ...(note === undefined ? [] : [note]),
  ].join(' · ');
}

function parameterField({ parameters }: JobDraft, parameter: FineTuningParameter): DraftField {
  const { name, title, description } = parameter;
  const chosen = parameters[name];
  return field(`set:${name}`, title, chosen === undefined ? '' : valueText(chosen), {
    standard: parameter.default === undefined ? '' : valueText(parameter.default),
    note: [description, limitsText(parameter)].filter((text) => text !== '').join(' · '),
    parameter,
  });
}

function limitsText({ type, choices, ...range }: FineTuningParameter): string {
  if (type === 'choice') return (choices ?? []).join(', ');
  if (type !== 'number') return '';
  const isFree = range.minimum === undefined && range.maximum === undefined && (range.words ?? []).length === 0;
  return isFree ? '' : rangeText(range);
}

function valueText(value: string | number | boolean): string {
  return typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value);
}
