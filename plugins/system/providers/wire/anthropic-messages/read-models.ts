import type { AiModelInfo } from 'devmgr/plugin-api/contracts/ai';
import type { Fields } from '../../json/fields.js';
import { parseObject } from '../json/parse-object.js';
import { matchesAny } from '../matches-any.js';
import { WireFormatError } from '../wire-format-error.js';
import type { ModelsPage, WireContext } from '../wire-format.js';
import { modelsRequest } from './models-request.js';

/** `{data, has_more, last_id}`. Models that are retired no longer answer: they are left out. */
export function readModels(context: WireContext, body: string): ModelsPage {
  const page = parseObject(body);
  if (!page.list('data')) throw new WireFormatError('answered with JSON that is no list of models');
  const items = page.objects('data');
  const lastId = page.boolean('has_more') === true && items.length > 0 ? page.text('last_id') : undefined;
  const others = context.definition.quirks?.otherModels ?? [];
  return {
    models: items.flatMap((item) => readModel(item) ?? []).filter(({ id }) => !matchesAny(others, id)),
    next: lastId === undefined ? undefined : modelsRequest(context, lastId),
  };
}

function readModel(item: Fields): AiModelInfo | undefined {
  const id = item.text('id');
  const lifecycle = item.string('lifecycle');
  if (id === undefined || lifecycle === 'retired') return undefined;
  return {
    id,
    kind: 'language',
    contextWindow: item.count('max_input_tokens') || undefined,
    maxOutputTokens: item.count('max_tokens') || undefined,
    seesImages: item.fields('capabilities')?.fields('image_input')?.boolean('supported'),
    retirement:
      lifecycle === 'deprecated' ? { date: date(item.string('retires_at')), successor: undefined } : undefined,
  };
}

/** `2026-11-30` of an RFC 3339 time. */
function date(time: string | undefined): string | undefined {
  return /^\d{4}-\d{2}-\d{2}/.exec(time ?? '')?.[0];
}
