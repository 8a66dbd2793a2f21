import type { AiModelInfo } from 'devmgr/plugin-api/contracts/ai';
import type { AiQuirks } from 'devmgr/plugin-api/contracts/ai-provider-definition';
import type { Fields } from '../../json/fields.js';
import { matchesAny } from '../matches-any.js';
import { modelLimits } from './model-limits.js';

/** Where a server says what kind a model is (Together, LM Studio); what has none of these types is left out. */
const kinds: Readonly<Record<string, AiModelInfo['kind']>> = {
  chat: 'language',
  language: 'language',
  code: 'language',
  llm: 'language',
  vlm: 'language',
  embedding: 'embedding',
  embeddings: 'embedding',
};

/** One item of the list; `undefined` for what is no model, or one that neither chats nor embeds. */
export function readModel(quirks: AiQuirks | undefined, item: Fields): AiModelInfo | undefined {
  const id = item.text('id');
  if (id === undefined || matchesAny(quirks?.otherModels ?? [], id)) return undefined;
  const kind = readKind(quirks, item, id);
  if (kind === undefined) return undefined;
  return {
    id,
    kind,
    ...modelLimits(item),
    seesImages: readSight(item),
    price: readPrice(item),
    retirement: readRetirement(item),
  };
}

function readKind(quirks: AiQuirks | undefined, item: Fields, id: string): AiModelInfo['kind'] | undefined {
  const isEmbedding = matchesAny(quirks?.embeddingModels ?? ['[Ee]mbed'], id);
  const type = item.text('type');
  if (type === undefined || type === 'model') return isEmbedding ? 'embedding' : 'language';
  return Object.hasOwn(kinds, type) ? kinds[type] : undefined;
}

/** llama.cpp and OpenRouter: `architecture.input_modalities`; LM Studio: `capabilities.vision`, or the type `vlm`. */
function readSight(item: Fields): boolean | undefined {
  const modalities = item.fields('architecture')?.list('input_modalities');
  if (modalities) return modalities.includes('image');
  return item.fields('capabilities')?.boolean('vision') ?? (item.string('type') === 'vlm' ? true : undefined);
}

/** Together: US dollars for a million tokens. Nothing for both is said of models that are not priced by the token. */
function readPrice(item: Fields): AiModelInfo['price'] {
  const pricing = item.fields('pricing');
  const [input, output] = [pricing?.number('input'), pricing?.number('output')];
  if (input === undefined || output === undefined || input < 0 || output < 0) return undefined;
  return input === 0 && output === 0 ? undefined : { input, output };
}

/** OpenAI since 2026: `shutdown_date`, `YYYY-MM-DD` or null. */
function readRetirement(item: Fields): AiModelInfo['retirement'] {
  const date = /^\d{4}-\d{2}-\d{2}/.exec(item.string('shutdown_date') ?? '')?.[0];
  return date === undefined ? undefined : { date, successor: undefined };
}
