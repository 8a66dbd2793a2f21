import type { WireContext, WireRequest } from '../wire-format.js';
import { postJson } from './post-json.js';

/**
 * `POST /embeddings`. The length of the vectors is the model's own. An empty text would be refused with all the others of the
 * request: a blank stands in for it.
 */
export function embeddingsRequest(context: WireContext, modelId: string, texts: readonly string[]): WireRequest {
  return postJson(context, '/embeddings', {
    model: modelId,
    input: texts.map((text) => text || ' '),
    encoding_format: 'float',
  });
}
