import type { FineTuningParameter } from 'devmgr/plugin-api/contracts/finetuning-adapter';

export type ParameterValue = string | number | boolean;

/** What was typed for a parameter, or what is wrong with it. */
export type ReadValue = { readonly value: ParameterValue } | { readonly problem: string };

const ON = ['true', 'on', 'yes', '1'];
const OFF = ['false', 'off', 'no', '0'];

/** Reads what a person typed for a parameter. Empty text is a problem: nothing chosen is no value. */
export function readParameter(parameter: FineTuningParameter, typed: string): ReadValue {
  const text = typed.trim();
  if (text === '') return { problem: `Give ${parameter.name} a value` };
  switch (parameter.type) {
    case 'number':
      return readNumber(parameter, text);
    case 'flag':
      if (ON.includes(text.toLowerCase())) return { value: true };
      return OFF.includes(text.toLowerCase()) ? { value: false } : { problem: `Say true or false, not "${text}"` };
    case 'choice': {
      const found = parameter.choices?.find((choice) => choice.toLowerCase() === text.toLowerCase());
      if (found !== undefined) return { value: found };
      return { problem: `Take one of: ${(parameter.choices ?? []).join(', ')}` };
    }
    case 'text':
      return { value: text };
  }
}

function readNumber({ words = [], minimum, maximum }: FineTuningParameter, text: string): ReadValue {
  const word = words.find((each) => each.toLowerCase() === text.toLowerCase());
  if (word !== undefined) return { value: word };
  const value = Number(text);
  const isNumber = Number.isFinite(value) && !/^0[xob]/i.test(text);
  const isInside = value >= (minimum ?? -Infinity) && value <= (maximum ?? Infinity);
  return isNumber && isInside ? { value } : { problem: `Take ${rangeText({ words, minimum, maximum })}` };
}

/** `a number from 1 to 50, or auto`. */
export function rangeText({
  words = [],
  minimum,
  maximum,
}: Pick<FineTuningParameter, 'words' | 'minimum' | 'maximum'>): string {
  const range = [
    ...(minimum === undefined ? [] : [`from ${minimum}`]),
    ...(maximum === undefined ? [] : [`${minimum === undefined ? 'up ' : ''}to ${maximum}`]),
  ].join(' ');
  const number = `a number${range === '' ? '' : ` ${range}`}`;
  return words.length === 0 ? number : `${number}, or ${words.join(', ')}`;
}
