import type { AiModelInfo } from 'devmgr/plugin-api/contracts/ai';
import { Fields } from '../../json/fields.js';
import { parseJson } from '../json/parse-json.js';
import { WireFormatError } from '../wire-format-error.js';
import type { ModelsPage, WireContext } from '../wire-format.js';
import { readModel } from './read-model.js';

/**
 * `{object: "list", data: [...]}`, or the items alone (Together). Either is read whatever the definition expects: a proxy
 * in between may turn one into the other.
 */
export function readModels({ definition }: WireContext, body: string): ModelsPage {
  const models = new Map<string, AiModelInfo>();
  for (const item of items(parseJson(body))) {
    const fields = Fields.of(item);
    const model = fields && readModel(definition.quirks, fields);
    if (model && !models.has(model.id)) models.set(model.id, model);
  }
  return { models: [...models.values()], next: undefined };
}

function items(json: unknown): readonly unknown[] {
  if (Array.isArray(json)) return json as readonly unknown[];
  const fields = Fields.of(json);
  const data = fields?.list('data');
  if (data) return data;
  // Ollama without a single model.
  if (fields?.value('data') === null) return [];
  throw new WireFormatError('answered with JSON that is no list of models');
}
