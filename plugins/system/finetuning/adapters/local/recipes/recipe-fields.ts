import type { FineTuningDataFormat, FineTuningParameter } from 'devmgr/plugin-api/contracts/finetuning-adapter';
import { commandField } from '../../../../servers/definition/fields/command-field.js';
import { durationField } from '../../../../servers/definition/fields/duration.js';
import { variablesField } from '../../../../servers/definition/fields/map-fields.js';
import {
  choiceField,
  numberField,
  patternField,
  textField,
  textsField,
} from '../../../../servers/definition/fields/plain-fields.js';
import type { TableFields } from '../../../../servers/definition/fields/table-field.js';
import { parametersField } from './parameters-field.js';
import { TEMPLATE_NAMES, type TemplateName } from './templates/template-names.js';

/** What a table of `[tool.devmgr.finetune.local]` may say. */
export interface RecipeTable {
  readonly recipe?: TemplateName;
  readonly title?: string;
  readonly command?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly python?: string;
  readonly baseModels?: readonly string[];
  readonly dataFormat?: FineTuningDataFormat;
  readonly parameters?: readonly FineTuningParameter[];
  readonly progress?: string;
  readonly loss?: string;
  readonly result?: string;
  /** Milliseconds between SIGTERM and SIGKILL. */
  readonly stopTimeout?: number;
}

/** Of the table `local` itself, beside those. */
export interface LocalTable extends RecipeTable {
  readonly maxJobs?: number;
}

const FORMATS: readonly FineTuningDataFormat[] = ['chat', 'prompt-completion', 'text', 'preference', 'any'];

export const recipeFields: TableFields<RecipeTable> = {
  recipe: { name: 'recipe', read: choiceField(TEMPLATE_NAMES) },
  title: { name: 'title', read: textField },
  command: { name: 'command', read: commandField },
  env: { name: 'env', read: variablesField },
  cwd: { name: 'cwd', read: textField },
  python: { name: 'python', read: textField },
  baseModels: { name: 'base-models', read: textsField },
  dataFormat: { name: 'data-format', read: choiceField(FORMATS) },
  parameters: { name: 'parameters', read: parametersField },
  progress: { name: 'progress', read: patternField },
  loss: { name: 'loss', read: patternField },
  result: { name: 'result', read: textField },
  stopTimeout: { name: 'stop-timeout', read: durationField(0, 3_600_000) },
};

export const localFields: TableFields<LocalTable> = {
  ...recipeFields,
  maxJobs: { name: 'max-jobs', read: numberField(1, 16) },
};

/** Names that others have for a thing. */
export const FIELD_HINTS: Readonly<Record<string, string>> = {
  cmd: 'Write command.',
  script: 'Write command = ["python", "train.py", "--data", "{training_file}"].',
  workdir: 'Write cwd.',
  output: 'Write result: where the model is afterwards.',
  model: 'Write base-models = ["..."].',
  models: 'Write base-models = ["..."].',
  environment: 'Write env.',
};
