import { Fields } from '../../../providers/json/fields.js';

/** Under this name goes what a model wrote as the input of a tool and what is no JSON object. */
const BROKEN = 'invalid_json';

/** Input of a tool as Anthropic's format wants it, of the JSON text in OpenAI's. Models write broken JSON: it is kept as text. */
export function toolInput(json: string): Readonly<Record<string, unknown>> {
  if (json.trim() === '') return {};
  return Fields.parse(json)?.members() ?? { [BROKEN]: json };
}

/** The other way: what `toolInput` had to wrap is as it was. */
export function toolArguments(input: unknown): string {
  const fields = Fields.of(input);
  const broken = fields?.string(BROKEN);
  if (broken !== undefined && Object.keys(fields?.members() ?? {}).length === 1) return broken;
  return JSON.stringify(input ?? {});
}
