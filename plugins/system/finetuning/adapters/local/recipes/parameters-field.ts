import type { FineTuningParameter } from 'devmgr/plugin-api/contracts/finetuning-adapter';
import { below, isTable, wrong, type FieldProblem, type Reading } from '../../../../servers/definition/fields/field.js';
import { choiceField, flagField, textField, textsField } from '../../../../servers/definition/fields/plain-fields.js';
import { tableField } from '../../../../servers/definition/fields/table-field.js';

type Value = string | number | boolean;

const NAME = /^[A-Za-z][\w-]{0,60}$/;
/** Names that the command has already. */
export const RESERVED = [
  'training_file',
  'validation_file',
  'base_model',
  'output_dir',
  'job_dir',
  'suffix',
  'seed',
  'python',
] as const;

const readTable = tableField<{
  title: string;
  type: FineTuningParameter['type'];
  default: Value;
  minimum: number;
  maximum: number;
  choices: readonly string[];
  description: string;
  required: boolean;
}>({
  title: { name: 'title', read: textField },
  type: { name: 'type', read: choiceField(['number', 'text', 'flag', 'choice']) },
  default: { name: 'default', read: valueField },
  minimum: { name: 'minimum', read: anyNumber },
  maximum: { name: 'maximum', read: anyNumber },
  choices: { name: 'choices', read: textsField },
  description: { name: 'description', read: textField },
  required: { name: 'required', read: flagField },
});

/** Parameters by name: `epochs = 3`, or `epochs = { type = "number", default = 3, minimum = 1 }`. */
export function parametersField(table: unknown): Reading<readonly FineTuningParameter[]> {
  if (!isTable(table)) return wrong('must be a table: { epochs = 3 }');
  const parameters: FineTuningParameter[] = [];
  const problems: FieldProblem[] = [];
  for (const [name, value] of Object.entries(table)) {
    const reading = readParameter(name, value);
    if ('value' in reading) parameters.push(reading.value);
    else problems.push(...reading.problems.map((problem) => below(JSON.stringify(name.slice(0, 60)), problem)));
  }
  return problems.length > 0 ? { problems } : { value: parameters };
}

function readParameter(name: string, value: unknown): Reading<FineTuningParameter> {
  if (!NAME.test(name)) return wrong('is no name of a parameter', 'Take letters, digits, _ and -.');
  if (RESERVED.some((each) => each === name)) return wrong('is a name that every command has already');
  if (!isTable(value)) {
    const reading = valueField(value);
    return 'value' in reading ? { value: parameterOf(name, { default: reading.value }) } : reading;
  }
  const reading = readTable(value);
  if (!('value' in reading)) return reading;
  const { value: fields } = reading;
  if (fields.type === 'choice' && !fields.choices) return wrong('is a choice without choices', 'Add choices = [..].');
  return { value: parameterOf(name, fields) };
}

function parameterOf(
  name: string,
  { title, type, description, default: value, minimum, maximum, choices }: Partial<FineTuningParameter>,
): FineTuningParameter {
  return {
    name,
    title: title ?? name.replaceAll(/[_-]/g, ' '),
    type: type ?? (choices ? 'choice' : typeOf(value)),
    description: description ?? '',
    ...(value !== undefined && { default: value }),
    ...(minimum !== undefined && { minimum }),
    ...(maximum !== undefined && { maximum }),
    ...(choices && { choices }),
  };
}

function typeOf(value: Value | undefined): FineTuningParameter['type'] {
  if (typeof value === 'number') return 'number';
  return typeof value === 'boolean' ? 'flag' : 'text';
}

function valueField(value: unknown): Reading<Value> {
  const isValue =
    typeof value === 'boolean' ||
    (typeof value === 'number' && Number.isFinite(value)) ||
    (typeof value === 'string' && value.length <= 4_096 && !value.includes('\0'));
  return isValue ? { value } : wrong('must be a number, a text, true or false');
}

function anyNumber(value: unknown): Reading<number> {
  return typeof value === 'number' && Number.isFinite(value) ? { value } : wrong('must be a number');
}
