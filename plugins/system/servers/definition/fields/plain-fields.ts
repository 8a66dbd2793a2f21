import { wrong, type Field, type Reading } from './field.js';

const LONGEST = 4_096;

/** A text of one line that is not empty. */
export const textField: Field<string> = (value) => (isLine(value) ? { value: value.trim() } : wrong('must be a text'));

export const flagField: Field<boolean> = (value) =>
  typeof value === 'boolean' ? { value } : wrong('must be true or false');

/** A text that `is` right; `problem` says what is right. */
export function lineField(is: (text: string) => boolean, problem: string, hint?: string): Field<string> {
  return (value) => (isLine(value) && is(value.trim()) ? { value: value.trim() } : wrong(problem, hint));
}

export function numberField(from: number, to: number): Field<number> {
  return (value) =>
    Number.isSafeInteger(value) && Number(value) >= from && Number(value) <= to
      ? { value: Number(value) }
      : wrong(`must be a whole number from ${from} to ${to}`);
}

export function choiceField<T extends string>(choices: readonly T[]): Field<T> {
  return (value) => {
    const found = choices.find((choice) => choice === value);
    return found === undefined ? wrong(`must be one of ${choices.join(', ')}`) : { value: found };
  };
}

/** One text or a list of them. */
export function textsField(value: unknown): Reading<readonly string[]> {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.every(isLine) ? { value: values } : wrong('must be a text or a list of texts');
}

/** A regular expression as JavaScript has them. */
export const patternField: Field<string> = (value) => {
  if (typeof value !== 'string' || value === '' || value.length > LONGEST) return wrong('must be a regular expression');
  try {
    new RegExp(value);
    return { value };
  } catch (error) {
    return wrong(`is no regular expression: ${error instanceof Error ? error.message : String(error)}`);
  }
};

function isLine(value: unknown): value is string {
  // Control characters would end a line or an argument somewhere.
  return typeof value === 'string' && value.trim() !== '' && value.length <= LONGEST && !/\p{Cc}/u.test(value);
}
