import { Fields } from '../../../../providers/json/fields.js';
import { refuse, wrong } from '../refuse.js';

/** Anthropic's format can only promise JSON of a schema. */
const JSON_ONLY = 'Answer with one JSON object and nothing else: no words around it, no code fence.';

export interface AnswerShape {
  /** Of `output_config`. */
  readonly format?: object | undefined;
  readonly instruction?: string | undefined;
}

/** OpenAI's `response_format`. */
export function answerShape(value: unknown): AnswerShape {
  if (value === undefined || value === null) return {};
  const format = Fields.of(value);
  const kind = format?.text('type');
  if (kind === 'text') return {};
  if (kind === 'json_object') return { instruction: JSON_ONLY };
  if (kind !== 'json_schema') refuse('response_format.type', 'response_format is text, json_object or json_schema.');
  const schema = format?.fields('json_schema')?.fields('schema');
  if (!schema) wrong('response_format.json_schema.schema', 'json_schema needs its schema.');
  return { format: { type: 'json_schema', schema: schema.members() } };
}
