import { lineField } from '../../servers/definition/fields/plain-fields.js';

/** `provider/model`, or whatever else a request may name. */
export const modelField = lineField(
  (text) => text.length <= 500 && !/\s/.test(text),
  'must be a model, such as "openai/gpt-6-luna", a provider, a route or an alias',
);

/** Whether a route or an alias may have that name. */
export function isModelName(name: string): boolean {
  return name.length <= 100 && /^[^\s/\p{Cc}][^\s\p{Cc}]*$/u.test(name);
}

export const MODEL_NAME_RULE = 'is no name that clients can give a model: up to 100 characters, without blanks';
