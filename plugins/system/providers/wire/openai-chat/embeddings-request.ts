import type { WireContext, WireRequest } from '../wire-format.js';
import { postJson } from './post-json.js';

/** `POST /embeddings`. The length of the vectors is the model's own. */
export function embeddingsRequest(context: WireContext, modelId: string, texts: readonly string[]): WireRequest {
  return postJson(context, '/embeddings', { model: modelId, input: texts, encoding_format: 'float' });
}
