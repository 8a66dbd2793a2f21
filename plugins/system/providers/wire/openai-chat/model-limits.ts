import type { AiModelInfo } from 'devmgr/plugin-api/contracts/ai';
import type { Fields } from '../../json/fields.js';

/** Fields of an item that hold the window, the surest first. Together; vLLM; LM Studio; others. */
const windows = ['context_length', 'max_model_len', 'loaded_context_length', 'max_context_length', 'context_window'];

/** Sizes in tokens, where a server tells them. */
export function modelLimits(item: Fields): Pick<AiModelInfo, 'contextWindow' | 'maxOutputTokens' | 'dimensions'> {
  const meta = item.fields('meta');
  return {
    contextWindow:
      // llama.cpp: what it runs with, else what the model was trained with.
      positive(meta, 'n_ctx') ??
      positive(meta, 'n_ctx_train') ??
      windows.map((name) => positive(item, name)).find(Boolean),
    maxOutputTokens: positive(item.fields('top_provider') ?? item, 'max_completion_tokens'),
  };
}

function positive(fields: Fields | undefined, name: string): number | undefined {
  return fields?.count(name) || undefined;
}
